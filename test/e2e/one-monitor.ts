import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { stringify } from "yaml";

/** The wall of `writeOneMonitor`, for `startVirtualWall`. */
export const oneMonitor = { columns: 1, rows: 1, width: 1920, height: 1080 };

/**
 * A profile of one monitor whose tiles show what a site puts up itself: no source, no figure.
 * @param tiles a scene's, in grid units of the one monitor
 * @returns its folder
 */
export async function writeOneMonitor(parent: string, tiles: object[], rest: object = {}): Promise<string> {
  const folder = path.join(parent, "profile");
  const words = (vi: string) => ({ vi, en: vi });
  await mkdir(folder, { recursive: true });
  const { columns, rows, ...resolution } = oneMonitor;
  const profile = {
    schema: 1,
    id: "mot-man-hinh",
    name: words("Một màn hình"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns, rows, viewingDistanceM: 3, diagonalInch: 55, resolution },
    map: { bounds: [105.95, 21.2, 107.5, 22.55], outline: "outline.geojson", attribution: "test" },
    places: [{ id: "tinh", kind: "province", name: words("Tỉnh") }],
    indicators: [],
    sources: [],
    ...rest,
    scene: "thu",
    scenes: [{ id: "thu", name: words("Thử"), tiles }],
  };
  await writeFile(path.join(folder, "profile.yaml"), stringify(profile));
  await writeFile(path.join(folder, "outline.geojson"), JSON.stringify({ type: "FeatureCollection", features: [] }));
  return folder;
}

/**
 * Writes down every colour that is seen in the middle of a tile's picture from now on, a frame at a time: "nothing" where there
 * is none.
 * @returns what has been seen so far, "red,green,blue"
 */
export async function watchColours(page: Page, tile: string): Promise<() => Promise<string[]>> {
  await page.evaluate((id) => {
    const seen: string[] = [];
    Object.assign(window, { seenColours: seen });
    const look = () => {
      const canvas = document.querySelector<HTMLCanvasElement>(`[data-tile="${id}"] canvas:not([hidden])`);
      const at = canvas?.getContext("2d")?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
      const colour = at === undefined ? "nothing" : [at[0], at[1], at[2]].join(",");
      if (seen.at(-1) !== colour) seen.push(colour);
      requestAnimationFrame(look);
    };
    look();
  }, tile);
  return () => page.evaluate(() => (window as unknown as { seenColours: string[] }).seenColours);
}
