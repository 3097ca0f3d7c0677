import { addWords } from "../i18n/bundles.ts";
import en from "../i18n/en/account.json";
import vi from "../i18n/vi/account.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    account: typeof vi;
  }
}

/** Words of signing in and of one's own account, for the pages that have to do with it. */
addWords("account", { vi, en });
