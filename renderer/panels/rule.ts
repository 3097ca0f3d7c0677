import type { z } from "zod";
import type { Tile } from "#contract/entities/wall.ts";
import type { OpenedTile, TileFigures } from "../state/tiles.ts";
import type { Needs } from "./needs.ts";

/** What a kind's settings must be, and what a tile with them must be told. Apart from what draws it, which needs no schema. */
export type Rule = {
  /** The name scenes call it by. */
  kind: string;
  /** Parses a tile's settings; gives back what is wrong instead where they do not fit. Never throws. */
  open: (settings: unknown) => OpenedTile;
  /** What a tile with these settings shows of the live stream; nothing where they do not fit. */
  needs: (settings: unknown) => Needs;
  /** Settings of an earlier version as this one writes them; all others as they are. */
  newest: (settings: Tile["settings"]) => Tile["settings"];
  /** What the settings must be, in their newest form; the editor makes its form of it. */
  schema: z.ZodType;
};

type Definition<Schema extends z.ZodType> = {
  kind: string;
  /** Settings as they stand in a scene; defaults are filled in here. */
  settings: Schema;
  /** Makes settings of an earlier version into this one's; absent: there was none with others. */
  newest?: (settings: Tile["settings"]) => Tile["settings"];
  /** What it shows of the live stream: the page asks the core for that only. Absent: everything. */
  needs?: (settings: z.output<Schema>) => Needs;
};

/** Hides a definition's own settings type, so that rules of all kinds stand in one registry. */
export function defineRule<Schema extends z.ZodType>({
  kind,
  settings,
  newest = (given) => given,
  needs,
}: Definition<Schema>): Rule {
  const parse = (raw: unknown) => settings.safeParse(isRecord(raw) ? newest(raw) : raw);
  return {
    kind,
    schema: settings,
    newest,
    needs: (raw) => {
      const parsed = parse(raw);
      if (!parsed.success) return {};
      return needs?.(parsed.data) ?? { everything: true };
    },
    open: (raw) => {
      const parsed = parse(raw);
      if (parsed.success) return { settings: parsed.data, ...figuresOf(needs?.(parsed.data)) };
      const issue = parsed.error.issues[0];
      if (issue?.code === "unrecognized_keys") {
        const keys = issue.keys.map((key) => [...issue.path, key].join(".")).join(", ");
        return { wrong: { code: "panel.settings-unknown", params: { keys } } };
      }
      const at = issue === undefined || issue.path.length === 0 ? kind : issue.path.join(".");
      return { wrong: { code: "panel.settings-invalid", params: { at } } };
    },
  };
}

/** Figures stand beside the settings, so that what speaks of a whole scene need not know its panels. */
function figuresOf({ series, indicators, ownFigures }: Needs = {}): { figures?: TileFigures } {
  if (series === undefined && indicators === undefined) return {};
  return {
    figures: { ...(series && { series }), ...(indicators && { indicators }), ...(ownFigures && { ownFigures }) },
  };
}

const isRecord = (value: unknown): value is Tile["settings"] =>
  typeof value === "object" && value !== null && !Array.isArray(value);
