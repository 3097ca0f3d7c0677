import { useCallback, useEffect, useRef, useState } from "react";
import { CameraTile, type CameraTileState } from "../../cameras/CameraTile.tsx";
import type { PanelProps } from "../panel.ts";
import type { CameraTourSettings } from "./settings.ts";
import { beginTour, proceed } from "./tour.ts";

const lookEveryMs = 250;

export function CameraTour({ settings, size, report }: PanelProps<CameraTourSettings>) {
  const { cameras, every } = settings;
  const [tour, setTour] = useState(() => beginTour(performance.now()));
  const states = useRef(new Map<string, CameraTileState>());
  const shown = cameras[tour.shown % cameras.length] ?? "";
  const next = tour.next === null ? null : (cameras[tour.next % cameras.length] ?? null);
  const shownRef = useRef(shown);
  useEffect(() => {
    shownRef.current = shown;
    report(states.current.get(shown) ?? "connecting");
  }, [shown, report]);
  const onState = useCallback(
    (camera: string, state: CameraTileState) => {
      states.current.set(camera, state);
      if (camera === shownRef.current) report(state);
    },
    [report],
  );
  useEffect(() => {
    const timer = setInterval(() => {
      const isNextReady = next !== null && states.current.get(next) === "live";
      setTour((before) => proceed(before, performance.now(), cameras.length, every, isNextReady));
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [cameras, every, next]);

  const present = next === null || next === shown ? [shown] : [shown, next];
  return (
    <div className="camera-tour" data-shown={shown} data-next={next ?? undefined}>
      {present.map((camera) => (
        <div key={camera} className={camera === shown ? "camera-on-tour" : "camera-on-tour camera-on-tour-next"}>
          <CameraTile camera={camera} size={size} isFocused={camera === shown} onState={onState} />
        </div>
      ))}
    </div>
  );
}
