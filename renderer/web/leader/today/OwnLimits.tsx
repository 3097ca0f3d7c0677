import { useTranslation } from "react-i18next";
import type { Today } from "#contract/today/http.ts";
import { changeWords } from "../../../figures/change.ts";
import { formatValue } from "../../../figures/format.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { useAppZone } from "../../app/zone.ts";
import { FigureNote } from "../FigureNote.tsx";
import { figureName, figurePath, thanWords } from "../figure-words.ts";
import { ownWords } from "../own-words.ts";
import type { NowFigure } from "./matters.ts";
import { type Passed, passedOf } from "./own-passed.ts";
import { sourceNameIn, Value } from "./Rows.tsx";
import "../page-words.ts";

/** What is beyond the limits of whoever looks: apart from what the site calls wrong, and without its colours. */
export function OwnLimits({ figures, today }: { figures: readonly NowFigure[]; today: Today }) {
  const { t } = useTranslation("leaderPages");
  const { passed, unknown } = passedOf(figures);
  return (
    <section className="today-part" aria-labelledby="today-own">
      <h2 id="today-own" className="app-section">
        {t("own.passed")}
        {passed.length > 0 && ` · ${passed.length}`}
      </h2>
      <ul className="app-card app-list">
        {passed.length === 0 && unknown === 0 && <li className="today-calm">{t("own.calm")}</li>}
        {passed.map((one) => (
          <Row key={one.figure.key} passed={one} today={today} />
        ))}
        {unknown > 0 && <li className="today-calm">{t("own.unknown", { count: unknown })}</li>}
      </ul>
    </section>
  );
}

function Row({ passed: { figure, limit, against }, today }: { passed: Passed; today: Today }) {
  const { t: own } = useTranslation("leaderPages");
  const { t: leader } = useTranslation("leader");
  const { t: words } = useTranslation("figure");
  const { language } = useAppZone();
  const { indicator, place, reading, state } = figure;
  const change =
    limit.kind === "change" && against !== undefined && typeof reading?.value === "number"
      ? changeWords(reading.value, against.value, indicator, words, language)
      : null;
  return (
    <li>
      <Go className="leader-row" to={figurePath(indicator.code, place.id, today.site.place)}>
        <span className="leader-sign leader-own">
          <Icon name="star" isFilled />
        </span>
        <span className="leader-told">
          <span>
            {figureName(figure, language)} <Value figure={figure} />
          </span>
          {change !== null && against !== undefined && (
            <span className="app-second">
              <span className="leader-change">
                <Mark shape={change.mark} />
                {change.text}
              </span>{" "}
              {thanWords(against.than, leader)} ({formatValue(against.value, indicator, language)})
            </span>
          )}
          <span className="app-second">
            {own("own.mine", { limit: ownWords(limit, indicator, { own, leader }, language) })}
          </span>
          <FigureNote
            reading={reading}
            indicator={indicator}
            isOld={state !== "fresh"}
            sourceName={sourceNameIn(today, reading?.source)}
          />
        </span>
      </Go>
    </li>
  );
}
