import { definePanel } from "../panel.ts";
import { Heading } from "./Heading.tsx";
import type { HeadingSettings } from "./settings.ts";

/** The title of a monitor, with the time and date at the right. */
export const heading = definePanel<HeadingSettings>({
  kind: "heading",
  version: 1,
  frame: "bare",
  least: { widthEm: 16, heightEm: 1.6 },
  component: Heading,
});
