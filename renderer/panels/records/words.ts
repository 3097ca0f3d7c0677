import en from "../../i18n/en/records.json";
import { addWords } from "../../i18n/index.ts";
import vi from "../../i18n/vi/records.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    records: typeof vi;
  }
}

/** Words of a panel that is not on every wall. */
addWords("records", { vi, en });
