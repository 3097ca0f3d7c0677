import { addWords } from "../../i18n/bundles.ts";
import en from "../../i18n/en/officer.json";
import vi from "../../i18n/vi/officer.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    officer: typeof vi;
  }
}

/** Words of entering figures, for the pages of officers. */
addWords("officer", { vi, en });
