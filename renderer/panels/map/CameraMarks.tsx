import { useCameras } from "../../state/cameras.ts";
import type { Engine } from "./engine.ts";

/** The size of type, px, that the mark below is drawn for. */
const drawnForPx = 42;

/** Cameras at their places: a quiet mark while they work, one of another form and colour while they don't. */
export function CameraMarks({ engine, sizePx }: { engine: Engine; sizePx: number }) {
  const cameras = [...useCameras().values()];
  const { clientWidth, clientHeight } = engine.getContainer();
  return (
    <svg className="map-overlay" viewBox={`0 0 ${clientWidth} ${clientHeight}`} aria-hidden="true">
      {cameras.map(({ id, position, state }) => {
        if (!position) return null;
        const { x, y } = engine.project([position.lon, position.lat]);
        const isWell = state === "ok" || state === "idle" || state === "connecting";
        return (
          <g
            key={id}
            transform={`translate(${x} ${y}) scale(${sizePx / drawnForPx})`}
            className="map-camera"
            data-well={isWell}
          >
            <path d="M-14 -9 h18 v18 h-18 z M4 -3 l10 -6 v18 l-10 -6 z" />
            {!isWell && <path d="M-18 -16 L18 16 M18 -16 L-18 16" className="map-camera-cross" />}
          </g>
        );
      })}
    </svg>
  );
}
