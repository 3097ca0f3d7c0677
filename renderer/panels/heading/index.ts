import { definePanel } from "../panel.ts";
import { HeadingSettings } from "./settings.ts";

/** The title of a monitor, with the time and date at the right. */
export const heading = definePanel({
  kind: "heading",
  version: 1,
  settings: HeadingSettings,
  frame: "bare",
  needs: () => ({}),
  load: () => import("./Heading.tsx").then((module) => module.Heading),
});
