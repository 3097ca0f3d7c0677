import en from "./en/services.json";
import { addWords } from "./index.ts";
import vi from "./vi/services.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    services: typeof vi;
  }
}

/** Words of the panels of public services, which a window without them does not load. */
addWords("services", { vi, en });
