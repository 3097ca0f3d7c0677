import { definePanel } from "../panel.ts";
import { CameraNearSettings } from "./settings.ts";

/** The cameras of a place, then those nearest to it. */
export const cameraNear = definePanel({
  kind: "camera-near",
  version: 1,
  settings: CameraNearSettings,
  frame: "bare",
  needs: () => ({ cameras: "all" }),
  load: () => import("./CameraNear.tsx").then((module) => module.CameraNear),
});
