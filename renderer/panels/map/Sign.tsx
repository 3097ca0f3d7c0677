import { cameraShape, stationShapes, vehicleShape } from "../../map/shapes.ts";
import type { StationSign } from "./settings.ts";

export type SignName = StationSign | "camera" | "vehicle" | "heat";

/** A layer's symbol as the map draws it, beside the layer's words. */
export function Sign({ name }: { name: SignName }) {
  if (name === "heat") return <i className="map-swatch map-swatch-heat" />;
  const { path } = name === "camera" ? cameraShape : name === "vehicle" ? vehicleShape : stationShapes[name];
  return (
    <svg className="map-sign" viewBox="-1 -1 2 2" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
