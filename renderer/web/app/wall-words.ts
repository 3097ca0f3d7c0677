import { addWords } from "../../i18n/bundles.ts";
import { resources } from "../../i18n/index.ts";

// Pages that show what the wall shows say it in the wall's words; they come with the first of them.
for (const [namespace, vi] of Object.entries(resources.vi))
  addWords(namespace, { vi, en: resources.en[namespace as keyof typeof resources.en] });
