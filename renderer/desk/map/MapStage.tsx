import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clicked, MapEngine } from "../../map/engine.ts";
import { MapHoldContext } from "../../panels/map/hold.ts";
import { MapPanel } from "../../panels/map/MapPanel.tsx";
import type { MapSettings, Switchable } from "../../panels/map/settings.ts";
import { InteractionContext } from "../../ui/interaction.ts";
import { TypeContext } from "../../ui/type-context.ts";

/**
 * As an ordinary program writes, an arm's length away; map.css has the same but for `source`, which the map's own names are a
 * part of: the smallest of them would be eight pixels high.
 */
const type = { value: 24, label: 17, source: 20 };
const tile = { id: "desk-map", panel: "map", x: 0, y: 0, width: 24, height: 24, settings: {} };
const nothingToReport = () => undefined;

type Props = {
  settings: MapSettings;
  isDrawing: boolean;
  onEngine: (engine: MapEngine | null) => void;
  onHidden: (hidden: ReadonlySet<Switchable>) => void;
  onClick: (at: Clicked) => void;
  /** What is laid over the map; it stops no click. */
  children: ReactNode;
};

/** The wall's own map in the desk's room, with what is drawn over it. */
export function MapStage({ settings, isDrawing, onEngine, onHidden, onClick, children }: Props) {
  const { t } = useTranslation("deskMap");
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [engine, setEngine] = useState<MapEngine | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const hold = useMemo(
    () => ({
      onEngine(opened: MapEngine | null) {
        setEngine(opened);
        onEngine(opened);
      },
      onHidden,
    }),
    [onEngine, onHidden],
  );
  const clicked = useEffectEvent(onClick);
  useEffect(() => engine?.onClick((at) => clicked(at)), [engine]);
  return (
    <section
      ref={frame}
      className="desk-map-stage"
      data-drawing={isDrawing}
      aria-label={t("map")}
      // A double click is the engine's way to come nearer; where corners are set it is two clicks.
      onDoubleClickCapture={(event) => isDrawing && event.stopPropagation()}
    >
      {size.width > 0 && (
        <TypeContext.Provider value={type}>
          <InteractionContext.Provider value="whole">
            <MapHoldContext.Provider value={hold}>
              <MapPanel settings={settings} tile={tile} size={size} report={nothingToReport} />
            </MapHoldContext.Provider>
          </InteractionContext.Provider>
        </TypeContext.Provider>
      )}
      {children}
    </section>
  );
}
