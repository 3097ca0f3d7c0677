import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { type TellingSource, tellingSources, useSources } from "../../state/sources.ts";
import type { ToldList } from "../../state/told-list.ts";

/** When the latest happened; nothing without one. */
export function Newest({ atMs }: { atMs: number | undefined }) {
  const { t } = useTranslation("map");
  const since = useSince(atMs);
  return since === "" ? null : <span data-until="2">{t("mapEvents.newest", { time: since })}</span>;
}

/** Why what is shown may not be how things are. */
export function Trouble({ trouble, asOfMs }: Pick<ToldList<unknown>, "trouble" | "asOfMs">) {
  const { t } = useTranslation("map");
  const asOf = useSince(asOfMs ?? undefined);
  if (trouble === null) return asOfMs === null ? <span>{t("mapEvents.loading")}</span> : null;
  if (trouble === "forbidden") return <span className="tone-attention">{t("mapEvents.forbidden")}</span>;
  return (
    <span className="tone-attention">
      {asOf === "" ? t("mapEvents.unknown") : t("mapEvents.asked", { time: asOf })}
    </span>
  );
}

/**
 * Who tells here, with the state of those that are not well; and where nobody does, that.
 * @param hasTime whether it is said when each was last heard of
 */
export function Platforms({
  tells,
  noSource,
  hasTime = false,
}: {
  tells: (source: TellingSource) => boolean;
  noSource: string;
  hasTime?: boolean;
}) {
  const platforms = tellingSources(useSources()).filter(tells);
  if (platforms.length === 0)
    return (
      <p>
        <span className="tone-attention">{noSource}</span>
      </p>
    );
  return (
    <p>
      {platforms.map((source) => (
        <Platform key={source.id} source={source} hasTime={hasTime} />
      ))}
    </p>
  );
}

function Platform({ source: { name, state, lastReadingAtMs }, hasTime }: { source: TellingSource; hasTime: boolean }) {
  const { t, i18n } = useTranslation("map");
  const { t: status } = useTranslation("status");
  const source = inLanguage(name, i18n.language);
  const heard = useSince(hasTime ? (lastReadingAtMs ?? undefined) : undefined);
  const time = heard === "" ? "" : ` ${t("mapEvents.heard", { time: heard })}`;
  return state === "ok" ? (
    <span>
      <span data-until="2">{source}</span>
      {time}
    </span>
  ) : (
    <span className="tone-late">
      {t("mapEvents.quiet", { source, state: status(`source.${state}`) })}
      {time}
    </span>
  );
}

/** "14:21", with the day where it is another one; "" for none. */
function useSince(atMs: number | undefined): string {
  const { i18n } = useTranslation();
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  return useNow((nowMs) => (atMs === undefined ? "" : formatSince(atMs, nowMs, zone)));
}
