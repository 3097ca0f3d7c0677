import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSince } from "../../figures/format.ts";
import { useNow } from "../../state/clock.ts";
import { useConnection } from "../../state/connection.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useWho } from "./who.ts";
import { useAppZone } from "./zone.ts";

/** As of when what stands on the page was told by the core, epoch ms on its clock; null: nothing was told yet. Pages that ask by themselves set it. */
export const toldAtStore = makeStore<number | null>(null);

const subscribeNetwork = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};
const useHasNetwork = () => useSyncExternalStore(subscribeNetwork, () => navigator.onLine);

/** Beside a page's title: that it is live, and until when. What is broken stands in the strip above the page instead. */
export function LineState() {
  const { t } = useTranslation("app");
  const connection = useConnection();
  const hasNetwork = useHasNetwork();
  const zone = useAppZone();
  const time = useNow((nowMs) => formatMoment(nowMs, "time", zone));
  const who = useWho();
  const isUp = connection.phase === "up" && hasNetwork;
  const isLost = connection.phase === "lost" || !hasNetwork || (who.phase === "known" && who.isKept === true);
  // Who has not signed in has no line, and none that is coming.
  if (who.phase === "nobody" && !isLost) return null;
  return (
    <p className="app-line" data-phase={isUp ? "up" : isLost ? "lost" : "connecting"}>
      <Mark shape={isUp ? "live" : isLost ? "late" : "none"} />
      {isUp ? t("line.up", { time }) : isLost ? t("line.lostShort") : t("line.connecting")}
    </p>
  );
}

/** Above every page while the core is not heard: since when, and of when what is seen is. */
export function LineStrip() {
  const { t } = useTranslation("app");
  const connection = useConnection();
  const hasNetwork = useHasNetwork();
  const zone = useAppZone();
  const toldAtMs = useStoreValue(toldAtStore);
  const who = useWho();
  const isKept = who.phase === "known" && who.isKept === true;
  const sinceMs = connection.phase === "lost" ? connection.sinceMs : hasNetwork && !isKept ? null : toldAtMs;
  const words = useNow((nowMs) => {
    if (sinceMs === null) return "";
    const until = connection.phase === "lost" ? connection.sinceMs : (toldAtMs ?? sinceMs);
    return t("line.lost", { time: formatSince(sinceMs, nowMs, zone), until: formatSince(until, nowMs, zone) });
  });
  return (
    <div className="app-strip" role="status">
      {words}
    </div>
  );
}
