import { useTranslation } from "react-i18next";
import type { Usage, UsageKind, UsedThing } from "#contract/usage/http.ts";
import { formatNumber } from "../figures/format.ts";

const hourMs = 3_600_000;

/** How long something was shown, in hours; minutes below one. */
export function useShownWords(): (ms: number) => string {
  const { t, i18n } = useTranslation("usage");
  return (ms) => {
    if (ms < hourMs) return t("minutes", { minutes: Math.floor(ms / 60_000) });
    const hours = ms / hourMs;
    return t("hours", { hours: formatNumber(hours, i18n.language, hours < 10 ? 1 : 0) });
  };
}

type Props = { usage: Usage; kind: UsageKind; nameOf: (thing: UsedThing) => string };

/** What was counted of each thing of a kind: those that people want most first, then those shown longest. */
export function ThingTable({ usage, kind, nameOf }: Props) {
  const { t, i18n } = useTranslation("usage");
  const shown = useShownWords();
  const things = usage.things.filter((thing) => thing.kind === kind);
  const number = (value: number) => (value === 0 ? "–" : formatNumber(value, i18n.language, 0));
  if (things.length === 0) return <p className="usage-quiet">{t("nothing")}</p>;
  return (
    <>
      <table className="usage-table">
        <thead>
          <tr>
            <th>{t("name")}</th>
            {(["shown", "opened", "asked", "taken"] as const).map((one) => (
              <th key={one} className="usage-number">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {things.map((thing) => (
            <tr key={thing.name}>
              <th scope="row">{nameOf(thing)}</th>
              <td className="usage-number">{thing.shownMs === 0 ? "–" : shown(thing.shownMs)}</td>
              <td className="usage-number">{number(thing.opened)}</td>
              <td className="usage-number">{number(thing.asked)}</td>
              <td className="usage-number">{number(thing.taken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {usage.isCut && <p className="usage-quiet">{t("isCut")}</p>}
    </>
  );
}
