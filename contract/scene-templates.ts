import { z } from "zod";
import { Id, Words } from "./entities/text.ts";
import { Tile } from "./entities/wall.ts";

/** An arrangement to begin with. Places are in 24ths of one monitor, or of the whole wall. */
export const SceneTemplate = z.strictObject({
  id: Id,
  name: Words,
  for: z.enum(["monitor", "wall"]),
  tiles: z.array(Tile.omit({ id: true })).max(64),
});
export type SceneTemplate = z.infer<typeof SceneTemplate>;

const tile = (panel: string, [x, y, width, height]: [number, number, number, number], settings = {}) => ({
  panel,
  x,
  y,
  width,
  height,
  settings,
});
const title = (vi: string, en: string) => ({ title: { vi, en } });
const figure = (place: [number, number, number, number]) => tile("key-figure", place);
const camera = (place: [number, number, number, number]) => tile("camera", place);

/** What a tile is to show is chosen afterwards, in its form: until then it says what it lacks. */
export const sceneTemplates: readonly SceneTemplate[] = [
  {
    id: "four-figures",
    name: { vi: "Bốn số liệu", en: "Four figures" },
    for: "monitor",
    tiles: [figure([0, 0, 12, 12]), figure([12, 0, 12, 12]), figure([0, 12, 12, 12]), figure([12, 12, 12, 12])],
  },
  {
    id: "figures-and-trend",
    name: { vi: "Hai số liệu và xu hướng", en: "Two figures and a trend" },
    for: "monitor",
    tiles: [
      figure([0, 0, 12, 12]),
      figure([12, 0, 12, 12]),
      tile("trend", [0, 12, 24, 12], title("Xu hướng", "Trend")),
    ],
  },
  {
    id: "map",
    name: { vi: "Bản đồ cả màn hình", en: "A map, the whole monitor" },
    for: "monitor",
    tiles: [tile("map", [0, 0, 24, 24], title("Bản đồ", "Map"))],
  },
  {
    id: "four-cameras",
    name: { vi: "Bốn camera", en: "Four cameras" },
    for: "monitor",
    tiles: [camera([0, 0, 12, 12]), camera([12, 0, 12, 12]), camera([0, 12, 12, 12]), camera([12, 12, 12, 12])],
  },
  {
    id: "camera-and-figures",
    name: { vi: "Một camera lớn và ba số liệu", en: "One large camera and three figures" },
    for: "monitor",
    tiles: [camera([0, 0, 16, 24]), figure([16, 0, 8, 8]), figure([16, 8, 8, 8]), figure([16, 16, 8, 8])],
  },
  {
    id: "briefing",
    name: { vi: "Giao ban: tài liệu, giờ, thông báo", en: "Briefing: document, clock, announcement" },
    for: "monitor",
    tiles: [
      tile("document", [0, 0, 18, 24], title("Tài liệu giao ban", "Briefing")),
      tile("clock", [18, 0, 6, 8]),
      tile("text", [18, 8, 6, 16], { text: { vi: "Nội dung thông báo", en: "Announcement" } }),
    ],
  },
  {
    id: "pictures-in-turn",
    name: { vi: "Ảnh lần lượt, cả màn hình", en: "Pictures in turn, the whole monitor" },
    for: "monitor",
    tiles: [tile("picture", [0, 0, 24, 24], title("Hình ảnh", "Pictures"))],
  },
  {
    id: "page-and-news",
    name: { vi: "Trang web và tin tức", en: "A web page and headlines" },
    for: "monitor",
    tiles: [tile("web-page", [0, 0, 24, 18]), tile("news", [0, 18, 24, 6], title("Tin tức", "News"))],
  },
  {
    id: "map-over-all",
    name: { vi: "Một bản đồ trải cả tường", en: "One map across the wall" },
    for: "wall",
    tiles: [tile("map", [0, 0, 24, 24], title("Bản đồ", "Map"))],
  },
];
