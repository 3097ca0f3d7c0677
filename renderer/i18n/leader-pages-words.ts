import { addWords } from "./bundles.ts";
import en from "./en/leader-pages.json";
import vi from "./vi/leader-pages.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    leaderPages: typeof vi;
  }
}

/** Words of the leader's pages beyond the first one, which are not loaded with it. */
addWords("leaderPages", { vi, en });
