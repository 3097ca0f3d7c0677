import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { areaOf } from "#contract/entities/area.ts";
import { sentence } from "#contract/errors.ts";
import { formatMoment, formatSinceSeconds } from "../figures/format.ts";
import { inLanguage } from "../i18n/index.ts";
import { BeyondContext } from "../layout/beyond-context.ts";
import { tilesIn } from "../layout/grid.ts";
import { Monitor } from "../layout/Monitor.tsx";
import { useNow } from "../state/clock.ts";
import { useConnection } from "../state/connection.ts";
import { type Site, useSite, useTimeZone } from "../state/site.ts";
import { tilesWithFigures } from "../takeaway/taken.ts";
import { useTakeaway } from "../takeaway/use-takeaway.tsx";
import { InteractionContext } from "../ui/interaction.ts";
import { Mark } from "../ui/Mark.tsx";
import { useBeyond } from "./beyond.ts";
import { NarrowWall } from "./NarrowWall.tsx";
import { cornerIn, TileKey, useTileAtHand } from "./TileKeys.tsx";
import "./web.css";

/** Below this a monitor in miniature cannot be read: its tiles stand one under the other instead. */
const narrowBelowPx = 700;
const wholePage = () => document;
const nothingToReport = () => undefined;

const subscribeResize = (listener: () => void) => {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
};

/** The scene on air in a browser, read-only: the monitors as they hang, or on a phone one tile a row. */
export function WebPage({ displays }: { displays: readonly number[] | null }) {
  const site = useSite();
  const { t, i18n } = useTranslation("wall");
  const name = site === null ? undefined : inLanguage(site.name, i18n.language);
  useEffect(() => {
    if (name !== undefined) document.title = name;
  }, [name]);
  const width = useSyncExternalStore(subscribeResize, () => document.documentElement.clientWidth);
  const connection = useConnection();
  const takeaway = useTakeaway(site, wholePage);
  const isBeyond = useBeyond();
  const hearKey = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest("dialog, input, select, textarea");
    if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.altKey || event.metaKey || isElsewhere) return;
    event.preventDefault();
    takeaway.open();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hearKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return (
    <InteractionContext.Provider value="in-page">
      <BeyondContext value={isBeyond}>
        <div className="web">
          <PageHead name={name} onTake={() => takeaway.open()} />
          {site === null ? (
            <p className="web-waiting">{connection.phase === "refused" ? "" : t("connection.connecting")}</p>
          ) : width < narrowBelowPx ? (
            <NarrowWall site={site} width={width} onTake={takeaway.open} />
          ) : (
            <WideWall site={site} width={width} only={displays} onTake={takeaway.open} />
          )}
          {takeaway.parts}
        </div>
      </BeyondContext>
    </InteractionContext.Provider>
  );
}

function PageHead({ name, onTake }: { name: string | undefined; onTake: () => void }) {
  const { t, i18n } = useTranslation("wall");
  const { t: takeaway } = useTranslation("takeaway");
  const connection = useConnection();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const time = useNow((nowMs) => `${formatMoment(nowMs, "time", zone)} ${formatMoment(nowMs, "date", zone)}`);
  const lostMs = connection.phase === "lost" ? connection.sinceMs : null;
  const lost = useNow((nowMs) => (lostMs === null ? "" : formatSinceSeconds(lostMs, nowMs, zone)));
  const other = i18n.language === "en" ? "vi" : "en";
  const state =
    connection.phase === "up"
      ? t("connection.up")
      : connection.phase === "connecting"
        ? t("connection.connecting")
        : connection.phase === "lost"
          ? t("connection.lostShort", { time: lost })
          : t("connection.refused", { reason: sentence(connection.reason, i18n.language === "en" ? "en" : "vi") });
  return (
    <header className="web-head">
      <h1>{name ?? ""}</h1>
      <p className={`web-state web-state-${connection.phase}`}>
        <Mark shape={connection.phase === "up" ? "live" : "late"} />
        {state}
      </p>
      {name !== undefined && <p className="web-time">{time}</p>}
      {name !== undefined && (
        <button type="button" className="takeaway-key" onClick={onTake}>
          {takeaway("open")} <kbd>X</kbd>
        </button>
      )}
      <a href={`?lang=${other}`} hrefLang={other} lang={other}>
        {t(`page.${other}`)}
      </a>
    </header>
  );
}

type WideProps = { site: Site; width: number; only: readonly number[] | null; onTake: (tile: string) => void };

function WideWall({ site, width, only, onTake }: WideProps) {
  const { atHand, handlers } = useTileAtHand(site);
  const withFigures = useMemo(() => new Set(tilesWithFigures(site).map(({ id }) => id)), [site]);
  const { columns, rows, resolution } = site.wall;
  const gap = 6;
  const padding = 12;
  const area = only === null ? undefined : areaOf(site.wall, only);
  const across = only === null ? columns : (area?.columns ?? 1);
  const scale = (width - 2 * padding - (across - 1) * gap) / (across * resolution.width);
  const panes = useMemo(
    () => (only === null ? Array.from({ length: columns * rows }, (_, at) => [at + 1]) : [only]),
    [columns, rows, only],
  );
  const parts = only === null || area === undefined ? { columns: 1, rows: 1 } : area;
  const cell = {
    width: resolution.width * scale * parts.columns,
    height: resolution.height * scale * parts.rows,
    gridColumn: `span ${parts.columns}`,
  };
  return (
    <main
      className="web-wall"
      {...handlers}
      style={{ gridTemplateColumns: `repeat(${across}, ${resolution.width * scale}px)`, gap, padding }}
    >
      {panes.map((displays) => {
        const shown = areaOf(site.wall, displays);
        const tiles =
          shown === undefined ? [] : tilesIn(site.scene.tiles, shown).filter(({ id }) => withFigures.has(id));
        return (
          <div key={displays.join()} className="web-cell" style={cell}>
            <div className="web-scaled" style={{ transform: `scale(${scale})` }}>
              <Monitor site={site} displays={displays} size={resolution} report={nothingToReport} cover="told" />
            </div>
            {shown !== undefined &&
              tiles.map((tile) => (
                <TileKey
                  key={tile.id}
                  tile={tile}
                  site={site}
                  isAtHand={atHand === tile.id}
                  onOpen={onTake}
                  style={cornerIn(tile, shown)}
                />
              ))}
          </div>
        );
      })}
    </main>
  );
}
