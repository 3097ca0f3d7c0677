import { definePanel } from "../panel.ts";
import type { WebPageSettings } from "./settings.ts";

/** A page of the net that the profile names, locked into a frame of its own; in a browser its name and address. */
export const webPage = definePanel<WebPageSettings>({
  kind: "web-page",
  version: 1,
  frame: "bare",
  least: { widthEm: 13, heightEm: 5 },
  load: () => import("./WebPage.tsx").then((module) => module.WebPage),
});
