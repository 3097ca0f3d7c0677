import { useTranslation } from "react-i18next";
import { isKeyedByHand, isNotEnteredYet } from "#contract/entities/keyed-by-hand.ts";
import type { SourceState } from "#contract/entities/source.ts";
import { type OwnSource, OwnSources } from "#contract/entry/http.ts";
import { sentence } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { formatNumber, formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { useReason } from "../../i18n/use-reason.ts";
import { useAsked } from "../../state/asking.ts";
import { Mark, type MarkShape } from "../../ui/Mark.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { useAppZone } from "../app/zone.ts";
import "./words.ts";
import "./officer.css";

const askEveryMs = 30_000;
const lastRefusals = 5;
const marks = ["right", "complete", "clean", "alive"] as const;
const shapes: Record<SourceState, MarkShape> = {
  ...{ starting: "none", ok: "live", late: "late", failing: "up", refused: "up" },
  ...{ "mis-mapped": "up", "store-failed": "alarm" },
};

/** The sources of one's unit: how each stands, how good it is, and what of it was refused and why. */
export function Page() {
  const { t } = useTranslation("officer");
  const reasonOf = useReason();
  const told = useAsked("entry-sources", (signal) => askHere(routes.entrySources, OwnSources, { signal }), askEveryMs);
  const sources = told.value?.sources;
  return (
    <>
      <PageHead title={t("sources.title")} />
      {told.failure !== undefined && sources === undefined && <p role="alert">{reasonOf(told.failure)}</p>}
      {sources === undefined && told.failure === undefined && <p className="app-waiting">{t("row.checking")}</p>}
      {sources?.length === 0 && <p className="app-card app-second">{t("sources.none")}</p>}
      {sources?.map((one) => (
        <Source key={one.source.id} {...one} />
      ))}
    </>
  );
}

function Source({ source, score, refusals }: OwnSource) {
  const { t, i18n } = useTranslation("officer");
  const zone = useAppZone();
  const language = i18n.language === "en" ? "en" : "vi";
  const since = (atMs: number) => formatSince(atMs, Date.now(), zone);
  const count = Object.values(refusals.byCode).reduce((sum, one) => sum + one, 0);
  const said = isNotEnteredYet(source) ? "not-entered" : source.state;
  const isByHand = isKeyedByHand(source.type);
  return (
    <section className="app-card entry-source" data-state={source.state}>
      <h2>
        <Mark shape={shapes[source.state]} />
        {inLanguage(source.name, i18n.language)}
        {isByHand && <span className="tag">{t("sources.byHand")}</span>}
      </h2>
      <p>
        {`${t(`sources.state.${said}`)} ${t("sources.since", { time: since(source.sinceMs) })} · `}
        {source.lastReadingAtMs === null
          ? t("sources.never")
          : t("sources.last", { time: since(source.lastReadingAtMs) })}
      </p>
      {source.reason !== null && <p className="app-second">{sentence(source.reason, language)}</p>}
      <dl className="entry-marks">
        {marks.map((mark) => {
          const value = score?.marks[mark].value ?? null;
          return (
            <div key={mark}>
              <dt>{t(`sources.marks.${mark}`)}</dt>
              <dd>{value === null ? "—" : `${formatNumber(value, i18n.language, 0)} %`}</dd>
            </div>
          );
        })}
      </dl>
      {marks.every((mark) => (score?.marks[mark].value ?? null) === null) && (
        <p className="app-quiet">{t("sources.noScore")}</p>
      )}
      {count === 0 ? (
        <p className="app-quiet">{t("sources.noRefusals")}</p>
      ) : (
        <details>
          <summary>{t("sources.refusals", { count })}</summary>
          <ul className="entry-refusals">
            {refusals.last
              .slice(-lastRefusals)
              .reverse()
              .map(({ atMs, reason }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two of one moment may be the same
                <li key={`${atMs} ${at}`}>
                  <small className="entry-small">{since(atMs)}</small> {sentence(reason, language)}
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  );
}
