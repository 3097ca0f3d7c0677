import { type ComponentType, createElement, type ReactElement, useEffect } from "react";
import type { Tile, TileReport } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Least } from "../ui/type-scale.ts";
import { later } from "./later.ts";

export type TileState = TileReport["state"];

/** The room a panel has, in CSS pixels of its monitor (before any scaling of a whole monitor by the browser page). */
export type PanelSize = { width: number; height: number };

export type PanelProps<Settings> = {
  settings: Settings;
  tile: Tile;
  size: PanelSize;
  /** Tells what the tile shows now; goes to the core with the window's report. Stable over the life of the tile. */
  report: (state: TileState, note?: CodedMessage) => void;
};

/** What a folder of panels/ gives to the registry. */
export type PanelDefinition<Settings> = {
  /** The name scenes call it by; its rule in rules.ts has the same. */
  kind: string;
  /** Raised when the meaning of the settings changes. */
  version: number;
  /** "tile": on the tile's ground with its padding. "bare": the panel covers its whole rectangle itself (map, video, headings). */
  frame: "tile" | "bare";
  /**
   * One picture, which goes on behind the frames between monitors where it spans several, and of which what lies there is left
   * out; absent: it holds figures or words, of which nothing may be lost.
   */
  isContinuous?: boolean;
  /** The tile's type is made smaller where there is less room than this; absent: never. */
  least?: Least;
} & (
  | {
      /** Small: every window reads all of them before it paints. What is heavy (map, charts, video) it loads itself, later. */
      component: ComponentType<PanelProps<Settings>>;
    }
  | {
      /** Of a kind that is not on every wall: read when a scene first has it, and never before the page has painted. */
      load: () => Promise<ComponentType<PanelProps<Settings>>>;
    }
);

export type Panel = {
  kind: string;
  version: number;
  frame: "tile" | "bare";
  isContinuous: boolean;
  least: Least | undefined;
  /** @param settings as the kind's rule has read them */
  render: (settings: unknown, place: Omit<PanelProps<unknown>, "settings">) => ReactElement;
};

/** Hides a definition's own settings type, so that panels of all kinds stand in one registry. */
export function definePanel<Settings>(definition: PanelDefinition<Settings>): Panel {
  const { kind, version, frame, isContinuous = false, least } = definition;
  const component = "load" in definition ? later(definition.load, Coming) : definition.component;
  return {
    kind,
    version,
    frame,
    isContinuous,
    least,
    render: (settings, place) =>
      createElement<PanelProps<Settings>>(component, { ...place, settings: settings as Settings }),
  };
}

/** Until a panel's code is there its tile is empty and says that it is connecting, so that a change of scene waits for it. */
function Coming({ report }: Pick<PanelProps<unknown>, "report">) {
  useTileState(report, "connecting");
  return null;
}

/**
 * Reports the state whenever it changes; call it once in a panel's component.
 * @param note must be the same object while it says the same
 */
export function useTileState(report: PanelProps<unknown>["report"], state: TileState, note?: CodedMessage): void {
  useEffect(() => report(state, note), [report, state, note]);
}
