import type { CameraConfig } from "#contract/entities/camera-config.ts";
import {
  asphalt,
  dashes,
  ground,
  pictureHeight as height,
  hills,
  lamps,
  line,
  onRoad,
  sky,
  strip,
  pictureWidth as width,
  windows,
} from "./landscape.ts";
import { box, type Colour, colour, ellipse, glow, type Layer, mixed, type Point, polygon } from "./painting.ts";
import type { VehicleKind } from "./vehicles.ts";

export type Pattern = Extract<CameraConfig["stream"], { type: "test" }>["pattern"];

/**
 * A vehicle on its way, again and again. `turnS`: seconds for one passage, the same for all of a lane, so that none drives
 * through another, and a part of the whole (`loopS`); `start`: 0-1 of a passage it is ahead by. Later ones of a list are drawn over earlier ones.
 */
export type Ride = {
  vehicle: VehicleKind;
  turnS: number;
  start: number;
} & (
  | {
      /** Comes towards the camera, or goes away, on a straight road: `atX` is where it leaves the picture at the bottom. */
      way: "towards" | "away";
      atX: number;
    }
  | { way: "across"; baseY: number; scale: number; isLeftwards: boolean }
);

export type Scene = {
  layers: Layer[];
  /** Where the road meets the horizon. */
  vanishing: Point;
  rides: Ride[];
};

function highway(): Scene {
  const vanishing: Point = [322, 150];
  return {
    vanishing,
    layers: [
      sky("#2f3c48", "#7d878c", 152),
      hills(
        [
          [60, 58, 80],
          [150, 84, 70],
          [250, 46, 80],
          [420, 70, 90],
          [520, 96, 74],
          [610, 60, 80],
        ],
        152,
        "#46535d",
      ),
      hills(
        [
          [20, 34, 90],
          [190, 28, 100],
          [470, 32, 90],
          [600, 44, 90],
        ],
        152,
        "#36433f",
      ),
      ground("#333f37", "#1f2925", 150),
      strip(vanishing, -250, 890, colour("#2b332f")),
      strip(vanishing, -170, 810, asphalt),
      strip(vanishing, -152, -142, line),
      strip(vanishing, 782, 792, line),
      strip(vanishing, 308, 332, colour("#4a5357")),
      strip(vanishing, 296, 304, line),
      strip(vanishing, 336, 344, line),
      ...dashes(vanishing, 70, 9),
      ...dashes(vanishing, 570, 9),
      ...lamps(vanishing, -230, 300, true),
      ...lamps(vanishing, 870, 300, false),
    ],
    rides: [
      { vehicle: "car-blue-back", way: "away", atX: 690, turnS: 18, start: 0.1 },
      { vehicle: "lorry-green-back", way: "away", atX: 690, turnS: 18, start: 0.62 },
      { vehicle: "car-silver-back", way: "away", atX: 450, turnS: 9, start: 0.42 },
      { vehicle: "lorry-red-front", way: "towards", atX: -50, turnS: 18, start: 0.3 },
      { vehicle: "car-white-front", way: "towards", atX: 190, turnS: 9, start: 0.75 },
      { vehicle: "car-dark-front", way: "towards", atX: 190, turnS: 9, start: 0.2 },
    ],
  };
}

function gate(): Scene {
  const vanishing: Point = [320, 176];
  const roof = colour("#5a4038");
  const wall = colour("#59615f");
  return {
    vanishing,
    layers: [
      sky("#313d48", "#767f84", 178),
      hills(
        [
          [50, 92, 110],
          [180, 64, 90],
          [470, 74, 110],
          [600, 104, 90],
        ],
        178,
        "#3f4c4c",
      ),
      ground("#3a4143", "#2a3034", 176),
      strip(vanishing, -420, 1060, asphalt),
      ...[-250, 130, 510, 890].flatMap((at) => dashes(vanishing, at, 8)),
      // The gate house: three roofs over the lanes, on pillars.
      polygon(
        [
          [120, 118],
          [520, 118],
          [548, 138],
          [92, 138],
        ],
        roof,
      ),
      box(108, 138, 424, 18, wall),
      polygon(
        [
          [210, 84],
          [430, 84],
          [456, 104],
          [184, 104],
        ],
        roof,
      ),
      box(214, 104, 212, 14, wall),
      polygon(
        [
          [264, 62],
          [376, 62],
          [396, 78],
          [244, 78],
        ],
        roof,
      ),
      box(270, 78, 100, 8, wall),
      box(236, 141, 168, 12, colour("#7a2a26")),
      box(244, 145, 152, 4, colour("#d8b45e")),
      ...[114, 216, 316, 416, 518].map((x) => box(x, 156, 10, 44, colour("#6b7371"))),
      ...[166, 266, 366, 466].map((x) => glow(x + 5, 160, 34, colour("#ffe6b5", 0.7))),
      // Booths and barriers.
      ...[84, 286, 330, 536].flatMap((x) => [
        box(x, 178, 26, 34, colour("#7d8684")),
        box(x + 3, 184, 20, 12, colour("#e1c588", 0.9)),
        box(x - 2, 174, 30, 5, colour("#47504f")),
      ]),
      ...[40, 600].flatMap((x) => [
        box(x, 70, 4, 150, colour("#252c31")),
        glow(x + 2, 70, 60, colour("#fff1cf", 0.8)),
        box(x - 10, 66, 24, 6, colour("#fff4da")),
      ]),
    ],
    rides: [
      { vehicle: "car-white-back", way: "away", atX: 1080, turnS: 18, start: 0.35 },
      { vehicle: "car-red-front", way: "towards", atX: -440, turnS: 18, start: 0.7 },
      { vehicle: "lorry-sand-back", way: "away", atX: 700, turnS: 36, start: 0.15 },
      { vehicle: "lorry-blue-back", way: "away", atX: 700, turnS: 36, start: 0.65 },
      { vehicle: "lorry-blue-front", way: "towards", atX: -60, turnS: 36, start: 0.5 },
      { vehicle: "lorry-red-front", way: "towards", atX: -60, turnS: 36, start: 0.05 },
    ],
  };
}

function street(): Scene {
  const vanishing: Point = [330, 158];
  const house = (left: number, right: number, near: number, tall: number, tone: string, seed: number): Layer[] => {
    const [xa, ya] = onRoad(vanishing, left, near);
    const [xb] = onRoad(vanishing, right, near);
    const x = Math.min(xa, xb);
    const wide = Math.abs(xb - xa);
    const top = ya - tall * near;
    const columns = Math.max(2, Math.round(wide / 26));
    return [
      box(x, top, wide, ya - top, colour(tone)),
      box(x, top, wide, 3, colour("#7a7f80")),
      ...windows(
        x + 6,
        top + 10,
        columns,
        Math.max(2, Math.floor((ya - top) / 26) - 1),
        (wide - 6) / columns,
        24,
        seed,
      ),
      box(x + 3, ya - 20, wide - 6, 15, colour(seed % 2 === 0 ? "#cfa868" : "#9fb0ae", 0.75)),
    ];
  };
  return {
    vanishing,
    layers: [
      sky("#2d3945", "#848a8a", 160),
      hills(
        [
          [330, 60, 120],
          [220, 40, 80],
        ],
        160,
        "#4b5860",
      ),
      ground("#3c4145", "#33383c", 158),
      ...house(-900, -360, 0.22, 560, "#454c50", 1),
      ...house(1500, 980, 0.22, 640, "#4b5052", 2),
      ...house(-760, -330, 0.34, 560, "#50524f", 3),
      ...house(1400, 960, 0.34, 480, "#474d54", 4),
      ...house(-660, -300, 0.55, 520, "#4a4744", 6),
      ...house(1290, 930, 0.55, 560, "#525557", 5),
      strip(vanishing, -300, 940, colour("#4a5053")),
      strip(vanishing, -220, 860, asphalt),
      strip(vanishing, 314, 326, line, 0, 0.36),
      strip(vanishing, 314, 326, line, 0.62, 1),
      ...dashes(vanishing, 50, 8),
      ...dashes(vanishing, 590, 8),
      // The crossing.
      box(-10, 236, 660, 34, colour("#353b42")),
      ...Array.from({ length: 15 }, (_, n) =>
        strip(vanishing, -200 + n * 72, -200 + n * 72 + 36, colour("#a9b0b4", 0.8), 0.5, 0.58),
      ),
      ...lamps(vanishing, -270, 330, true).slice(0, 16),
      ...lamps(vanishing, 910, 330, false).slice(0, 16),
      // Traffic lights.
      box(560, 96, 4, 160, colour("#20272d")),
      box(553, 90, 18, 42, colour("#161b20")),
      ellipse(562, 124, 5, 5, colour("#7fd7a4")),
      glow(562, 124, 16, colour("#7fd7a4", 0.5)),
    ],
    rides: [
      { vehicle: "motorbike-blue-back", way: "away", atX: 640, turnS: 7.2, start: 0.05 },
      { vehicle: "motorbike-sand-back", way: "away", atX: 780, turnS: 9, start: 0.5 },
      { vehicle: "car-silver-back", way: "away", atX: 470, turnS: 12, start: 0.7 },
      { vehicle: "motorbike-green-front", way: "towards", atX: -60, turnS: 9, start: 0.3 },
      { vehicle: "motorbike-red-front", way: "towards", atX: 60, turnS: 7.2, start: 0.8 },
      { vehicle: "car-white-front", way: "towards", atX: 180, turnS: 12, start: 0.1 },
    ],
  };
}

function bridge(): Scene {
  const deck = 212;
  const water = (x: number, y: number): Colour => {
    const deep = mixed(colour("#4d5b64"), colour("#1d2a33"), (y - 196) / 164);
    const glint = Math.sin(x / (9 + (y - 196) / 9) + Math.sin(y / 2.3) * 2.2) * Math.sin(y / 1.7);
    return mixed(deep, colour("#7f8d94"), glint > 0.55 ? 0.22 : 0);
  };
  return {
    vanishing: [320, 150],
    layers: [
      sky("#2f3b47", "#858b8b", 200),
      hills(
        [
          [70, 70, 100],
          [200, 104, 86],
          [330, 60, 110],
          [480, 88, 90],
          [610, 66, 90],
        ],
        172,
        "#47545d",
      ),
      {
        left: 0,
        right: width,
        top: 168,
        bottom: 198,
        at: (x, y) => (y > 180 - 5 * Math.abs(Math.sin(x / 23)) ? colour("#2d3833") : null),
      },
      ...[30, 74, 118, 470, 520, 566, 604].flatMap((x, n) => {
        const tall = 20 + ((n * 17) % 22);
        return [
          box(x, 186 - tall, 34, tall, colour("#454d51")),
          ...windows(x + 4, 190 - tall, 3, Math.max(1, Math.floor(tall / 12)), 10, 11, n),
        ];
      }),
      { left: 0, right: width, top: 194, bottom: height, at: water },
      // Piers with their dark reflections, then the deck.
      ...[86, 242, 398, 554].flatMap((x) => [
        box(x - 3, 292, 26, 60, colour("#151f27", 0.45)),
        polygon(
          [
            [x, 236],
            [x + 20, 236],
            [x + 24, 296],
            [x - 4, 296],
          ],
          colour("#5b6365"),
        ),
        box(x - 12, 230, 44, 9, colour("#677073")),
      ]),
      box(0, deck, width, 20, colour("#555d60")),
      box(0, deck, width, 3, colour("#7b8386")),
      box(0, deck + 20, width, 4, colour("#2a3136")),
      ...Array.from({ length: 41 }, (_, n) => box(n * 16, deck - 13, 2, 13, colour("#79817f"))),
      box(0, deck - 14, width, 2, colour("#8b9391")),
      ...[40, 200, 360, 520].flatMap((x) => [
        box(x, deck - 92, 3, 80, colour("#262d32")),
        box(x - 14, deck - 92, 30, 2, colour("#262d32")),
        glow(x - 13, deck - 90, 26, colour("#ffd9a0", 0.75)),
        glow(x + 15, deck - 90, 26, colour("#ffd9a0", 0.75)),
      ]),
    ],
    rides: [
      {
        vehicle: "side-lorry-green",
        way: "across",
        baseY: deck - 2,
        scale: 0.52,
        isLeftwards: true,
        turnS: 18,
        start: 0.3,
      },
      {
        vehicle: "side-car-blue",
        way: "across",
        baseY: deck - 2,
        scale: 0.48,
        isLeftwards: true,
        turnS: 18,
        start: 0.75,
      },
      {
        vehicle: "side-car-white",
        way: "across",
        baseY: deck + 4,
        scale: 0.56,
        isLeftwards: false,
        turnS: 12,
        start: 0.1,
      },
      {
        vehicle: "side-lorry-sand",
        way: "across",
        baseY: deck + 4,
        scale: 0.6,
        isLeftwards: false,
        turnS: 12,
        start: 0.5,
      },
      {
        vehicle: "side-car-red",
        way: "across",
        baseY: deck + 4,
        scale: 0.56,
        isLeftwards: false,
        turnS: 12,
        start: 0.78,
      },
    ],
  };
}

/** The four places that test pictures show. */
export const scenes: Record<Pattern, () => Scene> = { highway, gate, street, bridge };
