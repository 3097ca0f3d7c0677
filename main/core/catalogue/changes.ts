import { isDeepStrictEqual } from "node:util";
import type { CatalogueReport } from "#contract/catalogue.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { indicatorColumns, sheetNames } from "./columns.ts";

type Changes = Pick<CatalogueReport, "added" | "retired" | "revived" | "changed">;

/** What another catalogue would change. Both hold every code that ever was: none disappears. */
export function changesBetween(before: readonly Indicator[], after: readonly Indicator[]): Changes {
  const former = new Map(before.map((one) => [one.code, one]));
  const changes: Changes = { added: [], retired: [], revived: [], changed: [] };
  for (const indicator of after) {
    const { code } = indicator;
    const old = former.get(code);
    if (old === undefined) {
      changes.added.push(code);
      continue;
    }
    if (indicator.isRetired && !old.isRetired) changes.retired.push(code);
    if (!indicator.isRetired && old.isRetired) changes.revived.push(code);
    const headings = indicatorColumns
      .filter(({ path, write }) => path[0] !== "isRetired" && write(old, "vi") !== write(indicator, "vi"))
      .map(({ heading }) => heading.vi);
    if (!isDeepStrictEqual(old.thresholds, indicator.thresholds)) headings.push(sheetNames.thresholds.vi);
    if (headings.length > 0) changes.changed.push({ code, headings });
  }
  return changes;
}

/** Retired indicators that scenes still show. @param scenes of a profile, before it is parsed */
export function stillShown(scenes: unknown, retired: readonly string[]): CodedMessage[] {
  const codes = new Set(retired);
  const warnings: CodedMessage[] = [];
  for (const scene of Array.isArray(scenes) ? scenes : []) {
    for (const tile of Array.isArray(scene?.tiles) ? scene.tiles : []) {
      for (const code of new Set(textsIn(tile?.settings)))
        if (codes.has(code))
          warnings.push({
            code: "catalogue.retired-on-scene",
            params: { code, scene: String(scene.id), tile: String(tile.id) },
          });
    }
  }
  return warnings;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
