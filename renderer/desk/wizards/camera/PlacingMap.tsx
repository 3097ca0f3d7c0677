import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapEngine } from "../../../map/engine.ts";
import { useSite } from "../../../state/site.ts";
import { MapStage } from "../../map/MapStage.tsx";
import "../../map/map.css";
import type { StepProps } from "../frame/wizard.ts";
import { type CameraDraft, positionOf } from "./draft.ts";

/** How far an arrow moves the mark, CSS pixels; with Shift farther. */
const stepPx = 4;
const farPx = 40;
/** Degrees to each side of what is looked at closely. */
const around = 0.08;
const arrows: Record<string, readonly [number, number]> = {
  ...{ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] },
};

/** Six digits are a tenth of a metre. */
const written = ([lon, lat]: readonly [number, number]) => ({ lon: lon.toFixed(6), lat: lat.toFixed(6) });

/** The desk's map: a click or a tap puts the camera there, arrows move its mark. */
export function PlacingMap({ draft, change }: Pick<StepProps<CameraDraft>, "draft" | "change">) {
  const { t } = useTranslation("wizards");
  const site = useSite();
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [, setMoves] = useState(0);
  const mark = useRef<HTMLDivElement>(null);
  const settings = useMemo(
    () => ({ title: site?.name ?? { vi: "", en: "" }, cameras: true, towns: true, roads: true }),
    [site?.name],
  );
  useEffect(() => engine?.onMoved(() => setMoves((count) => count + 1)), [engine]);
  const at = positionOf(draft);
  const look = at ?? site?.placeOf.get(draft.place)?.position;
  const seen = useRef(look);
  seen.current = look;
  // Opened near it; afterwards the map is where people leave it, unless they name another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a mark that is moved moves no map
  useEffect(() => {
    const near = seen.current;
    if (engine !== null && near !== undefined)
      engine.fit([near.lon - around, near.lat - around, near.lon + around, near.lat + around]);
  }, [engine, draft.place]);
  const put = useCallback((position: readonly [number, number]) => change({ position: written(position) }), [change]);
  const point = at === undefined ? undefined : engine?.project([at.lon, at.lat]);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = arrows[event.key];
    if (way === undefined || event.altKey || engine === null || point === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const px = event.shiftKey ? farPx : stepPx;
    const [x, y] = [point.x + way[0] * px, point.y + way[1] * px];
    put(engine.unproject(x, y));
    // Never out of sight.
    const { width, height } = engine.size();
    if (x < px || y < px || x > width - px || y > height - px) engine.pan(way[0] * width * 0.4, way[1] * height * 0.4);
  };
  const putInMiddle = () => {
    if (engine === null) return;
    const { width, height } = engine.size();
    put(engine.unproject(width / 2, height / 2));
    requestAnimationFrame(() => mark.current?.focus());
  };
  return (
    <div className="wizard-camera-placing">
      <p className="wizard-camera-placing-how">
        <span className="quiet">{t("camera.placing")}</span>
        <button type="button" className="button" disabled={engine === null} onClick={putInMiddle}>
          {t("camera.putInMiddle")}
        </button>
      </p>
      <div className="wizard-camera-map">
        <MapStage
          settings={settings}
          isDrawing
          onEngine={setEngine}
          onHidden={nothing}
          onClick={({ position }) => put(position)}
        >
          {point !== undefined && at !== undefined && (
            <div
              ref={mark}
              className="wizard-camera-mark"
              role="slider"
              tabIndex={0}
              aria-label={t("camera.mark")}
              aria-valuenow={at.lat}
              aria-valuemin={-90}
              aria-valuemax={90}
              aria-valuetext={`${at.lat.toFixed(5)}, ${at.lon.toFixed(5)}`}
              style={{ left: point.x, top: point.y }}
              onKeyDown={onKeyDown}
            />
          )}
        </MapStage>
      </div>
    </div>
  );
}

const nothing = () => undefined;
