import { definePanel } from "../panel.ts";
import type { DocumentSettings } from "./settings.ts";

/** A document or slides (PDF) that the site has put up, a page at a time, and of when it is. */
export const document = definePanel<DocumentSettings>({
  kind: "document",
  version: 1,
  frame: "bare",
  least: { widthEm: 13, heightEm: 5 },
  load: () => import("./Document.tsx").then((module) => module.Document),
});
