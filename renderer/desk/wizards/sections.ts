import type { ComponentType } from "react";
import type { ViewProps } from "../registry/desk-view.ts";
import type { WordKey } from "../registry/word-key.ts";
import { CamerasSection } from "./camera/CamerasSection.tsx";
import { beginCamera } from "./camera/camera-wizard.ts";
import { IndicatorsSection } from "./indicator/IndicatorsSection.tsx";
import { beginIndicator } from "./indicator/indicator-wizard.ts";
import { PacksSection } from "./pack/PacksSection.tsx";
import { SourcesSection } from "./source/SourcesSection.tsx";
import { beginSource } from "./source/source-wizard.ts";

/** A kind of things that administrators set up: listed, begun anew by a wizard, changed. */
export type WizardSection = {
  id: string;
  name: WordKey;
  /** Opens the wizard for a new one; absent: there are no new ones. */
  begin?(): void;
  /** What there is, each with what can be done with it. */
  Section: ComponentType<ViewProps>;
};

/** A new one is a folder here and a line. */
export const sections: readonly WizardSection[] = [
  { id: "sources", name: "wizards:sources.name", begin: beginSource, Section: SourcesSection },
  { id: "indicators", name: "wizards:indicators.name", begin: beginIndicator, Section: IndicatorsSection },
  { id: "cameras", name: "wizards:cameras.name", begin: beginCamera, Section: CamerasSection },
  { id: "packs", name: "wizards:packs.name", Section: PacksSection },
];
