import { useTranslation } from "react-i18next";
import { sentence } from "#contract/errors.ts";
import { formatMoment } from "../figures/format.ts";
import { useNow } from "../state/clock.ts";
import { type LiveState, useConnection } from "../state/connection.ts";
import { useTimeZone } from "../state/site.ts";
import { Mark } from "../ui/Mark.tsx";

/** A core that restarts is back well before this; saying it sooner would only make the wall flicker. */
const toldAfterMs = 1_500;

/** Whether the line has been gone for long enough to be told; the tiles then make room for the strip. */
export function useIsLossTold(): boolean {
  const connection = useConnection();
  return useNow((nowMs) => isLossTold(connection, nowMs));
}

export const isLossTold = (connection: LiveState, nowMs: number): boolean =>
  connection.phase === "refused" || (connection.phase === "lost" && nowMs - connection.sinceMs >= toldAfterMs);

/** Says on every monitor that the core is not heard, and since when. Calm: the figures above it say their own age. */
export function ConnectionStrip({ height }: { height: number }) {
  const { t, i18n } = useTranslation("wall");
  const connection = useConnection();
  const timeZone = useTimeZone();
  const zone = { language: i18n.language, timeZone };
  if (connection.phase !== "lost" && connection.phase !== "refused") return null;
  const text =
    connection.phase === "lost"
      ? t("connection.lostShort", { time: formatMoment(connection.sinceMs, "seconds", zone) })
      : t("connection.refused", { reason: sentence(connection.reason, i18n.language === "en" ? "en" : "vi") });
  return (
    <p className="connection-strip one-line" style={{ height }}>
      <Mark shape="late" />
      {text}
    </p>
  );
}
