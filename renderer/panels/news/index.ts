import { definePanel } from "../panel.ts";
import type { NewsSettings } from "./settings.ts";

/** Headlines of RSS and Atom feeds with their age and source; in a strip one at a time. */
export const news = definePanel<NewsSettings>({
  kind: "news",
  version: 1,
  frame: "tile",
  least: { widthEm: 15, heightEm: 1.4 },
  load: () => import("./News.tsx").then((module) => module.News),
});
