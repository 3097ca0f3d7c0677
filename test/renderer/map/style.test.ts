import { describe, expect, it, vi } from "vitest";
import type { MapBase, TileSchema } from "#contract/entities/map.ts";
import { applyFeatureStates } from "../../../renderer/map/feature-states.ts";
import { layersOf } from "../../../renderer/map/figure-layers.ts";
import type { MapLook } from "../../../renderer/map/look.ts";
import { mapStyle, sources } from "../../../renderer/map/style.ts";
import { partsOf } from "../../../renderer/map/tile-schemas.ts";

// Read when the style's fonts are loaded.
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: "http://127.0.0.1/" } }));

const colours = Object.fromEntries(
  "ground land beyond water green outline line road roadQuiet second quiet text attention alarm late"
    .split(" ")
    .map((name) => [name, "#123456"]),
);
const look = {
  ...colours,
  ramp: ["#1", "#2", "#3", "#4", "#5"].map((one) => `${one}00000`),
  labelPx: 40,
} as unknown as MapLook;
const layersIn: Record<TileSchema, string[]> = {
  protomaps: ["earth", "water", "landuse", "roads", "boundaries", "places", "buildings", "pois"],
  openmaptiles: ["water", "waterway", "landcover", "transportation", "transportation_name", "boundary", "place"],
  shortbread: ["ocean", "water_polygons", "water_lines", "land", "streets", "boundaries", "place_labels"],
  site: ["communes", "roads"],
  unknown: ["lop_1", "lop_2"],
};
const base = (schema: TileSchema, format: MapBase["format"] = "mvt"): MapBase => ({
  kind: "file",
  revision: "abc",
  name: "nen.pmtiles",
  asOfMs: 1,
  format,
  schema,
  layers: format === "mvt" ? layersIn[schema] : [],
  minZoom: 5,
  maxZoom: 12,
  bounds: [106, 21, 108, 23],
  attribution: "",
});
const styleOf = (given: MapBase | null, hasCommunes = false) =>
  mapStyle({ look, base: given, tileAddress: "http://127.0.0.1:1/{z}/{x}/{y}", hasCommunes, hasTowns: true });

describe("one look from every schema", () => {
  it.each(Object.keys(layersIn) as TileSchema[])("%s: only layers that the tiles have, each once", (schema) => {
    const { layers, sources: all } = styleOf(base(schema));
    expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
    for (const layer of layers) if ("source" in layer) expect(all).toHaveProperty([layer.source as string]);
    const drawn = layers.flatMap((layer) => ("source-layer" in layer ? [layer["source-layer"] as string] : []));
    expect(drawn.length).toBeGreaterThan(0);
    for (const name of drawn) expect(layersIn[schema]).toContain(name);
  });

  it("borders of states come from the site alone", () => {
    for (const schema of ["protomaps", "openmaptiles", "shortbread"] as const) {
      const text = JSON.stringify(partsOf(schema, layersIn[schema]).boundaries);
      expect(text).not.toMatch(/,2[,\]]/);
    }
    expect(JSON.stringify(partsOf("protomaps", layersIn.protomaps).boundaries)).toContain('["!",["in",["get","kind"]');
  });

  it("communes are drawn once: from their own file, else from the tiles", () => {
    const drawn = (hasCommunes: boolean) =>
      styleOf(base("site"), hasCommunes).layers.filter(
        (layer) => "source-layer" in layer && layer["source-layer"] === "communes",
      );
    expect(drawn(false)).toHaveLength(1);
    expect(drawn(true)).toHaveLength(0);
  });

  it("pictures are darkened, and without tiles the built-in shapes are all there is", () => {
    expect(styleOf(base("unknown", "png")).layers.some(({ type }) => type === "raster")).toBe(true);
    const builtIn = styleOf(null);
    expect(Object.keys(builtIn.sources).sort()).toEqual([...sources].sort());
  });

  it("nothing is fetched from anywhere but the core: no glyphs, no sprite, one address of tiles", () => {
    for (const schema of Object.keys(layersIn) as TileSchema[]) {
      const style = styleOf(base(schema));
      expect(style).not.toHaveProperty("glyphs");
      expect(style).not.toHaveProperty("sprite");
      const addresses = JSON.stringify(style).match(/https?:\/\/[^"/]+/g) ?? [];
      expect(new Set(addresses.map((address) => new URL(address).hostname))).toEqual(new Set(["127.0.0.1"]));
    }
  });

  it("every layer that can be switched exists", () => {
    const ids = new Set(styleOf(null).layers.map(({ id }) => id));
    for (const layer of Object.values(layersOf).flat()) expect(ids).toContain(layer);
  });
});

it("feature states: only what has changed is set", () => {
  const calls: string[] = [];
  const set = applyFeatureStates({
    getSource: () => ({}),
    setFeatureState: ({ id }, state) => void calls.push(`${id}=${JSON.stringify(state)}`),
    removeFeatureState: ({ id }) => void calls.push(`-${id}`),
  });
  set(
    "communes",
    new Map([
      [1, { step: 0 }],
      [2, { step: 1 }],
    ]),
  );
  set(
    "communes",
    new Map([
      [1, { step: 0 }],
      [2, { step: 3 }],
    ]),
  );
  set("communes", new Map([[2, { step: 3 }]]));
  expect(calls).toEqual(['1={"step":0}', '2={"step":1}', '2={"step":3}', "-1"]);
});
