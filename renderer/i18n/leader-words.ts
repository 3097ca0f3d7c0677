import { addWords } from "./bundles.ts";
import en from "./en/leader.json";
import vi from "./vi/leader.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    leader: typeof vi;
  }
}

/** Words of the leader’s first page, and of what others share with it. */
addWords("leader", { vi, en });
