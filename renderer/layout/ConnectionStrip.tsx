import { useTranslation } from "react-i18next";
import type { Following } from "#contract/entities/following.ts";
import { sentence } from "#contract/errors.ts";
import { formatSince, formatSinceSeconds } from "../figures/format.ts";
import { useNow } from "../state/clock.ts";
import { type LiveState, useConnection, useKeptAt } from "../state/connection.ts";
import { useTimeZone } from "../state/site.ts";
import { useWallPart } from "../state/wall.ts";
import { Mark } from "../ui/Mark.tsx";

/** A core that restarts is back well before this; saying it sooner would only make the wall flicker. */
const toldAfterMs = 1_500;

/** How it stands with the core whose wall this machine's core shows; undefined: it shows its own. */
const useFollowing = () => useWallPart((wall) => wall?.following);

/**
 * Whether there is to be told that what stands here is not what the core tells now: kept from an earlier run, or the line
 * has been gone for long enough, or this machine's core has lost the one whose wall it shows. The tiles then make room for the strip.
 */
export function useIsLossTold(): boolean {
  const connection = useConnection();
  const keptAtMs = useKeptAt();
  const following = useFollowing();
  return useNow((nowMs) => isLossTold(connection, keptAtMs, nowMs, following));
}

export const isLossTold = (
  connection: LiveState,
  keptAtMs: number | null,
  nowMs: number,
  following?: Pick<Following, "state" | "sinceMs">,
): boolean =>
  (following?.state === "cut" && nowMs - following.sinceMs >= toldAfterMs) ||
  connection.phase === "refused" ||
  keptAtMs !== null ||
  (connection.phase === "lost" && nowMs - connection.sinceMs >= toldAfterMs);

/** Says on every monitor that the core is not heard, and since when. Calm: the figures above it say their own age. */
export function ConnectionStrip({ height }: { height: number }) {
  const { t, i18n } = useTranslation("wall");
  const connection = useConnection();
  const timeZone = useTimeZone();
  const zone = { language: i18n.language, timeZone };
  const keptAtMs = useKeptAt();
  const kept = useNow((nowMs) => (keptAtMs === null ? "" : formatSince(keptAtMs, nowMs, zone)));
  const following = useFollowing();
  const sinceMs = connection.phase === "lost" ? connection.sinceMs : (following?.sinceMs ?? null);
  const since = useNow((nowMs) => (sinceMs === null ? "" : formatSinceSeconds(sinceMs, nowMs, zone)));
  let text: string;
  if (connection.phase === "refused")
    text = t("connection.refused", { reason: sentence(connection.reason, i18n.language === "en" ? "en" : "vi") });
  else if (kept !== "") text = t("connection.kept", { time: kept });
  else if (connection.phase === "lost") text = t("connection.lostShort", { time: since });
  else if (following?.state === "cut") text = t("connection.alone", { time: since });
  else return null;
  return (
    <p className="connection-strip one-line" style={{ height }}>
      <Mark shape="late" />
      {text}
    </p>
  );
}
