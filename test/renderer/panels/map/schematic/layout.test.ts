import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { assign } from "../../../../../renderer/panels/map/schematic/assignment.ts";
import { codesOf, plainName } from "../../../../../renderer/panels/map/schematic/codes.ts";
import {
  type CellLayout,
  type Located,
  layCells,
  mostCells,
} from "../../../../../renderer/panels/map/schematic/layout.ts";

type Given = { id: string; kind: string; name: { vi: string }; position: { lon: number; lat: number } };
const file = path.resolve(import.meta.dirname, "../../../../../assets/profiles/lang-son/places.yaml");
const communes = (parse(readFileSync(file, "utf8")).places as Given[]).filter(({ kind }) => kind === "commune");

const position = fc.record({
  lon: fc.integer({ min: 10_400, max: 10_800 }).map((at) => at / 100),
  lat: fc.integer({ min: 800, max: 2_300 }).map((at) => at / 100),
});
const places = fc
  .array(fc.option(position, { nil: undefined, freq: 8 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map((at, number): Located => ({ id: `xa-${number}`, position: at })));

const laid = (given: readonly Located[]): CellLayout => {
  const layout = layCells(given);
  if (layout === undefined) throw new Error("no layout");
  return layout;
};

describe("an assignment", () => {
  it("is the cheapest of all there are", () => {
    const row = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (costs) => {
        const cost = (at: number, column: number) => costs[at]?.[column] ?? 0;
        const sum = (given: readonly number[]) => given.reduce((all, column, at) => all + cost(at, column), 0);
        const all = (taken: readonly number[]): number =>
          taken.length === costs.length
            ? sum(taken)
            : Math.min(...[0, 1, 2, 3, 4, 5].filter((one) => !taken.includes(one)).map((one) => all([...taken, one])));
        const found = assign(costs.length, 6, cost);
        expect(new Set(found).size).toBe(costs.length);
        expect(sum(found)).toBe(all([]));
      }),
      { numRuns: 60 },
    );
  });
});

describe("communes as cells", () => {
  it("have one cell each, none is lost, and the order in which they are told does not count", () => {
    fc.assert(
      fc.property(places, (given) => {
        const known = given.filter((one) => one.position !== undefined);
        const layout = layCells(given);
        if (known.length === 0) {
          expect(layout).toBeUndefined();
          return;
        }
        const { cells, columns, rows, looseFrom } = laid(given);
        expect(cells.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort());
        expect(new Set(cells.map(({ column, row }) => row * columns + column)).size).toBe(given.length);
        for (const { column, row } of cells) {
          expect(column >= 0 && column < columns).toBe(true);
          expect(row >= 0 && row < rows).toBe(true);
        }
        // Whoever has no position stands under the others, and nobody else does.
        const under = cells.filter(({ row }) => looseFrom !== undefined && row >= looseFrom).map(({ id }) => id);
        const loose = given.filter((one) => one.position === undefined).map(({ id }) => id);
        expect(under.sort()).toEqual(loose.sort());
        expect(laid([...given].reverse())).toEqual(layout);
        const middle = Math.floor(given.length / 2);
        expect(laid([...given.slice(middle), ...given.slice(0, middle)])).toEqual(layout);
      }),
      { numRuns: 60 },
    );
  });

  it("keep to where they are: whoever lies well to the west or north of another nearly always does so among the cells", () => {
    // Spread evenly by chance, without the generator's liking for extremes: where most stand in one spot, that one fills the whole.
    fc.assert(
      fc.property(fc.array(position, { minLength: 20, maxLength: 70 }), (all) => {
        const given = all.map((at, number) => ({ id: `xa-${number}`, position: at }));
        expect(directionsKept(given, laid(given))).toBeGreaterThan(0.9);
      }),
      { numRuns: 40, unbiased: true },
    );
  });

  it("of the built-in province: 65 cells without a hole, neighbours beside one another", () => {
    const layout = laid(communes);
    const { cells, columns, rows } = layout;
    expect([cells.length, columns, rows]).toEqual([65, 9, 9]);
    expect(directionsKept(communes, layout)).toBeGreaterThan(0.97);
    expect(neighboursKept(communes, layout)).toBeGreaterThan(0.85);
    const taken = new Set(cells.map(({ column, row }) => row * columns + column));
    const holes = Array.from({ length: columns * rows }, (_, at) => at).filter((at) => {
      const around = [at - columns, at + columns, at % columns > 0 ? at - 1 : -1, (at + 1) % columns > 0 ? at + 1 : -1];
      return !taken.has(at) && around.every((one) => taken.has(one));
    });
    expect(holes).toEqual([]);
    // The four wards lie together, Đoàn Kết in the far north-west, Đình Lập in the south-east.
    const at = (id: string) => cells.find((one) => one.id === id) ?? { column: -1, row: -1 };
    expect(at("xa-doan-ket")).toMatchObject({ column: 0, row: 0 });
    expect(at("xa-dinh-lap").column).toBeGreaterThan(5);
    const wards = cells.filter(({ id }) => id.startsWith("phuong-"));
    expect(Math.max(...wards.map(({ row }) => row)) - Math.min(...wards.map(({ row }) => row))).toBeLessThan(3);
  });

  it("are none where there would be too many, or nothing says where any of them is", () => {
    const many = Array.from({ length: mostCells + 1 }, (_, at) => ({ id: String(at), position: { lon: at, lat: 1 } }));
    expect(layCells(many)).toBeUndefined();
    expect(layCells([{ id: "a", position: undefined }])).toBeUndefined();
    expect(layCells([])).toBeUndefined();
  });
});

describe("codes of communes", () => {
  it("tell every commune of the province from the others, in a few letters", () => {
    const codes = codesOf(communes.map(({ name }) => plainName(name.vi)));
    expect(new Set(codes).size).toBe(65);
    expect(Math.max(...codes.map(({ length }) => length))).toBeLessThanOrEqual(4);
    expect(codesOf(["Lương Văn Tri", "Tân Tiến", "Tân Tri", "Na Sầm"])).toEqual(["LVT", "TTi", "TTr", "NS"]);
  });

  it("are never the same, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c]{0,3}( [a-c]{1,3}){0,2}$/), { maxLength: 30 }), (names) => {
        const codes = codesOf(names);
        expect(new Set(codes).size).toBe(names.length);
        expect(codes.every((code) => code !== "")).toBe(true);
      }),
    );
  });
});

/** Of all pairs that lie apart by a tenth of the whole, the share whose order the cells have not turned round. */
function directionsKept(given: readonly Required<Located>[], { cells }: CellLayout): number {
  const cellOf = new Map(cells.map((cell) => [cell.id, cell]));
  const at = (value: (one: { lon: number; lat: number }) => number) =>
    given.map((one) => (one.position ? value(one.position) : 0));
  let [kept, all] = [0, 0];
  for (const [values, tile] of [
    [at(({ lon }) => lon), (id: string) => cellOf.get(id)?.column ?? 0],
    [at(({ lat }) => -lat), (id: string) => cellOf.get(id)?.row ?? 0],
  ] as const) {
    const far = (Math.max(...values) - Math.min(...values)) / 10;
    for (const [i, one] of given.entries())
      for (const [j, other] of given.entries()) {
        if ((values[j] ?? 0) - (values[i] ?? 0) <= far) continue;
        all += 1;
        if (tile(one.id) <= tile(other.id)) kept += 1;
      }
  }
  return all === 0 ? 1 : kept / all;
}

/** Of everybody's four nearest, the share whose cells touch its own. */
function neighboursKept(given: readonly Given[], { cells }: CellLayout): number {
  const cellOf = new Map(cells.map((cell) => [cell.id, cell]));
  const distance = (a: Given, b: Given) =>
    Math.hypot((a.position.lon - b.position.lon) * 0.93, a.position.lat - b.position.lat);
  const touching = given.flatMap((one) =>
    given
      .filter((other) => other !== one)
      .sort((a, b) => distance(one, a) - distance(one, b))
      .slice(0, 4)
      .map((other) => {
        const [a, b] = [cellOf.get(one.id), cellOf.get(other.id)];
        return a && b ? Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row)) <= 1 : false;
      }),
  );
  return touching.filter(Boolean).length / touching.length;
}
