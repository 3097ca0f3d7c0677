import { addWords } from "./bundles.ts";
import en from "./en/environment.json";
import vi from "./vi/environment.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    environment: typeof vi;
  }
}

/** Words of air, rivers and warnings, which a window loads with the first of these panels. */
addWords("environment", { vi, en });
