import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { areaOf } from "#contract/entities/area.ts";
import { sentence } from "#contract/errors.ts";
import { formatMoment, formatSinceSeconds } from "../figures/format.ts";
import { inLanguage } from "../i18n/index.ts";
import { Monitor } from "../layout/Monitor.tsx";
import { useNow } from "../state/clock.ts";
import { useConnection } from "../state/connection.ts";
import { type Site, useSite, useTimeZone } from "../state/site.ts";
import { InteractionContext } from "../ui/interaction.ts";
import { Mark } from "../ui/Mark.tsx";
import { NarrowWall } from "./NarrowWall.tsx";
import "./web.css";

/** Below this a monitor in miniature cannot be read: its tiles stand one under the other instead. */
const narrowBelowPx = 700;
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
  return (
    <InteractionContext.Provider value="in-page">
      <div className="web">
        <PageHead name={name} />
        {site === null ? (
          <p className="web-waiting">{connection.phase === "refused" ? "" : t("connection.connecting")}</p>
        ) : width < narrowBelowPx ? (
          <NarrowWall site={site} width={width} />
        ) : (
          <WideWall site={site} width={width} only={displays} />
        )}
      </div>
    </InteractionContext.Provider>
  );
}

function PageHead({ name }: { name: string | undefined }) {
  const { t, i18n } = useTranslation("wall");
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
      <a href={`?lang=${other}`} hrefLang={other} lang={other}>
        {t(`page.${other}`)}
      </a>
    </header>
  );
}

function WideWall({ site, width, only }: { site: Site; width: number; only: readonly number[] | null }) {
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
      style={{ gridTemplateColumns: `repeat(${across}, ${resolution.width * scale}px)`, gap, padding }}
    >
      {panes.map((displays) => (
        <div key={displays.join()} className="web-cell" style={cell}>
          <div className="web-scaled" style={{ transform: `scale(${scale})` }}>
            <Monitor site={site} displays={displays} size={resolution} report={nothingToReport} cover="told" />
          </div>
        </div>
      ))}
    </main>
  );
}
