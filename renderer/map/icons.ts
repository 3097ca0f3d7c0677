import type { Icon } from "./engine.ts";
import type { MapLook } from "./look.ts";

/** Drawn twice as fine as they are shown, for monitors that are scaled. */
const pixelRatio = 2;

type Drawing = { name: string; sizePx: number; draw(pen: CanvasRenderingContext2D): void };

/**
 * The map's symbols, drawn here in the wall's colours: no sprite has to be fetched. What is broken has another form, not
 * only another colour. Empty where this page has no canvas.
 */
export function mapIcons(look: MapLook): Icon[] {
  const size = look.labelPx * 0.9;
  return [
    { name: "camera", sizePx: size, draw: camera(look, false) },
    { name: "camera-broken", sizePx: size, draw: camera(look, true) },
    { name: "station-normal", sizePx: size * 0.7, draw: drop(look.second, look.ground) },
    { name: "station-attention", sizePx: size * 0.8, draw: drop(look.attention, look.ground) },
    { name: "station-alarm", sizePx: size * 0.9, draw: drop(look.alarm, look.ground) },
    { name: "station-old", sizePx: size * 0.7, draw: drop(look.late, look.ground, true) },
  ].flatMap(rendered);
}

/** In units of the icon: from -1 to 1 both ways. */
const camera = (look: MapLook, isBroken: boolean) => (pen: CanvasRenderingContext2D) => {
  pen.fillStyle = look.ground;
  pen.strokeStyle = isBroken ? look.attention : look.second;
  pen.lineWidth = 0.13;
  pen.lineJoin = "round";
  const body = new Path2D("M-0.75 -0.45 h0.95 v0.9 h-0.95 z M0.2 -0.15 l0.5 -0.3 v0.9 l-0.5 -0.3 z");
  pen.fill(body);
  pen.stroke(body);
  if (isBroken) pen.stroke(new Path2D("M-0.85 -0.8 L0.85 0.8 M0.85 -0.8 L-0.85 0.8"));
};

const drop =
  (colour: string, ground: string, isDashed = false) =>
  (pen: CanvasRenderingContext2D) => {
    pen.fillStyle = ground;
    pen.strokeStyle = colour;
    pen.lineWidth = 0.22;
    if (isDashed) pen.setLineDash([0.3, 0.2]);
    const shape = new Path2D(
      "M0 -0.85 C0.5 -0.2 0.65 0.05 0.65 0.3 A0.65 0.6 0 0 1 -0.65 0.3 C-0.65 0.05 -0.5 -0.2 0 -0.85 z",
    );
    pen.fill(shape);
    pen.stroke(shape);
  };

function rendered({ name, sizePx, draw }: Drawing): Icon[] {
  const side = Math.max(8, Math.round(sizePx * pixelRatio));
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext("2d");
  if (pen === null) return [];
  pen.translate(side / 2, side / 2);
  pen.scale(side / 2, side / 2);
  draw(pen);
  return [{ name, width: side, height: side, data: pen.getImageData(0, 0, side, side).data, pixelRatio }];
}
