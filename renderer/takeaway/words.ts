import en from "../i18n/en/takeaway.json";
import { addWords } from "../i18n/index.ts";
import vi from "../i18n/vi/takeaway.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    takeaway: typeof vi;
  }
}

/** Words of what is taken away, which a wall's window does not load. */
addWords("takeaway", { vi, en });
