import { type CSSProperties, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useIsInteractive } from "../../../ui/interaction.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { useTypeScale } from "../../../ui/type-context.ts";
import { rampStepOf, stepOf } from "../classes.ts";
import type { CommuneView } from "../communes.ts";
import { levelOf, type PlaceFigure, shownValue } from "../place-figures.ts";
import { CellReadout } from "./CellReadout.tsx";
import { type CellWords, cellLeading, wordsIn } from "./cell-words.ts";
import { codesOf, plainName } from "./codes.ts";
import type { CellLayout } from "./layout.ts";
import "./schematic.css";

export type Box = { left: number; top: number; width: number; height: number };

/** A cell is never wider than so many times its height, and never much higher than wide. */
const widest = 1.9;
const highest = 1.15;
const gapPx = 3;
/** Lines that what a cell holds in full is told in, of the source line's type. */
const readoutLines = 2.9;

type Props = {
  layout: CellLayout;
  figures: readonly PlaceFigure[];
  view: CommuneView;
  indicator: IndicatorView;
  box: Box;
};

/** Communes as cells, coloured by classes as areas would be; what a finger or the mouse is on is told in full under them. */
export function Schematic({ layout, figures, view, indicator, box }: Props) {
  const { t, i18n } = useTranslation("map");
  const { language } = i18n;
  const { source } = useTypeScale();
  const isInteractive = useIsInteractive();
  const [chosen, setChosen] = useState<string>();
  const [pointed, setPointed] = useState<string>();
  const figureOf = useMemo(() => new Map(figures.map((figure) => [figure.place.id, figure])), [figures]);
  const shown = layout.cells.flatMap((cell) => {
    const figure = figureOf.get(cell.id);
    return figure === undefined ? [] : [{ cell, figure, name: plainName(inLanguage(figure.place.name, language)) }];
  });
  const names = shown.map(({ name }) => name);
  const namesKey = names.join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the names
  const codes = useMemo(() => codesOf(names), [namesKey]);
  const values = shown.map(({ figure }) => valueWords(figure, indicator, language));
  const height = box.height - (isInteractive ? source * readoutLines : 0);
  const cell = cellSize(layout, { width: box.width, height });
  const words = wordsIn(cell, { names, codes, values }, source);
  const told = figureOf.get(pointed ?? chosen ?? "");
  const Cell = isInteractive ? "button" : "div";
  return (
    <div className="map-schematic" style={box}>
      <ol
        className="map-cells"
        aria-label={t("schematic.title")}
        style={gridStyle(layout, cell, words)}
        onPointerLeave={() => setPointed(undefined)}
      >
        {shown.map(({ cell: { id, column, row }, figure, name }, at) => (
          <li key={id} style={{ gridColumn: column + 1, gridRow: row + 1 }}>
            <Cell
              className="map-cell"
              data-place={id}
              data-step={stepWord(figure, view)}
              data-level={levelOf(figure)}
              data-chosen={told?.place.id === id || undefined}
              {...(isInteractive
                ? {
                    type: "button" as const,
                    "aria-label": `${name}: ${values[at]}`,
                    onClick: () => setChosen(id),
                    onFocus: () => setChosen(id),
                    onPointerEnter: ({ pointerType }: { pointerType: string }) =>
                      setPointed(pointerType === "mouse" ? id : undefined),
                  }
                : {})}
            >
              {words.form !== "none" && <span className="map-cell-name">{words.texts[at]}</span>}
              {!words.hasValue && <LimitSign figure={figure} />}
              {words.hasValue && <span className="map-cell-value">{values[at]}</span>}
            </Cell>
          </li>
        ))}
      </ol>
      {isInteractive && <CellReadout figure={told} indicator={indicator} />}
    </div>
  );
}

/** In the corner of a cell that has no room for its value: never by colour alone. */
function LimitSign({ figure }: { figure: PlaceFigure }) {
  const level = levelOf(figure);
  if (level !== "attention" && level !== "alarm") return null;
  return (
    <span className="map-cell-sign" data-level={level}>
      <Mark shape={level === "alarm" ? "alarm" : "up"} />
    </span>
  );
}

/** As large as the room lets it be, within what is still a cell; whole pixels, so that edges are sharp. */
export function cellSize({ columns, rows }: CellLayout, room: { width: number; height: number }) {
  const width = Math.floor((room.width - (columns - 1) * gapPx) / columns);
  const height = Math.floor((room.height - (rows - 1) * gapPx) / rows);
  return {
    width: Math.max(1, Math.min(width, Math.floor(height * widest))),
    height: Math.max(1, Math.min(height, Math.floor(width * highest))),
  };
}

const gridStyle = (
  { columns, rows }: CellLayout,
  { width, height }: { width: number; height: number },
  { namePx, valuePx }: CellWords,
): CSSProperties & Record<`--${string}`, string> => ({
  gridTemplateColumns: `repeat(${columns}, ${width}px)`,
  gridTemplateRows: `repeat(${rows}, ${height}px)`,
  gap: gapPx,
  "--cell-name": `${namePx}px`,
  "--cell-value": `${valuePx}px`,
  "--cell-leading": String(cellLeading),
  // Of a passed limit: seen, and its class beside it.
  "--cell-edge": `${Math.max(1, Math.min(4, Math.round(height * 0.06)))}px`,
});

/** With the sign of a limit that was passed; "—" for none. */
function valueWords(figure: PlaceFigure, indicator: IndicatorView, language: string): string {
  const value = shownValue(figure);
  const level = levelOf(figure);
  const sign = level === "attention" ? "▲" : level === "alarm" ? "◆" : "";
  return value === null ? "—" : sign + formatNumber(value, language, indicator.decimals, indicator.showsSign);
}

/** As the swatches of the legend are called. */
function stepWord(figure: PlaceFigure, { breaks }: CommuneView): string {
  const value = shownValue(figure);
  return value === null ? "none" : String(rampStepOf(stepOf(value, breaks), breaks.length + 1) + 1);
}
