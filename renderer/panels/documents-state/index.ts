import { definePanel } from "../panel.ts";
import type { DocumentsStateSettings } from "./settings.ts";

/** How far e-documents are, and which units have the most that are overdue. */
export const documentsState = definePanel<DocumentsStateSettings>({
  kind: "documents-state",
  version: 1,
  frame: "tile",
  least: { widthEm: 18, heightEm: 12 },
  load: () => import("./DocumentsState.tsx").then((module) => module.DocumentsState),
});
