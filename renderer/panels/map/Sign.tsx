import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import { mapEventSigns, toneOf } from "../../map/map-event-signs.ts";
import { type ReportStanding, reportBubble, reportSigns, reportToneOf } from "../../map/report-signs.ts";
import { cameraShape, mapEventDrop, stationShapes, vehicleShape } from "../../map/shapes.ts";
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

/** Around an event's sign on the map: the layer's own. */
export const MapEventDrop = () => (
  <svg className="map-sign" viewBox="-1 -1 2 2" aria-hidden="true">
    <path d={mapEventDrop} />
  </svg>
);

/** An event's kind as the map draws it, without the drop around it, in the same colour. */
export const MapEventSign = ({ kind }: { kind: CameraEventKind }) => (
  <svg className="map-sign" data-tone={toneOf(kind)} viewBox="-1 -1 2 2" aria-hidden="true">
    <path d={mapEventSigns[kind]} />
  </svg>
);

/** Around a citizen's report on the map: the layer's own. */
export const ReportBubble = () => (
  <svg className="map-sign" viewBox="-1 -1 2 2" aria-hidden="true">
    <path d={reportBubble} />
  </svg>
);

/** How far a report is, as the map draws it, without the bubble around it. */
export const ReportSign = ({ standing }: { standing: ReportStanding }) => (
  <svg className="map-sign" data-tone={reportToneOf(standing)} viewBox="-1 -1 2 2" aria-hidden="true">
    <path d={reportSigns[standing]} />
  </svg>
);
