import { useTranslation } from "react-i18next";
import type { Today } from "#contract/today/http.ts";
import { changeWords } from "../../../figures/change.ts";
import { formatValue } from "../../../figures/format.ts";
import { markOf, toneOf } from "../../../figures/tone.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { Go } from "../../app/Go.tsx";
import { useAppZone } from "../../app/zone.ts";
import { FigureNote } from "../FigureNote.tsx";
import { figureName, figurePath, thanWords, unitBeside } from "../figure-words.ts";
import type { NowFigure } from "./matters.ts";
import { sourceNameIn } from "./Rows.tsx";

/** A followed figure: never alone, but with what it is held against, how old it is and from whom. */
export function FigureCard({ figure, today }: { figure: NowFigure; today: Today }) {
  const { t } = useTranslation("leader");
  const { t: words } = useTranslation("figure");
  const { language } = useAppZone();
  const { indicator, place, reading, state, crossed, earlier } = figure;
  const tone = toneOf(crossed);
  const isLost = state === "lost";
  const [against] = earlier;
  const change =
    typeof reading?.value === "number" && against !== undefined && !isLost
      ? changeWords(reading.value, against.value, indicator, words, language)
      : null;
  return (
    <li>
      <Go className="today-card" to={figurePath(indicator.code, place.id, today.site.place)}>
        <span className="today-card-name">{figureName(figure, language)}</span>
        <span className={`today-card-value tone-${tone}`}>
          <Mark shape={markOf(tone)} />
          {/* Of a lost figure nobody knows what it is now: what it was is told on its page. */}
          {reading === undefined || isLost ? "—" : formatValue(reading.value, indicator, language)}{" "}
          <small>{unitBeside(reading, indicator, language)}</small>
        </span>
        {change !== null && against !== undefined && (
          <span className="app-second">
            <Mark shape={change.mark} />
            {change.text} {thanWords(against.than, t)}
          </span>
        )}
        <FigureNote
          reading={reading}
          indicator={indicator}
          isOld={state === "late" || state === "stale" || isLost}
          sourceName={sourceNameIn(today, reading?.source)}
          length="short"
        />
      </Go>
    </li>
  );
}
