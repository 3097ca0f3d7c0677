import { definePanel } from "../panel.ts";
import { CameraNear } from "./CameraNear.tsx";
import type { CameraNearSettings } from "./settings.ts";

/** The cameras of a place, then those nearest to it. */
export const cameraNear = definePanel<CameraNearSettings>({
  kind: "camera-near",
  version: 1,
  frame: "bare",
  component: CameraNear,
});
