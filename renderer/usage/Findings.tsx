import { useTranslation } from "react-i18next";
import type { Usage, UsedThing } from "#contract/usage/http.ts";
import { formatNumber } from "../figures/format.ts";
import { Mark } from "../ui/Mark.tsx";
import { useShownWords } from "./ThingTable.tsx";
import { groupKey, roleWords, unitWords } from "./words.ts";

/** As many of each are told; the table has all. */
const mostTold = 12;
const wanted = ({ opened, asked, taken }: Pick<UsedThing, "opened" | "asked" | "taken">): number =>
  opened + asked + taken;

type Props = { usage: Usage; nameOf: (thing: UsedThing) => string };

/** What is to be done about: shown for nothing, wanted but late; and who wants anything at all. */
export function Findings({ usage, nameOf }: Props) {
  const { t } = useTranslation("usage");
  const shown = useShownWords();
  const { neverAsked, late } = usage;
  // Tiles stand for the same as what is in them.
  const idle = neverAsked?.filter(({ kind }) => kind === "scene" || kind === "indicator");
  return (
    <div className="usage-findings">
      <section>
        <h3>{t("late")}</h3>
        {late.length === 0 ? (
          <p className="usage-quiet">{t("lateNone")}</p>
        ) : (
          <ul>
            {late.slice(0, mostTold).map((thing) => (
              <li key={thing.name}>
                <span>{nameOf(thing)}</span>
                <span className="tone-late">
                  <Mark shape="late" /> {t(`freshness.${thing.freshness}`)}
                </span>
                <span className="usage-quiet">{t("times", { count: wanted(thing) })}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{t("neverAsked")}</h3>
        {idle === undefined ? (
          <p className="usage-quiet">{t("neverAskedUnknown")}</p>
        ) : idle.length === 0 ? (
          <p className="usage-quiet">{t("neverAskedNone")}</p>
        ) : (
          <ul>
            {idle.slice(0, mostTold).map((thing) => (
              <li key={`${thing.kind} ${thing.name}`}>
                <span>{nameOf(thing)}</span>
                <span className="usage-quiet">{t(`kind.${thing.kind}`)}</span>
                <span className="usage-quiet">{shown(thing.shownMs)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Groups groups={usage.groups} />
    </div>
  );
}

function Groups({ groups }: Pick<Usage, "groups">) {
  const { t, i18n } = useTranslation("usage");
  const most = Math.max(1, ...groups.map(wanted));
  return (
    <section>
      <h3>{t("groups")}</h3>
      {groups.length === 0 && <p className="usage-quiet">{t("groupsNone")}</p>}
      <ul>
        {groups.slice(0, mostTold).map((group) => (
          <li key={groupKey(group)}>
            <span>
              {[group.unit === null ? "" : unitWords(group, t, i18n.language), roleWords(group.role, t)]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <meter min={0} max={most} value={wanted(group)} />
            <span className="usage-quiet">
              {t("times", { count: wanted(group) }).replace(
                String(wanted(group)),
                formatNumber(wanted(group), i18n.language, 0),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
