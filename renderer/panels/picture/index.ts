import { definePanel } from "../panel.ts";
import type { PictureSettings } from "./settings.ts";

/** A picture that the site has put up, or several in turn, and of when each is. */
export const picture = definePanel<PictureSettings>({
  kind: "picture",
  version: 2,
  frame: "bare",
  isContinuous: true,
  least: { widthEm: 13, heightEm: 5 },
  load: () => import("./Picture.tsx").then((module) => module.Picture),
});
