import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { gravestFirst } from "#contract/warnings/gravity.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import { formatSince } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import "../../../i18n/environment-words.ts";
import { useNow } from "../../../state/clock.ts";
import { useKind } from "../../../state/kinds.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Tag } from "../../../ui/Tag.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { useAppZone } from "../../app/zone.ts";

/** More are counted, and stand on the wall's own tile. */
const mostShown = 4;
/** As many communes are named. */
const mostNamed = 6;

/** Warnings of dangers that hold, the gravest first: rows of the list of what needs a look. @param onCount told how many are meant */
export function Warnings({ onCount }: { onCount: (count: number) => void }) {
  const { t } = useTranslation("environment");
  const all = useKind("warnings");
  // What is over leaves on its minute.
  const minute = useNow((nowMs) => nowMs - (nowMs % 60_000));
  const shown = useMemo(() => gravestFirst([...all.values()].filter(({ untilMs }) => untilMs > minute)), [all, minute]);
  const meant = shown.filter(({ status }) => status === "actual").length;
  useEffect(() => onCount(meant), [meant, onCount]);
  return (
    <>
      {shown.slice(0, mostShown).map((warning) => (
        <Row key={warning.number} warning={warning} nowMs={minute} />
      ))}
      {shown.length > mostShown && (
        <li className="today-calm">{t("warnings.more", { count: shown.length - mostShown })}</li>
      )}
    </>
  );
}

/** From which level of disaster risk, or which severity where a message names no level, it is shown as an alarm. */
const alarmLevel = 3;
const isGrave = ({ level, severity }: Warning): boolean =>
  level === null ? severity === "extreme" || severity === "severe" : level.level >= alarmLevel;

/** What, how grave, for whom, until when and from whom. What is not meant says so, and has no colour. */
function Row({ warning, nowMs }: { warning: Warning; nowMs: number }) {
  const { t } = useTranslation("environment");
  const { t: figure } = useTranslation("figure");
  const zone = useAppZone();
  const { texts, status, level, severity, communes, areas, areaCount, fromMs, untilMs, isUntilAssumed } = warning;
  const site = useNamedSite(communes.length > 0);
  const text = texts.find(({ language }) => language.toLowerCase().startsWith(zone.language)) ?? texts[0];
  const isMeant = status === "actual";
  const isAlarm = isGrave(warning);
  const tone = isMeant ? (isAlarm ? "alarm" : "attention") : "normal";
  const named = communes.slice(0, mostNamed).map(({ place }) => {
    const known = site?.placeOf.get(place);
    return known === undefined ? place : inLanguage(known.name, zone.language);
  });
  const names = named.join(", ") + (communes.length > mostNamed ? " …" : "");
  const isAbout = communes.some(({ by }) => by === "shape");
  const where =
    communes.length === 0
      ? areas.slice(0, mostNamed).join(", ") + (areaCount > mostNamed ? " …" : "")
      : t(isAbout ? "warnings.aboutCommunes" : "warnings.communes", { count: communes.length, names });
  const grave = level === null ? t(`warnings.severity.${severity}`) : inLanguage(level.name, zone.language);
  return (
    <li className="leader-row">
      <span className={`leader-sign tone-${tone}`}>
        <Mark shape={isMeant ? (isAlarm ? "alarm" : "up") : "none"} />
      </span>
      <span className="leader-told">
        <span>{text?.headline ?? text?.event}</span>
        <span className={`tone-${tone}`}>{isMeant ? grave : `${t(`warnings.${status}`)} · ${grave}`}</span>
        {where !== "" && <span className="app-second">{where}</span>}
        <span className="leader-note">
          {fromMs > nowMs && `${t("warnings.from", { time: formatSince(fromMs, nowMs, zone) })} `}
          {t(isUntilAssumed ? "warnings.assumed" : "warnings.until", { time: formatSince(untilMs, nowMs, zone) })}
          {text?.senderName != null && ` · ${text.senderName}`}{" "}
          {warning.isSimulated && <Tag kind="simulated" word={figure("status.simulated")} />}
        </span>
      </span>
    </li>
  );
}
