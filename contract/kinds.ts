import { camerasKind } from "./entities/camera.ts";
import { cameraEventKind } from "./entities/camera-event.ts";
import { readingsKind } from "./entities/reading.ts";
import { sourcesKind } from "./entities/source.ts";
import { displaysKind } from "./entities/wall.ts";
import { wallKind } from "./entities/wall-state.ts";
import { forecastsKind } from "./forecast/forecast.ts";
import { figureAgesKind } from "./readings/figure-ages.ts";
import { warningsKind } from "./warnings/warning.ts";

/**
 * Everything that the live stream carries, in the order in which messages tell it. Hub, topics, messages, the line of a joined machine, the
 * client and its stores read this table: a new kind is its declaration, its line here, who publishes it and who shows it. The words of
 * contract/live.ts that are told once and not kept (`turn`, `capture`, `arrange`) are none of it; nor is the site, which only a snapshot tells.
 */
export const kinds = [
  readingsKind,
  sourcesKind,
  camerasKind,
  displaysKind,
  wallKind,
  cameraEventKind,
  warningsKind,
  forecastsKind,
  figureAgesKind,
] as const;
