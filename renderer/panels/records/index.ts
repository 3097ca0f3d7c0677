import { definePanel } from "../panel.ts";
import type { RecordsSettings } from "./settings.ts";

/** A figure beside those of days that people remember, each with who published it. */
export const records = definePanel<RecordsSettings>({
  kind: "records",
  version: 1,
  frame: "tile",
  least: { widthEm: 13, heightEm: 8.5 },
  load: () => import("./Records.tsx").then((module) => module.Records),
});
