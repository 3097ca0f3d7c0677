import { useTranslation } from "react-i18next";
import type { SourceView } from "#contract/entities/source.ts";
import { sentence } from "#contract/errors.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import { lookOfSource, originsOf } from "./origins.ts";

/** A centre's own sources: where the figures that come through it are from, and how each was when it last told of them. */
export function SourceOrigins({ source }: { source: SourceView }) {
  const { t, i18n } = useTranslation("desk");
  const { t: statusWords } = useTranslation("status");
  const moments = useMoments();
  const language = i18n.language === "en" ? "en" : "vi";
  const { origins } = source;
  if (origins === undefined) return null;
  const isCut = source.state !== "ok" && source.state !== "late";
  const time = moments.seconds(origins.atMs);
  return (
    <section>
      <h3>{t("status.source.origins")}</h3>
      <p className={isCut ? "tone-attention" : "quiet"}>
        {isCut && <Mark shape="up" />}
        {isCut ? t("status.source.originsCut", { time }) : t("status.source.originsAsOf", { time })}
      </p>
      {origins.sources.length === 0 && <p className="quiet">{t("status.source.noOrigins")}</p>}
      <ul className="detail-origins">
        {originsOf(origins.sources).map((origin) => {
          // What nobody can tell any more is not shown in the colours of the present.
          const { shape, tone } = isCut ? { shape: "late" as const, tone: "quiet" } : lookOfSource(origin.state);
          return (
            <li key={origin.id}>
              <span className={`tone-${tone}`}>
                <Mark shape={shape} />
              </span>
              <span>
                {inLanguage(origin.name, language)} <small>{origin.id}</small>
                {origin.isSimulated && <small>{t("status.source.simulated")}</small>}
              </span>
              <span className={`tone-${tone}`}>
                {statusWords(`source.${origin.state}`)}
                {origin.state !== "ok" && ` · ${t("status.since", { time: moments.since(origin.sinceMs) })}`}
              </span>
              <span className="quiet">
                {origin.lastReadingAtMs === null
                  ? t("status.source.originNever")
                  : t("status.source.originLast", { time: moments.since(origin.lastReadingAtMs) })}
              </span>
              {origin.reason !== null && <p>{sentence(origin.reason, language)}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
