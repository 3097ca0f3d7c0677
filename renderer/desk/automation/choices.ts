import { createContext, useContext } from "react";
import type { Option } from "./fields.tsx";

/** What can be chosen on this site, by the names people know. */
export type Choices = {
  scenes: Option<string>[];
  indicators: Option<string>[];
  /** Places that have figures of an indicator; "" is the site's own. */
  placesOf(indicator: string): Option<string>[];
  sources: Option<string>[];
  cameras: Option<string>[];
  displays: Option<string>[];
  tilesOf(scene: string): Option<string>[];
};

export const ChoicesContext = createContext<Choices>({
  scenes: [],
  indicators: [],
  placesOf: () => [],
  sources: [],
  cameras: [],
  displays: [],
  tilesOf: () => [],
});

export const useChoices = (): Choices => useContext(ChoicesContext);
