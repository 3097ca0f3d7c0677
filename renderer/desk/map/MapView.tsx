import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { routes, WallAnswer } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import type { Clicked, MapEngine } from "../../map/engine.ts";
import type { Switchable } from "../../panels/map/settings.ts";
import { usePlaceFigures } from "../../panels/map/use-place-figures.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { useCameras } from "../../state/cameras.ts";
import { tellsReports } from "../../state/citizen-reports.ts";
import { useNow } from "../../state/clock.ts";
import { allReadings } from "../../state/readings.ts";
import type { Site } from "../../state/site.ts";
import { useMapData } from "../../state/site-map.ts";
import { sources, tellingSources } from "../../state/sources.ts";
import { AskedNote } from "../AskedNote.tsx";
import type { ViewProps } from "../registry/desk-view.ts";
import { digitOf } from "../registry/press.ts";
import { useCommands } from "../registry/use-commands.ts";
import { SearchBox } from "../search/SearchBox.tsx";
import { AboutCard } from "./AboutCard.tsx";
import { mapCommands } from "./commands.ts";
import { DataCard } from "./data/DataCard.tsx";
import { MapOverlay } from "./MapOverlay.tsx";
import { MapStage } from "./MapStage.tsx";
import { pickMapEvents } from "./map-event-picking.ts";
import { thingsAt } from "./picking.ts";
import { deskMapSettings, indicatorsAt } from "./plan.ts";
import { ShapeCard } from "./ShapeCard.tsx";
import { begun, ended, type Shape, withoutLast, withPoint } from "./shape.ts";
import { ThingCard } from "./ThingCard.tsx";
import { type Thing, thingsOf, vehicleThings } from "./things.ts";
import { useCommuneBorders } from "./use-commune-borders.ts";
import { useMapEventThings, useReportThings } from "./use-map-event-things.ts";
import { viewOf } from "./view-of.ts";
import "./map.css";

/** A series that is new is on the map within this. */
const lookEveryMs = 10_000;
/** Two clicks in one spot are one corner. */
const samePx = 4;
const stepPx = 120;
/** How far the view goes with each arrow, CSS pixels. */
const pans: Record<string, readonly [number, number]> = {
  ArrowUp: [0, -stepPx],
  ArrowDown: [0, stepPx],
  ArrowLeft: [-stepPx, 0],
  ArrowRight: [stepPx, 0],
};

/** The map with everything on it, asked and measured by mouse or keys; what was asked is answered beside it. */
export function MapView({ site }: ViewProps) {
  const { t, i18n } = useTranslation("deskMap");
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Switchable>>(new Set());
  const [chosen, setChosen] = useState<readonly Thing[]>([]);
  const [shape, setShape] = useState<Shape>();
  const [hasCross, setHasCross] = useState(false);
  const [coloured, setColoured] = useState<string>();
  const [display, setDisplay] = useState(1);
  const [forMs, setForMs] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const [pushed, setPushed] = useState("");
  const [hasData, setHasData] = useState(false);
  const clicks = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const { settings, choices } = useDeskMap(site, coloured);
  const { layers } = useMapData();
  const cameras = useCameras();
  const standing = useMemo(() => thingsOf(cameras.values(), site.places, layers), [cameras, site.places, layers]);
  const seen = useMapEventThings(settings.cameraEvents);
  const reported = useReportThings(settings.reports);
  const happened = useMemo(() => [...seen, ...reported], [seen, reported]);
  const vehicles = usePlaceFigures("vehicle", settings.vehicles?.indicator);
  const driving = useMemo(() => vehicleThings(vehicles), [vehicles]);
  const isShowingMapEvents = !hidden.has("cameraEvents");
  const isShowingReports = !hidden.has("reports");
  const isShowingVehicles = !hidden.has("vehicles");
  const things = useMemo(
    () => [
      ...standing,
      ...(isShowingVehicles ? driving : []),
      ...(isShowingMapEvents ? seen : []),
      ...(isShowingReports ? reported : []),
    ],
    [standing, driving, seen, reported, isShowingMapEvents, isShowingReports, isShowingVehicles],
  );

  useCommuneBorders(engine, hidden, settings.communes !== undefined);

  const choose = useCallback((found: readonly Thing[]) => {
    setHasData(false);
    setChosen(found);
    setPushed("");
    setRefusal(undefined);
  }, []);
  const goTo = (thing: Thing) => {
    choose([thing]);
    const bounds = viewOf(thing);
    if (bounds !== undefined) engine?.fit(bounds);
  };
  const pointAt = (at: Clicked) => {
    if (engine === null) return;
    if (shape?.isOpen) {
      const last = shape.points.at(-1);
      const former = last === undefined ? undefined : engine.project(last);
      if (former === undefined || Math.hypot(former.x - at.x, former.y - at.y) > samePx)
        setShape(withPoint(shape, at.position));
    } else void pick(engine, at);
  };
  const pick = async (on: MapEngine, at: Clicked) => {
    clicks.current += 1;
    const own = clicks.current;
    const found = await pickMapEvents(on, happened, at);
    if (own !== clicks.current) return;
    if ("nearer" in found) on.fit(found.nearer);
    else
      choose([...found.things, ...thingsAt([...standing, ...driving], at, (position) => on.project(position), hidden)]);
  };
  const push = async () => {
    const [thing] = chosen;
    if (thing?.camera === undefined) return;
    setPushed("");
    setRefusal(undefined);
    const what = cameras.get(thing.camera)?.name ?? thing.name;
    const content = { kind: "panel", what, panel: "camera", settings: { camera: thing.camera } };
    try {
      const body = { type: "push", display, content, forMs };
      const { late } = await askCore(routes.wallCommands, WallAnswer, { method: "POST", body });
      setPushed(t(late.length > 0 ? "pushedLate" : "pushed", { name: inLanguage(what, i18n.language), display }));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const begin = (kind: Shape["kind"]) => {
    choose([]);
    setShape(begun(kind));
  };
  const drop = () => {
    if (hasData) setHasData(false);
    else if (chosen.length > 0) choose([]);
    else setShape((now) => now && ended(now));
  };
  const count = site.wall.columns * site.wall.rows;
  useCommands(
    "map",
    mapCommands,
    {
      "map.pan": (event) => {
        const [x, y] = (event && pans[event.key]) ?? [0, 0];
        setHasCross(true);
        engine?.pan(x, y);
      },
      "map.nearer": () => engine?.zoom(1),
      "map.farther": () => engine?.zoom(-1),
      "map.whole": () => engine?.fit(site.map.bounds),
      "map.search": () => input.current?.focus(),
      "map.distance": () => begin("distance"),
      "map.area": () => begin("area"),
      "map.point": () => {
        if (engine === null) return;
        const { width, height } = engine.size();
        setHasCross(true);
        pointAt({ x: width / 2, y: height / 2, position: engine.unproject(width / 2, height / 2) });
      },
      "map.unpoint": () => setShape((now) => (now?.isOpen ? withoutLast(now) : now)),
      "map.drop": drop,
      "map.display": (event) => {
        const number = event === undefined ? 0 : (digitOf(event) ?? 0);
        if (number <= count) setDisplay(number);
      },
      "map.push": () => void push(),
      "map.data": () => setHasData(true),
    },
    // The engine has keys of its own on its canvas: one step, not two.
    { isFirst: true },
  );

  return (
    <div className="desk-map">
      <div className="desk-map-bar">
        <SearchBox
          input={input}
          label={t("search")}
          candidates={() => [...standing, ...driving]}
          kindOf={({ kind }) => t(`kind.${kind}`)}
          onChoose={goTo}
        />
        <button
          type="button"
          className="button"
          aria-pressed={shape?.kind === "distance"}
          onClick={() => begin("distance")}
        >
          {t("shape.distance")} <kbd>M</kbd>
        </button>
        <button type="button" className="button" aria-pressed={shape?.kind === "area"} onClick={() => begin("area")}>
          {t("shape.area")} <kbd>A</kbd>
        </button>
        <button type="button" className="button" onClick={() => engine?.fit(site.map.bounds)}>
          {t("whole")} <kbd>0</kbd>
        </button>
        <button type="button" className="button" aria-pressed={hasData} onClick={() => setHasData(true)}>
          {t("data.open")} <kbd>N</kbd>
        </button>
        {choices.length > 0 && (
          <label className="desk-map-colour">
            {t("colour")}{" "}
            <select value={coloured ?? choices[0]} onChange={({ target }) => setColoured(target.value)}>
              {choices.map((code) => (
                <option key={code} value={code}>
                  {inLanguage(site.indicatorOf.get(code)?.name ?? { vi: code, en: code }, i18n.language)}
                </option>
              ))}
              <option value="">{t("noColour")}</option>
            </select>
          </label>
        )}
      </div>
      <div className="desk-map-frame" onPointerDown={() => setHasCross(false)}>
        <MapStage
          settings={settings}
          isDrawing={shape?.isOpen === true}
          onEngine={setEngine}
          onHidden={setHidden}
          onClick={pointAt}
        >
          {engine !== null && <MapOverlay engine={engine} shape={shape} chosen={chosen[0]} hasCross={hasCross} />}
        </MapStage>
      </div>
      <aside className="desk-map-side" aria-label={t("answer")}>
        <AskedNote failure={refusal} isLoading={false} />
        {pushed !== "" && <p role="status">{pushed}</p>}
        {hasData ? (
          <DataCard onClose={() => setHasData(false)} />
        ) : chosen.length > 0 ? (
          <ThingCard
            things={chosen}
            onChoose={(thing) => goTo(thing)}
            pushing={{ display, forMs, onFor: setForMs, onPush: () => void push() }}
          />
        ) : shape !== undefined ? (
          <ShapeCard
            shape={shape}
            things={things}
            moving={{
              mapEvents: settings.cameraEvents,
              isHidingMapEvents: !isShowingMapEvents,
              reports: settings.reports,
              isHidingReports: !isShowingReports,
              isHidingVehicles: !isShowingVehicles,
              vehicles: settings.vehicles === undefined ? 0 : vehicles.length,
              unplaced: vehicles.length - driving.length,
            }}
            onChoose={goTo}
            onDone={drop}
            onUnpoint={() => setShape(withoutLast(shape))}
            onClear={() => setShape(undefined)}
          />
        ) : (
          <AboutCard />
        )}
      </aside>
    </div>
  );
}

/** What the map shows, and what its communes can be coloured by. @param wanted undefined: the first there is; "": nothing */
function useDeskMap(site: Site, wanted: string | undefined) {
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const text = useMemo(() => {
    void look;
    const readings = allReadings();
    const choices = indicatorsAt(site, readings, "commune");
    const telling = tellingSources(sources.store.getState());
    const tells = {
      cameraEvents: telling.some(({ type }) => type === "camera-events"),
      reports: telling.some(tellsReports),
    };
    const communes = wanted === "" ? undefined : (wanted ?? choices[0]);
    return JSON.stringify({ choices, settings: deskMapSettings(site, readings, site.name, communes, tells) });
  }, [site, wanted, look]);
  // The same told again is the same: the map is not made anew every ten seconds.
  return useMemo(() => JSON.parse(text) as { choices: string[]; settings: ReturnType<typeof deskMapSettings> }, [text]);
}
