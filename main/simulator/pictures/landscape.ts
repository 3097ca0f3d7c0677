import { box, type Colour, colour, ellipse, glow, type Layer, mixed, type Point, polygon } from "./painting.ts";

export const pictureWidth = 640;
export const pictureHeight = 360;

const width = pictureWidth;
const height = pictureHeight;
export const asphalt = colour("#343a41");
export const line = colour("#9aa2a8", 0.75);

export function sky(top: string, bottom: string, horizon: number): Layer {
  const from = colour(top);
  const to = colour(bottom);
  return { left: 0, right: width, top: 0, bottom: horizon, at: (_, y) => mixed(from, to, (y / horizon) ** 1.4) };
}

export function ground(top: string, bottom: string, horizon: number): Layer {
  const from = colour(top);
  const to = colour(bottom);
  const at = (_: number, y: number) => mixed(from, to, (y - horizon) / (height - horizon));
  return { left: 0, right: width, top: horizon, bottom: height, at };
}

/** The limestone hills around Lạng Sơn: steep, rounded, one behind the other, paler with distance. */
export function hills(
  peaks: readonly [x: number, high: number, half: number][],
  horizon: number,
  paint: string,
): Layer {
  const tone = colour(paint);
  const haze = colour("#56636d");
  const at = (x: number, y: number): Colour | null => {
    let top = horizon;
    for (const [px, high, half] of peaks) {
      const off = Math.abs(x - px) / half;
      if (off < 1) top = Math.min(top, horizon - high * (1 - off ** 2.4) - 2 * Math.sin(x / 7) - Math.sin(x / 3.1));
    }
    return y < top ? null : mixed(tone, haze, ((y - top) / (horizon - top + 1)) * 0.35);
  };
  return { left: 0, right: width, top: 0, bottom: horizon, at };
}

/** A point of the plane of the road: `side` where it would be at the bottom edge, `near` 0 (horizon) to 1 (bottom edge). */
export const onRoad = ([vx, vy]: Point, side: number, near: number): Point => [
  vx + (side - vx) * near,
  vy + (height - vy) * near,
];

export function strip(vanishing: Point, left: number, right: number, paint: Colour, from = 0, to = 1): Layer {
  return polygon(
    [
      onRoad(vanishing, left, from),
      onRoad(vanishing, right, from),
      onRoad(vanishing, right, to),
      onRoad(vanishing, left, to),
    ],
    paint,
  );
}

/** Dashes of equal length on the ground. */
export const dashes = (vanishing: Point, at: number, wide: number): Layer[] =>
  [1, 1.6, 2.2, 2.8, 3.4, 4, 5, 6, 7.4, 9].map((far) =>
    strip(vanishing, at - wide / 2, at + wide / 2, line, 1 / (far + 0.32), 1 / far),
  );

/** Lamp posts along a road, from far to near. */
export function lamps(vanishing: Point, side: number, high: number, isLeft: boolean): Layer[] {
  return [9, 6, 4, 2.7, 1.8].flatMap((far) => {
    const [x, y] = onRoad(vanishing, side, 1 / far);
    const size = 1 / far;
    const tall = high * size;
    const arm = (isLeft ? 1 : -1) * 34 * size;
    return [
      box(x - 1.5 * size - 0.4, y - tall, 3 * size + 0.8, tall, colour("#20272d")),
      box(Math.min(x, x + arm), y - tall, Math.abs(arm), 2 * size + 0.6, colour("#20272d")),
      glow(x + arm, y - tall + 2, 34 * size + 4, colour("#ffd9a0", 0.75)),
      ellipse(x + arm, y - tall + 2 * size, 5 * size + 0.8, 2 * size + 0.6, colour("#ffedc9")),
    ];
  });
}

export function windows(
  x: number,
  y: number,
  columns: number,
  rows: number,
  stepX: number,
  stepY: number,
  seed: number,
): Layer[] {
  const panes: Layer[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const isLit = (row * 7 + column * 13 + seed * 5) % 4 === 0;
      const paint = isLit ? colour("#d9b878", 0.85) : colour("#2a323a");
      panes.push(box(x + column * stepX, y + row * stepY, stepX * 0.5, stepY * 0.5, paint));
    }
  return panes;
}
