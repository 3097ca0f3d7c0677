import type { FeatureCollection, Position } from "geojson";
import type { Labelled } from "../label-column.ts";
import { crowdOf, extentOf, type Spot } from "./crowd.ts";
import { createRoom, type Rect, type Size } from "./room.ts";

type Point = { x: number; y: number };
type Project = (position: [lon: number, lat: number]) => Point;

/** A part of the map, drawn larger in room that is empty; px of the tile. */
export type InsetView = {
  /** What of the map is shown. */
  frame: Rect;
  /** Where it is shown. */
  box: Rect;
  /** How much larger. */
  times: number;
  /** From the map into the box. */
  enlarge(at: Point): Point;
};

/** What lies on the map already. */
export type Laid = {
  size: Size;
  /** Every gate, and those in the column with the height of their line. */
  spots: readonly Spot[];
  labels: readonly Labelled[];
  columnX: number;
  /** Head, legend and whatever else has a place of its own. */
  taken: readonly Rect[];
  /** The province: what lies in it is not empty. */
  outline: FeatureCollection;
  /** Names that stand around it. */
  names: FeatureCollection;
};

/** In the source line's type: nearer than this two marks are one; what an inset needs to be read, and needs no more. */
export const nearEm = 1.1;
export const leastBox = { width: 7, height: 5.5 };
export const mostBox = { width: 17, height: 10 };
const squareEm = 0.5;
/** Of the type: room for names beside and lines above the marks at the edge. */
const aside = { x: 4.5, y: 1.6 };
/** Half of a name on the map: across for each letter, and down where it stands in two lines. */
const letterEm = 0.26;
const nameLinesEm = 1.1;
const mostTimes = 8;
/** Less is not worth the room. */
const leastTimes = 1.8;

/** Where gates crowd, and the empty room to show them larger; undefined where they do not, or there is none. */
export function insetFor(laid: Laid, project: Project, emPx: number): InsetView | undefined {
  const { size, spots, labels, columnX, outline, names } = laid;
  const crowd = crowdOf(spots, nearEm * emPx);
  if (crowd === undefined) return undefined;
  const extent = extentOf(crowd);
  const middle = { x: extent.x + extent.width / 2, y: extent.y + extent.height / 2 };
  const room = createRoom(size, squareEm * emPx);
  for (const rect of laid.taken) room.take(rect);
  room.takeInside(ringsOf(outline).map((ring) => ring.map(([lon = 0, lat = 0]) => project([lon, lat]))));
  for (const { x, y } of spots) room.take(around({ x, y }, emPx, emPx));
  for (const { x, y, labelY } of labels) {
    room.take({ left: columnX - emPx, top: labelY - emPx, width: size.width - columnX + emPx, height: 2 * emPx });
    room.takeLine({ x, y }, { x: columnX - emPx, y: labelY });
  }
  for (const { geometry, properties } of names.features) {
    if (geometry.type !== "Point") continue;
    const [lon = 0, lat = 0] = geometry.coordinates;
    const letters = String(properties?.name ?? "").length;
    room.take(around(project([lon, lat]), Math.max(letters, 6) * letterEm * emPx, nameLinesEm * emPx));
  }
  const em = ({ width, height }: Size): Size => ({ width: width * emPx, height: height * emPx });
  const box = room.largest(em(leastBox), em(mostBox), middle);
  if (box === undefined) return undefined;
  const inner = { width: box.width - 2 * aside.x * emPx, height: box.height - 2 * aside.y * emPx };
  const times = Math.min(
    mostTimes,
    Math.max(inner.width, emPx) / Math.max(extent.width, 1),
    Math.max(inner.height, emPx) / Math.max(extent.height, 1),
  );
  if (times < leastTimes) return undefined;
  const [width, height] = [box.width / times, box.height / times];
  return {
    frame: { left: middle.x - width / 2, top: middle.y - height / 2, width, height },
    box,
    times,
    enlarge: ({ x, y }) => ({
      x: box.left + box.width / 2 + (x - middle.x) * times,
      y: box.top + box.height / 2 + (y - middle.y) * times,
    }),
  };
}

const around = ({ x, y }: Point, acrossPx: number, downPx: number): Rect => ({
  left: x - acrossPx,
  top: y - downPx,
  width: 2 * acrossPx,
  height: 2 * downPx,
});

/**
 * A line without the points that only lead about outside of a box: what is seen in it stays the same, and a province's border of
 * ten thousand points becomes a few.
 */
export function trimmedTo(points: readonly Point[], { left, top, width, height }: Rect): Point[] {
  const sidesOf = ({ x, y }: Point) =>
    (x < left ? 1 : 0) | (x > left + width ? 2 : 0) | (y < top ? 4 : 0) | (y > top + height ? 8 : 0);
  const kept: Point[] = [];
  let before = 0;
  for (const [at, point] of points.entries()) {
    const next = points[at + 1];
    const own = sidesOf(point);
    // From the last that was kept straight on to the next, all on one side: nothing passes through the box.
    if (at > 0 && next !== undefined && (before & own & sidesOf(next)) !== 0) continue;
    kept.push(point);
    before = own;
  }
  return kept;
}

/** All rings of all areas. */
export const ringsOf = ({ features }: FeatureCollection): Position[][] =>
  features.flatMap(({ geometry }) =>
    geometry.type === "Polygon"
      ? geometry.coordinates
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates.flat()
        : [],
  );

/** All lines. */
export const linesOf = ({ features }: FeatureCollection): Position[][] =>
  features.flatMap(({ geometry }) =>
    geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [],
  );
