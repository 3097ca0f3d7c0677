import en from "../i18n/en/environment.json";
import { addWords } from "../i18n/index.ts";
import vi from "../i18n/vi/environment.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    environment: typeof vi;
  }
}

/** Words of air, rivers and warnings, which a window loads with the first of these panels. */
addWords("environment", { vi, en });
