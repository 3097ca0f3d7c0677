import { describe, expect, it } from "vitest";
import { mergedDocument, readScene } from "../../../../main/core/wall/scene-reading.ts";

const plan = { columns: 2, rows: 2 };
const name = { vi: "Giao ban", en: "Briefing" };
const tile = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  panel: "heading",
  x: 0,
  y: 0,
  width: 4,
  height: 4,
  settings: {},
  ...over,
});

describe("a scene as it is kept", () => {
  it("shows what can be read of it and tells the rest", () => {
    const read = readScene(
      {
        id: "giao-ban",
        name,
        // A newer program's.
        transition: "fade",
        tiles: [
          tile("tot"),
          tile("ngoai", { x: 46 }),
          tile("moi", { layer: 3 }),
          tile("hong", { width: "rộng" }),
          { chu: 1 },
          tile("la", { panel: "hologram" }),
        ],
      },
      plan,
    );
    // What kind a panel is, and whether its settings fit, the screen says on the tile itself.
    expect(read?.scene.tiles.map(({ id }) => id)).toEqual(["tot", "ngoai", "moi", "la"]);
    expect(read?.mistakes).toEqual([
      { tile: "ngoai", reason: { code: "tile.outside", params: { width: 48, height: 48 } } },
      { tile: "hong", reason: { code: "tile.unreadable", params: { at: "width" } } },
      { tile: null, reason: { code: "tile.unreadable", params: { at: "id" } } },
    ]);
  });

  it("is none without id or name", () => {
    for (const document of [null, 1, [], {}, { id: "a" }, { id: "CÓ DẤU", name }, { id: "a", name: "một tên" }])
      expect(readScene(document, plan)).toBeUndefined();
    expect(readScene({ id: "a", name, tiles: "không" }, plan)?.scene.tiles).toEqual([]);
  });
});

describe("saving an edited scene", () => {
  it("loses nothing that this program does not understand", () => {
    const former = {
      id: "giao-ban",
      name,
      transition: "fade",
      tiles: [tile("mot", { layer: 3, x: 1 }), tile("hong", { width: "rộng" }), tile("bo")],
    };
    const merged = mergedDocument(former, { id: "giao-ban", name, tags: ["sáng"], tiles: [tile("mot", { x: 9 })] });
    expect(merged).toMatchObject({ transition: "fade", tags: ["sáng"] });
    expect(merged.tiles).toEqual([tile("mot", { layer: 3, x: 9 }), tile("hong", { width: "rộng" })]);
  });
});
