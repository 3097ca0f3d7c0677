import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { agesAt } from "../../figures/figure.ts";
import type { PlaceFigure } from "../../figures/place-figures.ts";
import { markOf, toneOf } from "../../figures/tone.ts";
import { useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import type { Axis } from "./bars.ts";

type Props = {
  name: string;
  figure: PlaceFigure;
  indicator: IndicatorView;
  /** Others in the list are newer: its age is told beside it, else at the foot of the tile for all. */
  isOlder: boolean;
  axis: Axis;
  value: string;
  rowPx: number;
};

/** A place's bar. Grey while normal; hollow, with its age beside it, when its figure is not current. */
export function BarRow({ name, figure, indicator, isOlder, axis, value, rowPx }: Props) {
  const { t, i18n } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const isOld = isOlder && (figure.state === "late" || figure.state === "stale");
  const age = useNow((nowMs) => (isOld ? (agesAt(figure.reading, indicator, nowMs, t, zone)[1] ?? "") : ""));
  const tone = toneOf(figure.crossed);
  const end = axis.at(figure.value ?? 0);
  const from = Math.min(end, axis.zero);
  const length = Math.abs(end - axis.zero);
  return (
    <li className={`bar bar-crossed-${tone} bar-${figure.state}`} style={{ height: rowPx }}>
      <span className="bar-name one-line">{name}</span>
      <span className="bar-line">
        <i style={{ left: `${from * 100}%`, width: `${length * 100}%` }} />
        {age !== "" && (
          <span
            className="bar-age tone-late"
            style={length > 0.5 ? { left: `${from * 100}%` } : { left: `${(from + length) * 100}%` }}
          >
            <Mark shape="late" />
            {age}
          </span>
        )}
      </span>
      <span className={`bar-value tone-${tone}`}>
        <Mark shape={markOf(tone)} />
        {value}
      </span>
    </li>
  );
}
