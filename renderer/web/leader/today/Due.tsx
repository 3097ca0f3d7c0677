import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber, formatSince } from "../../../figures/format.ts";
import { useNow } from "../../../state/clock.ts";
import { useDossiersOverview } from "../../../state/dossiers.ts";
import { Tag } from "../../../ui/Tag.tsx";
import { useAppZone } from "../../app/zone.ts";
import { useIsPartial } from "../own-part.ts";

/** What is due. Nothing where no register of dossiers tells: an empty list would say that nothing is. */
export function Due() {
  // It is counted over all units: who is told of one alone would be refused, again and again, in the audit trail.
  return useIsPartial() ? null : <Overview />;
}

function Overview() {
  const { t } = useTranslation("leader");
  const zone = useAppZone();
  const { overview } = useDossiersOverview(undefined);
  const today = useNow((nowMs) => formatMoment(nowMs, "date", zone));
  const asOf = useNow((nowMs) =>
    overview?.heardAtMs == null ? "" : t("due.asOf", { time: formatSince(overview.heardAtMs, nowMs, zone) }),
  );
  if (overview === null || overview.heardAtMs === null) return null;
  const { raises, untilMs, alreadyLate, more, home, isSimulated } = overview;
  const due = raises.filter(({ deeds, dueMs }) => dueMs !== null && deeds.some(({ deed }) => deed === "finish"));
  const dueToday = due.filter(({ dueMs }) => dueMs !== null && formatMoment(dueMs, "date", zone) === today).length;
  const until = formatMoment(untilMs, "dayMonth", zone);
  const score = (value: number | null) => (value === null ? "—" : formatNumber(value, zone.language, 1));
  // The list is cut at its end: of how many are due this week then only that they are at least so many is known.
  const count = more > 0 ? `${due.length}+` : due.length;
  return (
    <section className="today-part" aria-labelledby="today-due">
      <h2 id="today-due" className="app-section">
        {t("today.due")}
      </h2>
      <ul className="app-card app-list">
        <li className="leader-row">
          <span className="leader-told">
            {dueToday > 0 && <strong>{t("due.today", { count: dueToday })}</strong>}
            {due.length > 0 && <span>{t("due.week", { count, time: until } as { count: number; time: string })}</span>}
            {alreadyLate > 0 && <span className="tone-attention">{t("due.late", { count: alreadyLate })}</span>}
            {home.now !== null && home.ifAll !== null && (
              <span className="app-second">{t("due.score", { now: score(home.now), ifAll: score(home.ifAll) })}</span>
            )}
            <span className="leader-note">
              {asOf} {isSimulated && <Tag kind="simulated" word={t("due.simulated")} />}
            </span>
          </span>
        </li>
      </ul>
    </section>
  );
}
