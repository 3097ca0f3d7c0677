import { useTranslation } from "react-i18next";
import type { Point } from "../../state/history.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { type Level, romanOf } from "./levels.ts";
import { plotOf } from "./plot.ts";

type Props = { points: readonly Point[]; levels: readonly Level[]; width: number; height: number; typePx: number };

/** A station's course with its own levels, dashed and named; one that was not read in the official text has a question mark. */
export function Course({ points, levels, width, height, typePx }: Props) {
  const { t } = useTranslation("environment");
  const px = typePx * 0.82;
  const names = levels.map(({ number, isVerified }) =>
    t(isVerified ? "river.mark" : "river.markUnverified", { roman: romanOf(number) }),
  );
  const room = Math.ceil(Math.max(0, ...names.map((name) => textWidthPx(name, px))) + typePx * 0.4);
  const pad = Math.ceil(px * 0.7);
  const plot = plotOf(points, levels, Math.max(1, width - room - 4), Math.max(1, height - 2 * pad));
  if (plot.line === "") return null;
  return (
    <svg
      className="river-course"
      width={width}
      height={height}
      viewBox={`-2 ${-pad} ${width} ${height}`}
      aria-hidden="true"
    >
      {plot.marks.map(({ level, y }) => (
        <g key={level.number}>
          <line x1={0} x2={width - room} y1={y} y2={y} />
          <text x={width - room + typePx * 0.3} y={y + px * 0.34} fontSize={px}>
            {names[level.number - 1]}
          </text>
        </g>
      ))}
      <path d={plot.line} fill="none" />
    </svg>
  );
}
