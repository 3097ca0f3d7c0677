import { expect, it } from "vitest";
import { withBeside } from "../../../renderer/layout/tile-identity.ts";

const tile = (id: string, panel: string, settings: Record<string, unknown> = {}, x = 0) => ({
  id,
  panel,
  x,
  y: 0,
  width: 4,
  height: 4,
  settings,
});

it("knows a panel again by what it shows, whatever it is called and wherever it stands", () => {
  const map = tile("ban-do", "map", { towns: true });
  const moved = tile("map", "map", { towns: true }, 12);
  const camera = tile("ban-do", "camera", { camera: "c" });
  const before = withBeside([map], [moved, camera]);
  expect(before.map(({ tile: one, isSeen }) => [one, isSeen])).toEqual([
    [map, true],
    [camera, false],
  ]);
  expect(before[0]?.staysAs).toBe(moved);
  const after = withBeside([moved, camera], [map]);
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

it("tells the same panel twice apart", () => {
  const keys = withBeside([tile("a", "clock"), tile("b", "clock")], [tile("c", "clock")]).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});
