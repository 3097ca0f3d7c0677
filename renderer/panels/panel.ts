import { type ComponentType, createElement, lazy, type ReactElement, useEffect } from "react";
import type { z } from "zod";
import type { Tile, TileReport } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Needs } from "./needs.ts";

export type TileState = TileReport["state"];

/** The room a panel has, in CSS pixels of its monitor (before any scaling of a whole monitor by the browser page). */
export type PanelSize = { width: number; height: number };

export type PanelProps<Settings> = {
  settings: Settings;
  tile: Tile;
  size: PanelSize;
  /** Tells what the tile shows now; goes to the core with the window's report. Stable over the life of the tile. */
  report: (state: TileState) => void;
};

/** What a folder of panels/ gives to the registry. */
export type PanelDefinition<Schema extends z.ZodType> = {
  /** The name scenes call it by. */
  kind: string;
  /** Raised when the meaning of the settings changes. */
  version: number;
  /** Settings as they stand in a scene; defaults are filled in here. */
  settings: Schema;
  /** "tile": on the tile's ground with its padding. "bare": the panel covers its whole rectangle itself (map, video, headings). */
  frame: "tile" | "bare";
  /** What it shows of the live stream: the page asks the core for that only. Absent: everything. */
  needs?: (settings: z.output<Schema>) => Needs;
  /** A dynamic import, so that only a window with such a tile loads its code (map, charts and video are heavy). */
  load: () => Promise<ComponentType<PanelProps<z.output<Schema>>>>;
};

/** A panel whose settings are known to be right: it only needs its place. */
export type OpenedPanel = { render: (place: Omit<PanelProps<unknown>, "settings">) => ReactElement };

export type Panel = {
  kind: string;
  version: number;
  frame: "tile" | "bare";
  /** Parses a tile's settings; gives back what is wrong instead where they do not fit. Never throws. */
  open: (settings: unknown) => { opened: OpenedPanel } | { wrong: CodedMessage };
  /** What a tile with these settings must be told; nothing where they do not fit. */
  needs: (settings: unknown) => Needs;
  /** Loads the panel's code ahead of its first tile; fails like the import does. */
  preload: () => Promise<void>;
};

/** Hides a definition's own settings type, so that panels of all kinds stand in one registry. */
export function definePanel<Schema extends z.ZodType>(definition: PanelDefinition<Schema>): Panel {
  type Props = PanelProps<z.output<Schema>>;
  // React keeps a failed import for ever; a fresh lazy after a failure lets the tile's retry load again.
  const makeLazy = () =>
    lazy<ComponentType<Props>>(() =>
      definition.load().then(
        (component) => ({ default: component }),
        (error: unknown) => {
          component = makeLazy();
          throw error;
        },
      ),
    );
  let component = makeLazy();
  return {
    kind: definition.kind,
    version: definition.version,
    frame: definition.frame,
    preload: () => definition.load().then(() => undefined),
    needs: (raw) => {
      const parsed = definition.settings.safeParse(raw);
      if (!parsed.success) return {};
      return definition.needs?.(parsed.data) ?? { everything: true };
    },
    open: (raw) => {
      const parsed = definition.settings.safeParse(raw);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const at = issue === undefined || issue.path.length === 0 ? "settings" : issue.path.join(".");
        return { wrong: { code: "panel.settings-invalid", params: { at, detail: issue?.message ?? "" } } };
      }
      const settings = parsed.data;
      return { opened: { render: (place) => createElement<Props>(component, { ...place, settings }) } };
    },
  };
}

/** Reports the state whenever it changes; call it once in a panel's component. */
export function useTileState(report: (state: TileState) => void, state: TileState): void {
  useEffect(() => report(state), [report, state]);
}
