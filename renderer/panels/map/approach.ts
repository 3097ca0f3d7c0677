import type { FeatureCollection, Position } from "geojson";

/** Roads as single lines, railways left out: only vehicles of the road queue along them. */
export const roadLines = (roads: FeatureCollection | undefined): Position[][] =>
  (roads?.features ?? []).flatMap(({ geometry, properties }) => {
    if (/sắt|rail/i.test(String(properties?.kind ?? properties?.class ?? ""))) return [];
    return geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [];
  });

export type Approach = {
  /** From the gate on. */
  line: Position[];
  /** False: no road is known there, or not far enough; the line is straight and shows only how long and which side. */
  isRoad: boolean;
};

/** A gate's position may be a kilometre off, and so may a coarse road. */
const nearM = 2_000;
/** Ends of pieces of one road lie apart by as much in coarse files. */
const joinM = 300;
const mostJoins = 30;

/**
 * The way from a gate towards a place, along the nearest road.
 * @param lengthM of the line
 */
export function approachFrom(
  gate: Position,
  towards: Position,
  lengthM: number,
  roads: readonly Position[][],
): Approach {
  const metres = planeAt(gate);
  const straight: Approach = { line: [gate, stepFrom(gate, towards, lengthM, metres)], isRoad: false };
  const found = nearest(gate, roads, metres);
  if (found === undefined) return straight;
  const legM = metres(gate, found.at);
  const ways = [found.line.slice(found.after), found.line.slice(0, found.after).reverse()]
    .map((rest) => cut([gate, found.at, ...onwards(rest, found.line, roads, lengthM, metres)], lengthM, metres))
    .filter((line) => line !== undefined);
  const [best] = ways.sort((a, b) => metres(a.at(-1) ?? gate, towards) - metres(b.at(-1) ?? gate, towards));
  return best === undefined || legM >= lengthM ? straight : { line: best, isRoad: true };
}

/** The point so far from another on the straight line to a third. */
export function stepFrom(from: Position, to: Position, lengthM: number, metres = planeAt(from)): Position {
  const share = lengthM / Math.max(1, metres(from, to));
  return [x(from) + (x(to) - x(from)) * share, y(from) + (y(to) - y(from)) * share];
}

const x = (position: Position): number => position[0] ?? 0;
const y = (position: Position): number => position[1] ?? 0;
type Metres = (one: Position, other: Position) => number;

/** Distances within a province, where the earth may be taken as flat. */
function planeAt(origin: Position): Metres {
  const perLon = 111_320 * Math.cos((y(origin) * Math.PI) / 180);
  return (one, other) => Math.hypot((x(one) - x(other)) * perLon, (y(one) - y(other)) * 110_574);
}

function nearest(gate: Position, roads: readonly Position[][], metres: Metres) {
  let found: { line: Position[]; at: Position; after: number } | undefined;
  let distanceM = nearM;
  for (const line of roads)
    for (let after = 1; after < line.length; after += 1) {
      const at = footOf(gate, line[after - 1] ?? gate, line[after] ?? gate, metres);
      const hereM = metres(gate, at);
      if (hereM < distanceM) {
        distanceM = hereM;
        found = { line, at, after };
      }
    }
  return found;
}

/** The point of a segment that is nearest to a position. */
function footOf(position: Position, start: Position, end: Position, metres: Metres): Position {
  const corner: Position = [x(end), y(start)];
  const [scaleX, scaleY] = [x(end) - x(start), y(end) - y(start)];
  const [east, north] = [Math.sign(scaleX) * metres(start, corner), Math.sign(scaleY) * metres(corner, end)];
  const [px, py] = [
    Math.sign(x(position) - x(start)) * metres(start, [x(position), y(start)]),
    Math.sign(y(position) - y(start)) * metres(start, [x(start), y(position)]),
  ];
  const share = Math.max(0, Math.min(1, (px * east + py * north) / Math.max(1, east * east + north * north)));
  return [x(start) + scaleX * share, y(start) + scaleY * share];
}

/** The rest of a line, and the pieces that go on where it ends, until it is long enough or ends. */
function onwards(
  rest: readonly Position[],
  line: Position[],
  roads: readonly Position[][],
  lengthM: number,
  metres: Metres,
): Position[] {
  const way = [...rest];
  const used = new Set([line]);
  for (let join = 0; join < mostJoins && lengthOf(way, metres) < lengthM; join += 1) {
    const end = way.at(-1);
    if (end === undefined) break;
    const next = roads.find(
      (road) => !used.has(road) && [road[0], road.at(-1)].some((tip) => tip !== undefined && metres(tip, end) < joinM),
    );
    if (next === undefined) break;
    used.add(next);
    const isForward = metres(next[0] ?? end, end) < joinM;
    way.push(...(isForward ? next : [...next].reverse()));
  }
  return way;
}

const lengthOf = (line: readonly Position[], metres: Metres): number =>
  line.reduce((sum, position, at) => sum + (at === 0 ? 0 : metres(line[at - 1] ?? position, position)), 0);

/** The first metres of a line; undefined where it is shorter. */
function cut(line: readonly Position[], lengthM: number, metres: Metres): Position[] | undefined {
  const taken: Position[] = [];
  let leftM = lengthM;
  for (const position of line) {
    const last = taken.at(-1);
    if (last !== undefined) {
      const stepM = metres(last, position);
      if (stepM >= leftM) return [...taken, stepFrom(last, position, leftM, metres)];
      leftM -= stepM;
    }
    taken.push(position);
  }
  return undefined;
}
