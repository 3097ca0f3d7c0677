import { useTranslation } from "react-i18next";
import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import { LastAnswer, type SourceView } from "#contract/entities/source.ts";
import { sentence } from "#contract/errors.ts";
import { Refusals, routes } from "#contract/http.ts";
import { formatNumber } from "../../figures/format.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { Facts } from "../Facts.tsx";
import { Maintenance } from "../maintenance/Maintenance.tsx";
import { useMoments } from "../moments.ts";
import { laidOut } from "../raw-text.ts";
import { withKeys } from "../with-keys.ts";
import { SourceOrigins } from "./SourceOrigins.tsx";

const askEveryMs = 5_000;
/** The last few say what is wrong; the counts say how often. */
const shownRefusals = 8;
const keptBytes = 64 * 1024;

/** The counters of a source, what of it was refused and why, and the last raw thing it sent. */
export function SourceDetail({ source, onTry }: { source: SourceView; onTry: (source: string) => void }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const number = (value: number) => formatNumber(value, language, 0);
  const { line, counts } = source;
  const refusals = useAsked(
    `refusals/${source.id}`,
    (signal) => askCore(routes.refusals(source.id), Refusals, { signal }),
    askEveryMs,
  );
  const answer = useAsked(`answer/${source.id}`, (signal) =>
    askCore(routes.sourceAnswer(source.id), LastAnswer.nullable(), { signal }),
  );
  const kept = answer.value;
  const lastRefusals = withKeys((refusals.value?.last ?? []).slice(-shownRefusals).reverse(), ({ atMs }) =>
    String(atMs),
  );
  return (
    <>
      <Facts
        facts={[
          [
            t("status.source.type"),
            source.isSimulated ? `${source.type} · ${t("status.source.simulated")}` : source.type,
          ],
          [
            t("status.source.lastReading"),
            source.lastReadingAtMs === null ? t("status.source.never") : moments.seconds(source.lastReadingAtMs),
          ],
          [t("status.source.accepted"), number(counts.accepted)],
          [t("status.source.repeated"), number(counts.repeated)],
          [t("status.source.refused"), number(counts.refused)],
          [t("status.source.failures"), number(counts.failures)],
          [t("status.source.answers"), line === undefined ? null : number(line.answers)],
          [t("status.source.bytes"), line === undefined ? null : `${number(line.bytes)} B`],
          [t("status.source.failingSince"), line?.failingSinceMs ? moments.seconds(line.failingSinceMs) : null],
          [t("status.source.refusedBy"), line?.refusedBy ?? null],
          [
            t("status.source.nextTry"),
            line?.nextTryAtMs
              ? `${moments.seconds(line.nextTryAtMs)}${line.isResting ? ` · ${t("status.source.resting")}` : ""}`
              : null,
          ],
        ]}
      />
      {!isKeyedByHand(source.type) && (
        <p>
          <button type="button" className="button" onClick={() => onTry(source.id)}>
            {t("status.source.try")}
          </button>
        </p>
      )}
      {!isKeyedByHand(source.type) && <Maintenance source={source.id} />}
      <SourceOrigins source={source} />
      <section>
        <h3>{t("status.source.refusals")}</h3>
        <AskedNote failure={refusals.failure} isLoading={refusals.value === undefined} />
        {refusals.value !== undefined && refusals.value.last.length === 0 && (
          <p className="quiet">{t("status.source.noRefusals")}</p>
        )}
        <ul className="detail-refusals">
          {lastRefusals.map(({ key, item: { atMs, reason } }) => (
            <li key={key}>
              <time>{moments.seconds(atMs)}</time> {sentence(reason, language)}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>
          {t("status.source.answer")}
          <button type="button" className="button-quiet" onClick={answer.again}>
            {t("ask.again")}
          </button>
        </h3>
        <AskedNote failure={answer.failure} isLoading={kept === undefined} />
        {kept === null && <p className="quiet">{t("status.source.noAnswer")}</p>}
        {kept !== null && kept !== undefined && (
          <>
            <p className="quiet">
              {t("status.source.answerAbout", {
                from: kept.from,
                bytes: number(kept.bytes),
                time: moments.seconds(kept.atMs),
              })}
              {kept.bytes > keptBytes && ` · ${t("status.source.cut")}`}
            </p>
            <pre className="raw">{laidOut(kept.text)}</pre>
          </>
        )}
      </section>
    </>
  );
}
