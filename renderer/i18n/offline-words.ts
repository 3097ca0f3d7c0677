import { addWords } from "./bundles.ts";
import en from "./en/offline.json";
import vi from "./vi/offline.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    offline: typeof vi;
  }
}

/** Words of what the web app does without a network, and of its notifications. */
addWords("offline", { vi, en });
