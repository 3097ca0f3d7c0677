import type { Tile } from "#contract/entities/wall.ts";
import { ruleOf } from "../../panels/rules.ts";
import { type ChoicesOf, mistakesOf } from "./form/choices.ts";
import type { Legibility } from "./legibility.ts";
import { isInside, overlaps, type Plan } from "./placing.ts";

/** Something an operator should know of a tile before it goes up; the word is a key of the editor's words. */
export type TileNote = {
  word: "outside" | "unknown" | "wrong" | "covers" | "small" | "cut";
  params: Record<string, string | number>;
};

export function tileNotes(
  tile: Tile,
  about: {
    tiles: readonly Tile[];
    plan: Plan & { viewingDistanceM: number };
    choicesOf: ChoicesOf;
    legibility: ReadonlyMap<string, Legibility>;
  },
): TileNote[] {
  const { tiles, plan } = about;
  const notes: TileNote[] = [];
  if (!isInside(tile, plan)) notes.push({ word: "outside", params: {} });
  if (ruleOf(tile.panel) === undefined) notes.push({ word: "unknown", params: { panel: tile.panel } });
  const mistakes = mistakesOf(tile, about.choicesOf);
  if (mistakes.length > 0) notes.push({ word: "wrong", params: { count: mistakes.length } });
  const others = tiles.flatMap((other, index) => (other !== tile && overlaps(other, tile) ? [index + 1] : []));
  if (others.length > 0) notes.push({ word: "covers", params: { tiles: others.join(", ") } });
  const read = about.legibility.get(tile.id);
  // A rounded pixel is no matter.
  if (read !== undefined && read.share < 0.97) {
    const { viewingDistanceM } = plan;
    const readableM = Math.floor(viewingDistanceM * read.share * 10) / 10;
    notes.push({ word: "small", params: { distance: viewingDistanceM, readable: readableM } });
  }
  if (read?.isCut === true) notes.push({ word: "cut", params: {} });
  return notes;
}
