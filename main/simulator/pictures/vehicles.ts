import { box, type Colour, colour, ellipse, glow, type Layer, polygon } from "./painting.ts";

/** A vehicle as seen by the camera, painted once at its largest; ffmpeg makes it smaller with distance. */
export type Vehicle = { width: number; height: number; layers: Layer[] };

export type VehicleKind = keyof typeof kinds;

const glass = colour("#1a232b");
const tyre = colour("#14171a");
const lampWhite = colour("#fff3d6");
const lampRed = colour("#d8402f");

const shade = (paint: Colour, by: number): Colour => [paint[0] * by, paint[1] * by, paint[2] * by, paint[3]];

const shadow = (width: number, height: number): Layer =>
  ellipse(width / 2, height - 5, width / 2 - 2, 5, [0, 0, 0, 0.45]);

/** A car from the front or from behind: 96 × 78. */
function car(paint: Colour, isFront: boolean): Vehicle {
  const lamp = isFront ? lampWhite : lampRed;
  return {
    width: 96,
    height: 78,
    layers: [
      shadow(96, 78),
      box(14, 58, 14, 16, tyre),
      box(68, 58, 14, 16, tyre),
      polygon(
        [
          [24, 8],
          [72, 8],
          [84, 34],
          [12, 34],
        ],
        shade(paint, 0.85),
      ),
      polygon(
        [
          [28, 12],
          [68, 12],
          [77, 32],
          [19, 32],
        ],
        glass,
      ),
      polygon(
        [
          [8, 34],
          [88, 34],
          [90, 64],
          [6, 64],
        ],
        paint,
      ),
      box(8, 54, 80, 10, shade(paint, 0.6)),
      box(36, 50, 24, 8, shade(paint, isFront ? 0.35 : 1.25)),
      box(11, 40, 15, 8, lamp),
      box(70, 40, 15, 8, lamp),
      ...(isFront ? [glow(18, 44, 22, colour("#ffe9b8", 0.55)), glow(78, 44, 22, colour("#ffe9b8", 0.55))] : []),
    ],
  };
}

/** A lorry with a container from the front or from behind: 120 × 150. */
function lorry(cab: Colour, load: Colour, isFront: boolean): Vehicle {
  const wheels = [shadow(120, 150), box(14, 126, 18, 20, tyre), box(88, 126, 18, 20, tyre)];
  if (!isFront)
    return {
      width: 120,
      height: 150,
      layers: [
        ...wheels,
        box(10, 6, 100, 118, load),
        box(58, 10, 3, 110, shade(load, 0.6)),
        box(10, 6, 100, 5, shade(load, 1.2)),
        box(24, 30, 4, 84, shade(load, 0.75)),
        box(92, 30, 4, 84, shade(load, 0.75)),
        box(10, 120, 100, 10, colour("#23282d")),
        box(14, 121, 14, 7, lampRed),
        box(92, 121, 14, 7, lampRed),
      ],
    };
  return {
    width: 120,
    height: 150,
    layers: [
      ...wheels,
      box(8, 4, 104, 96, load),
      box(8, 4, 104, 5, shade(load, 1.25)),
      polygon(
        [
          [18, 40],
          [102, 40],
          [106, 128],
          [14, 128],
        ],
        cab,
      ),
      polygon(
        [
          [24, 48],
          [96, 48],
          [99, 80],
          [21, 80],
        ],
        glass,
      ),
      box(34, 92, 52, 20, shade(cab, 0.45)),
      box(16, 114, 88, 14, shade(cab, 0.6)),
      box(20, 104, 16, 9, lampWhite),
      box(84, 104, 16, 9, lampWhite),
      glow(28, 108, 24, colour("#ffe9b8", 0.5)),
      glow(92, 108, 24, colour("#ffe9b8", 0.5)),
    ],
  };
}

/** A motorbike with its rider, from behind or from the front: 40 × 78. */
function motorbike(jacket: Colour, isFront: boolean): Vehicle {
  return {
    width: 40,
    height: 78,
    layers: [
      shadow(40, 78),
      box(16, 50, 8, 25, tyre),
      polygon(
        [
          [12, 44],
          [28, 44],
          [30, 60],
          [10, 60],
        ],
        shade(jacket, 0.5),
      ),
      polygon(
        [
          [11, 20],
          [29, 20],
          [33, 48],
          [7, 48],
        ],
        jacket,
      ),
      ellipse(20, 12, 8, 9, colour(isFront ? "#c9ced3" : "#8b2f2a")),
      box(16, 50, 8, 5, isFront ? lampWhite : lampRed),
      ...(isFront ? [glow(20, 52, 18, colour("#ffe9b8", 0.6))] : []),
    ],
  };
}

/** A car from the side, driving to the right: 132 × 52. */
function sideCar(paint: Colour): Vehicle {
  return {
    width: 132,
    height: 52,
    layers: [
      polygon(
        [
          [30, 24],
          [46, 6],
          [88, 6],
          [108, 24],
        ],
        shade(paint, 0.85),
      ),
      polygon(
        [
          [38, 23],
          [49, 10],
          [66, 10],
          [66, 23],
        ],
        glass,
      ),
      polygon(
        [
          [70, 23],
          [70, 10],
          [86, 10],
          [99, 23],
        ],
        glass,
      ),
      polygon(
        [
          [6, 26],
          [30, 22],
          [108, 22],
          [126, 28],
          [128, 42],
          [4, 42],
        ],
        paint,
      ),
      ellipse(32, 42, 10, 10, tyre),
      ellipse(100, 42, 10, 10, tyre),
      box(122, 28, 6, 5, lampWhite),
      box(4, 27, 4, 6, lampRed),
      glow(128, 31, 14, colour("#ffe9b8", 0.5)),
    ],
  };
}

/** A lorry from the side, driving to the right: 220 × 84. */
function sideLorry(cab: Colour, load: Colour): Vehicle {
  return {
    width: 220,
    height: 84,
    layers: [
      box(4, 4, 158, 60, load),
      box(4, 4, 158, 4, shade(load, 1.2)),
      ...[36, 68, 100, 132].map((x) => box(x, 10, 2, 50, shade(load, 0.75))),
      box(4, 62, 206, 8, colour("#23282d")),
      polygon(
        [
          [166, 20],
          [198, 20],
          [212, 42],
          [214, 68],
          [166, 68],
        ],
        cab,
      ),
      polygon(
        [
          [180, 26],
          [196, 26],
          [206, 42],
          [180, 42],
        ],
        glass,
      ),
      ...[30, 56, 142, 196].map((x) => ellipse(x, 72, 10, 10, tyre)),
      box(208, 54, 6, 6, lampWhite),
      glow(213, 57, 16, colour("#ffe9b8", 0.5)),
    ],
  };
}

const white = colour("#c8ccd0");
const silver = colour("#858d94");
const blue = colour("#2f5f92");
const red = colour("#8e2f2b");
const green = colour("#41644a");
const sand = colour("#a08a5c");
const dark = colour("#3a424a");

export const kinds = {
  "car-white-front": car(white, true),
  "car-red-front": car(red, true),
  "car-dark-front": car(dark, true),
  "car-silver-back": car(silver, false),
  "car-blue-back": car(blue, false),
  "car-white-back": car(white, false),
  "lorry-blue-front": lorry(blue, silver, true),
  "lorry-red-front": lorry(red, sand, true),
  "lorry-green-back": lorry(dark, green, false),
  "lorry-sand-back": lorry(dark, sand, false),
  "lorry-blue-back": lorry(dark, blue, false),
  "motorbike-blue-back": motorbike(blue, false),
  "motorbike-sand-back": motorbike(sand, false),
  "motorbike-green-front": motorbike(green, true),
  "motorbike-red-front": motorbike(red, true),
  "side-car-white": sideCar(white),
  "side-car-red": sideCar(red),
  "side-car-blue": sideCar(blue),
  "side-lorry-green": sideLorry(dark, green),
  "side-lorry-sand": sideLorry(red, sand),
} satisfies Record<string, Vehicle>;
