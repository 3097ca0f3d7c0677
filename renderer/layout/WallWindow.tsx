import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Painted } from "#contract/bridge.ts";
import { areaOf } from "#contract/entities/area.ts";
import { sentence } from "#contract/errors.ts";
import type { Host } from "../host/host.ts";
import type { LiveClient } from "../live/client.ts";
import { useConnection, useKeptAt } from "../state/connection.ts";
import { markPainted } from "../state/painted.ts";
import { siteStore, useSite } from "../state/site.ts";
import { useBeside } from "../state/stage.ts";
import { tilesIn } from "./grid.ts";
import { Monitor } from "./Monitor.tsx";
import { usePreparation } from "./use-preparation.ts";
import { createSurfaceReporter } from "./window-report.ts";

/** A tile that has not said anything by then does not hold up the news that the others are painted. */
const paintedAtLatestMs = 3_000;
/** Three frames: where they come, they are the ones to look. */
const lookEveryMs = 50;

const firstAlone = [1];

const subscribeResize = (listener: () => void) => {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
};

/** The whole of one wall window: its monitor, or those of the surface that it spans, from the first snapshot on, and before that one calm sentence. */
export function WallWindow({ host, client }: { host: Host; client: Promise<LiveClient> }) {
  const { t, i18n } = useTranslation("wall");
  const site = useSite();
  const connection = useConnection();
  const width = useSyncExternalStore(subscribeResize, () => window.innerWidth);
  const height = useSyncExternalStore(subscribeResize, () => window.innerHeight);
  const wall = site?.wall;
  const displays = host.displays ?? firstAlone;
  const area = useMemo(() => (wall === undefined ? undefined : areaOf(wall, displays)), [wall, displays]);
  const size = useMemo(
    () => ({ width: Math.round(width / (area?.columns ?? 1)), height: Math.round(height / (area?.rows ?? 1)) }),
    [width, height, area],
  );
  const reporter = useMemo(() => createSurfaceReporter(displays, () => siteStore.getState()?.wall), [displays]);
  const report = useCallback<typeof reporter.put>((...said) => reporter.put(...said), [reporter]);
  useEffect(() => {
    void client.then((line) => reporter.attach(line));
    return () => reporter.stop();
  }, [client, reporter]);

  const scene = site?.scene;
  const tiles = useMemo(
    () => (area === undefined || scene === undefined ? undefined : tilesIn(scene.tiles, area)),
    [area, scene],
  );
  useEffect(() => {
    if (tiles !== undefined) reporter.keep(tiles);
  }, [tiles, reporter]);

  const beside = useBeside();
  const reportBeside = usePreparation(client, beside, tiles, displays);

  const keptAtMs = useKeptAt();
  const shown = site === null ? null : keptAtMs === null ? "core" : "kept";
  const told = useRef<Painted | null>(null);
  useEffect(() => {
    if (shown === null || shown === told.current || told.current === "core") return;
    return reportWhenPainted(() => tiles === undefined || reporter.hasAll(tiles), {
      ready: () => shown === "core" && host.reportPainted("ready"),
      painted: () => {
        told.current = shown;
        host.reportPainted(shown);
        markPainted();
      },
    });
    // Once a page for each: what changes later is told by the window's report.
  }, [shown, host, reporter, tiles]);

  if (site === null) {
    const text =
      connection.phase === "refused"
        ? t("connection.refused", { reason: sentence(connection.reason, i18n.language === "en" ? "en" : "vi") })
        : t("connection.connecting");
    return <p className="wall-waiting">{text}</p>;
  }
  return (
    <Monitor
      site={site}
      displays={displays}
      size={size}
      report={report}
      reportBeside={reportBeside}
      cover="room"
      takePicture={host.frozenPicture}
      beside={beside}
    />
  );
}

/**
 * Calls back once all tiles stand on the page, and after the frame that holds them has been painted; two frames, since the first only
 * hands it over. That they stand there is looked at between frames too: a window that is not seen yet gets none for seconds.
 */
function reportWhenPainted(isComplete: () => boolean, tell: { ready(): void; painted(): void }): () => void {
  const startedAt = performance.now();
  let frame = requestAnimationFrame(look);
  const timer = setInterval(() => {
    if (!isDone()) return;
    cancelAnimationFrame(frame);
    finish();
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(tell.painted);
    });
  }, lookEveryMs);
  function isDone(): boolean {
    return isComplete() || performance.now() - startedAt > paintedAtLatestMs;
  }
  function look(): void {
    if (!isDone()) frame = requestAnimationFrame(look);
    else {
      finish();
      frame = requestAnimationFrame(tell.painted);
    }
  }
  function finish(): void {
    clearInterval(timer);
    tell.ready();
  }
  return () => {
    clearInterval(timer);
    cancelAnimationFrame(frame);
  };
}
