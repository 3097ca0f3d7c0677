import en from "../../i18n/en/forecast.json";
import { addWords } from "../../i18n/index.ts";
import vi from "../../i18n/vi/forecast.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    forecast: typeof vi;
  }
}

/** Words of a panel that is not on every wall. */
addWords("forecast", { vi, en });
