import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSince } from "../../figures/format.ts";
import { useReasonLater } from "../../i18n/sentence-later.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useAppZone } from "../app/zone.ts";
import { dropWaiting, sendWaiting, type useDeeds } from "./deeds.ts";

/** What was sent and is not answered: it goes again by itself, and once. */
export function WaitingDeed({ deeds }: { deeds: ReturnType<typeof useDeeds> }) {
  const { t } = useTranslation("officer");
  const zone = useAppZone();
  const reasonOf = useReasonLater();
  const { waiting, isSending, failure } = deeds;
  // The first seconds it is simply being sent.
  if (waiting === null || (isSending && failure === null)) return null;
  return (
    <section className="app-card entry-waiting">
      <h2>{`${t("send.waiting")} · ${waiting.rows.length}`}</h2>
      <p>{t("send.waitingOf", { count: waiting.rows.length, time: formatSince(waiting.atMs, Date.now(), zone) })}</p>
      {failure !== null && <p className="app-second">{reasonOf(failure)}</p>}
      <p className="app-quiet">{t("send.waitingWhy")}</p>
      <div className="entry-keys">
        <button type="button" className="app-button" disabled={isSending} onClick={() => void sendWaiting()}>
          {isSending ? t("send.sending") : t("send.again")}
        </button>
        <button type="button" className="entry-key" disabled={isSending} onClick={dropWaiting}>
          {t("send.drop")}
        </button>
      </div>
    </section>
  );
}

/** Below what is entered: the one key that sends, and what came of it. */
export function SendBar({ deeds, children }: { deeds: ReturnType<typeof useDeeds>; children: ReactNode }) {
  const { t } = useTranslation("officer");
  const zone = useAppZone();
  const reasonOf = useReasonLater();
  const { report, failure, waiting } = deeds;
  const said =
    report === null
      ? null
      : report.outcome === "refused"
        ? t("send.refused")
        : report.taken === 0
          ? t("send.sentSame")
          : t("send.sent", { count: report.taken, time: formatMoment(report.atMs, "time", zone) });
  return (
    <div className="entry-send">
      <p role="status" className="entry-said" data-outcome={report?.outcome}>
        {said !== null && (
          <>
            <Mark shape={report?.outcome === "taken" ? "live" : "up"} />
            <span>{said}</span>
          </>
        )}
        {failure !== null && waiting === null && (
          <>
            <Mark shape="cross" />
            <span>{reasonOf(failure)}</span>
          </>
        )}
      </p>
      {children}
    </div>
  );
}
