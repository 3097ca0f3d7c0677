import { cellOf, tilesOn } from "../layout/grid.ts";
import type { Site } from "../state/site.ts";
import type { Taken, TakenFigure, TakenPart } from "./taken.ts";

/** Rows of figures that stand on a sheet of A4 across, where each takes two lines. */
const rowsASheet = 12;
/** So many rows a chart has the height of. */
const rowsAChart = 5;

export type SheetRow = { part: TakenPart; figure: TakenFigure };
export type Sheet = {
  /** From 1. */
  number: number;
  /** null: of one tile alone, or of what no monitor shows. */
  display: number | null;
  isContinued: boolean;
  /** Ids of the tiles whose chart stands on this sheet. */
  charts: readonly string[];
  rows: readonly SheetRow[];
};

/**
 * A monitor a sheet, and more of them where its figures need it, so that pages are counted before they are printed. A tile over several
 * monitors stands on the first. @param hasChart whether the page shows a chart of the tile
 */
export function sheetsOf(taken: Taken, site: Site, isWhole: boolean, hasChart: (tile: string) => boolean): Sheet[] {
  const groups = isWhole ? monitorsOf(taken, site) : [{ display: null, parts: taken.parts }];
  const all = groups.flatMap(({ display, parts }) => {
    const sheets: { display: number | null; isContinued: boolean; charts: string[]; rows: SheetRow[] }[] = [];
    let room = 0;
    const fresh = () => {
      const sheet = { display, isContinued: sheets.length > 0, charts: [], rows: [] };
      sheets.push(sheet);
      room = rowsASheet;
      return sheet;
    };
    let sheet = fresh() as (typeof sheets)[number];
    for (const part of parts) {
      const isDrawn = hasChart(part.tile.id);
      if (isDrawn) {
        if (room < rowsAChart + 1) sheet = fresh();
        sheet.charts.push(part.tile.id);
        room -= rowsAChart;
      }
      for (const figure of part.figures) {
        if (room < 1) sheet = fresh();
        sheet.rows.push({ part, figure });
        room -= 1;
      }
    }
    return sheets;
  });
  return all.map((sheet, at) => ({ ...sheet, number: at + 1 }));
}

function monitorsOf(taken: Taken, site: Site): { display: number | null; parts: readonly TakenPart[] }[] {
  const left = new Set(taken.parts);
  const all = Array.from({ length: site.wall.columns * site.wall.rows }, (_, at) => at + 1);
  const groups: { display: number | null; parts: readonly TakenPart[] }[] = all.flatMap((display) => {
    const cell = cellOf(site.wall, display);
    if (cell === undefined) return [];
    const parts = [...left]
      .filter(({ tile }) => tilesOn([tile], cell).length > 0)
      .sort((one, other) => one.tile.y - other.tile.y || one.tile.x - other.tile.x);
    for (const part of parts) left.delete(part);
    return parts.length === 0 ? [] : [{ display, parts }];
  });
  // Where there is nothing at all, one sheet says so.
  return left.size === 0 && groups.length > 0 ? groups : [...groups, { display: null, parts: [...left] }];
}
