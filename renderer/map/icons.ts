import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { Icon } from "./engine.ts";
import type { MapLook } from "./look.ts";
import { mapEventSigns, rankedKinds, toneOf } from "./map-event-signs.ts";
import { type ReportStanding, rankedStandings, reportBubble, reportSigns, reportToneOf } from "./report-signs.ts";
import { cameraShape, mapEventDrop, stationShapes, vehicleShape } from "./shapes.ts";

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
    { name: "road-sign", sizePx: size, draw: roadSign(look) },
    { name: "camera", sizePx: size, draw: camera(look, false) },
    { name: "camera-broken", sizePx: size, draw: camera(look, true) },
    { name: "vehicle-normal", sizePx: size * 0.9, draw: station(vehicle, look.text, look.ground) },
    { name: "vehicle-old", sizePx: size * 0.9, draw: station(vehicle, look.late, look.ground, true) },
    ...viewAngles.map((angle) => ({ name: `view-${angle}`, sizePx: size * 3.2, draw: wedge(look.second, angle) })),
    ...Object.entries(stationShapes).flatMap(([sign, shape]) => [
      { name: `${sign}-normal`, sizePx: size * 0.7, draw: station(shape, look.second, look.ground) },
      { name: `${sign}-attention`, sizePx: size * 0.8, draw: station(shape, look.attention, look.ground) },
      { name: `${sign}-alarm`, sizePx: size * 0.9, draw: station(shape, look.alarm, look.ground) },
      { name: `${sign}-old`, sizePx: size * 0.7, draw: station(shape, look.late, look.ground, true) },
    ]),
    ...rankedKinds.flatMap(({ kind }) => [
      { name: `mapEvent-${kind}`, sizePx: size * 1.25, draw: mapEvent(kind, look, false) },
      { name: `mapEvents-${kind}`, sizePx: size * 1.5, draw: mapEvent(kind, look, true) },
    ]),
    ...rankedStandings.flatMap(({ standing }) => [
      { name: `report-${standing}`, sizePx: size * 1.25, draw: report(standing, look, false) },
      { name: `reports-${standing}`, sizePx: size * 1.5, draw: report(standing, look, true) },
    ]),
  ].flatMap(rendered);
}

const vehicle = { ...vehicleShape, isClosed: true };

/** Stretched around a road's number: an edge would be stretched too. */
const roadSign = (look: MapLook) => (pen: CanvasRenderingContext2D) => {
  pen.fillStyle = look.line;
  pen.fillRect(-1, -1, 2, 2);
};

/** In units of the icon: from -1 to 1 both ways. */
const camera = (look: MapLook, isBroken: boolean) => (pen: CanvasRenderingContext2D) => {
  pen.fillStyle = look.ground;
  pen.strokeStyle = isBroken ? look.attention : look.second;
  pen.lineWidth = 0.13;
  pen.lineJoin = "round";
  const body = new Path2D(cameraShape.path);
  pen.fill(body);
  pen.stroke(body);
  if (isBroken) pen.stroke(new Path2D(cameraShape.cross));
};

/** A camera's field of view is drawn by the nearest of these angles, degrees. */
export const viewAngles = [15, 30, 45, 60, 75, 90, 105, 120, 150, 180, 270, 360] as const;

/** Opens to the north, from the middle of the icon; the map turns it. How far it reaches says nothing: that is not known. */
const wedge = (colour: string, angle: number) => (pen: CanvasRenderingContext2D) => {
  const half = (angle * Math.PI) / 360;
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 0.03;
  const shape = new Path2D();
  if (angle < 360) shape.moveTo(0, 0);
  shape.arc(0, 0, 0.97, -Math.PI / 2 - half, -Math.PI / 2 + half);
  shape.closePath();
  pen.globalAlpha = 0.28;
  pen.fill(shape);
  pen.globalAlpha = 0.7;
  pen.stroke(shape);
};

const station =
  ({ path, isClosed }: { path: string; isClosed: boolean }, colour: string, ground: string, isDashed = false) =>
  (pen: CanvasRenderingContext2D) => {
    const shape = new Path2D(path);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    // Around what is open too, so that it stands out from whatever is under it.
    pen.strokeStyle = ground;
    pen.lineWidth = 0.5;
    if (!isClosed) pen.stroke(shape);
    pen.fillStyle = ground;
    if (isClosed) pen.fill(shape);
    pen.strokeStyle = colour;
    pen.lineWidth = 0.22;
    if (isDashed) pen.setLineDash([0.3, 0.3]);
    pen.stroke(shape);
  };

/** A sign in a frame with its tip at the lower edge, bolder where it stands for several. */
const framed =
  (frame: string, sign: string, colour: string, ground: string, isSeveral: boolean) =>
  (pen: CanvasRenderingContext2D) => {
    pen.lineJoin = "round";
    pen.lineCap = "round";
    pen.fillStyle = ground;
    pen.strokeStyle = colour;
    pen.lineWidth = isSeveral ? 0.15 : 0.11;
    const around = new Path2D(frame);
    pen.fill(around);
    pen.stroke(around);
    pen.translate(0, -0.22);
    pen.scale(0.48, 0.48);
    pen.lineWidth = 0.24;
    pen.stroke(new Path2D(sign));
  };

const mapEvent = (kind: CameraEventKind, look: MapLook, isSeveral: boolean) =>
  framed(mapEventDrop, mapEventSigns[kind], look[toneOf(kind)], look.ground, isSeveral);

const report = (standing: ReportStanding, look: MapLook, isSeveral: boolean) =>
  framed(reportBubble, reportSigns[standing], look[reportToneOf(standing)], look.ground, isSeveral);

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
