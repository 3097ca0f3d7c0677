import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Warning } from "#contract/warnings/warning.ts";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useSite, useTimeZone } from "../../state/site.ts";
import "../../i18n/environment-words.ts";
import { moreIn, textIn } from "./shown.ts";

type Props = {
  warning: Warning;
  /** It is simulated, and others are not. */
  isMarked: boolean;
  nowMs: number;
  /** Room for so many lines of what it describes and what to do. */
  moreLines: number;
};
type Variables = CSSProperties & Record<`--${string}`, string>;

/** One warning: how grave, what, for whom, until when and from whom. What is not meant says so, and has no colour. */
export function WarningRow({ warning, isMarked, nowMs, moreLines }: Props) {
  const { t, i18n } = useTranslation("environment");
  const { t: tFigure } = useTranslation("figure");
  const language = i18n.language;
  const zone = { language, timeZone: useTimeZone() };
  const site = useSite();
  const { level, status, fromMs, untilMs, isUntilAssumed, severity } = warning;
  const text = textIn(warning, language);
  const more = moreIn(warning, language);
  const isMeant = status === "actual";
  const isPlain = level === null || !isMeant;
  const look: Variables = { "--level": isPlain ? "transparent" : level.colour };
  const placeName = (id: string) => {
    const place = site?.placeOf.get(id);
    return place === undefined ? id : inLanguage(place.name, language);
  };
  return (
    <li className={isMeant ? "" : "warnings-unmeant"}>
      <p className={isPlain ? "warnings-level is-plain" : "warnings-level"} style={look}>
        {isMeant
          ? level === null
            ? t("warnings.noLevel")
            : inLanguage(level.name, language)
          : t(`warnings.${status}`)}
        <small>{isPlain ? t(`warnings.severity.${severity}`) : inLanguage(level.colourName, language)}</small>
      </p>
      <div>
        <p className="warnings-headline">{text?.headline ?? text?.event}</p>
        <p className={moreLines > 1 ? "warnings-where" : "one-line warnings-where"}>{whereWords(warning)}</p>
        <p className="one-line warnings-quiet">
          {isMarked && `${tFigure("status.simulated")} · `}
          {fromMs > nowMs && `${t("warnings.from", { time: formatSince(fromMs, nowMs, zone) })} `}
          {t(isUntilAssumed ? "warnings.assumed" : "warnings.until", { time: formatSince(untilMs, nowMs, zone) })}
          {text?.senderName !== null && text?.senderName !== undefined && ` · ${text.senderName}`}
        </p>
        {moreLines > 0 && more !== "" && (
          <p className="warnings-more" style={{ WebkitLineClamp: moreLines }}>
            {more}
          </p>
        )}
      </div>
    </li>
  );

  function whereWords({ communes, areas, areaCount }: Warning): string {
    if (communes.length === 0) return areas.join(", ") + (areaCount > areas.length ? " …" : "");
    const names = communes.map(({ place }) => placeName(place)).join(", ");
    const isAbout = communes.some(({ by }) => by === "shape");
    return t(isAbout ? "warnings.aboutCommunes" : "warnings.communes", { count: communes.length, names });
  }
}
