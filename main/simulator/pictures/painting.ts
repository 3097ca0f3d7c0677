import { setImmediate } from "node:timers/promises";

/** Red, green, blue 0-255 and how much of it covers what is below, 0-1. */
export type Colour = readonly [number, number, number, number];
export type Point = readonly [number, number];

/** One coat of paint: the colour at a point, or null where it leaves what is below. */
export type Layer = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  at(x: number, y: number): Colour | null;
};

/** Reads "#rrggbb". */
export function colour(hex: string, cover = 1): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, cover];
}

export const mixed = (a: Colour, b: Colour, share: number): Colour => {
  const s = Math.max(0, Math.min(1, share));
  const mix = (from: number, to: number) => from + (to - from) * s;
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2]), mix(a[3], b[3])];
};

/** A filled outline; `paint` is one colour or one for each point. */
export function polygon(points: readonly Point[], paint: Colour | ((x: number, y: number) => Colour)): Layer {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const at = typeof paint === "function" ? paint : () => paint;
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    at: (x, y) => (isInside(points, x, y) ? at(x, y) : null),
  };
}

export const box = (x: number, y: number, width: number, height: number, paint: Colour): Layer =>
  polygon(
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    paint,
  );

/** A soft spot of light, brightest in the middle. */
export const glow = (x: number, y: number, radius: number, paint: Colour): Layer => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
  at(px, py) {
    const share = 1 - Math.hypot(px - x, py - y) / radius;
    return share <= 0 ? null : [paint[0], paint[1], paint[2], paint[3] * share * share];
  },
});

export const ellipse = (x: number, y: number, across: number, down: number, paint: Colour): Layer => ({
  left: x - across,
  right: x + across,
  top: y - down,
  bottom: y + down,
  at: (px, py) => (((px - x) / across) ** 2 + ((py - y) / down) ** 2 <= 1 ? paint : null),
});

function isInside(points: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let previous = points[points.length - 1] ?? [0, 0];
  for (const point of points) {
    const ay = point[1];
    const by = previous[1];
    if (ay > y !== by > y && x < ((previous[0] - point[0]) * (y - ay)) / (by - ay) + point[0]) inside = !inside;
    previous = point;
  }
  return inside;
}

/** Of the samples of a point; each colour as many times as it covers. */
type Sum = { r: number; g: number; b: number; a: number };

/** Rows painted before others get their turn: some milliseconds each. */
const rowsAtOnce = 8;
/** Points of a row that the same layers are looked through for. */
const columnsAtOnce = 16;
const samples: readonly Point[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
];

/**
 * Paints the layers, the first at the bottom, with smooth edges, and gives a picture in the PAM format that ffmpeg
 * reads (RGB with alpha). Gives way to other work between rows.
 */
export async function painted(width: number, height: number, layers: readonly Layer[]): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 4);
  const sum: Sum = { r: 0, g: 0, b: 0, a: 0 };
  for (let y = 0; y < height; y += 1) {
    if (y % rowsAtOnce === 0) await setImmediate();
    const inRow = layers.filter((layer) => layer.top <= y + 1 && layer.bottom >= y);
    let near = inRow;
    for (let x = 0; x < width; x += 1) {
      if (x % columnsAtOnce === 0) near = inRow.filter((layer) => layer.left <= x + columnsAtOnce && layer.right >= x);
      sum.r = sum.g = sum.b = sum.a = 0;
      for (let at = 0; at < samples.length; at += 1) {
        const sample = samples[at];
        if (sample !== undefined) addPoint(near, x + sample[0], y + sample[1], sum);
      }
      if (sum.a === 0) continue;
      const offset = (y * width + x) * 4;
      pixels[offset] = Math.round(sum.r / sum.a);
      pixels[offset + 1] = Math.round(sum.g / sum.a);
      pixels[offset + 2] = Math.round(sum.b / sum.a);
      pixels[offset + 3] = Math.round((sum.a / samples.length) * 255);
    }
  }
  const head = `P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), pixels]);
}

/** Adds a point to `sum`, from the top down, and no further than to what covers all below. */
function addPoint(layers: readonly Layer[], x: number, y: number, sum: Sum): void {
  let open = 1;
  for (let at = layers.length - 1; at >= 0 && open > 0; at -= 1) {
    const layer = layers[at];
    if (layer === undefined || x < layer.left || x > layer.right) continue;
    const paint = layer.at(x, y);
    if (paint === null) continue;
    const share = paint[3] * open;
    sum.r += paint[0] * share;
    sum.g += paint[1] * share;
    sum.b += paint[2] * share;
    sum.a += share;
    open -= share;
  }
}
