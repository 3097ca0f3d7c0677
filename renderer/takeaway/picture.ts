import type { TFunction } from "i18next";
import type { Taken, TakenFigure, TakenPart } from "./taken.ts";

/** A canvas reads no stylesheet: the tokens' colours. */
const colours = {
  ground: "#0b1016",
  tile: "#111821",
  hairline: "#2b3947",
  text: "#e8edf2",
  second: "#b7c3ce",
  quiet: "#8796a5",
  late: "#b9a3e3",
  attention: "#f2b84b",
};
const widthPx = 1_600;
const marginPx = 48;
const innerPx = widthPx - 2 * marginPx;
/** Higher than this some browsers draw nothing at all. */
const mostHeightPx = 12_000;
const chartHeightPx = 420;
const small = { size: 24, line: 34 };

type Pen = CanvasRenderingContext2D;
/** A piece of the picture: how high it is, and how it is drawn from a height on. */
type Block = { height: number; figures: number; draw(top: number): void };

const font = (px: number, weight = 400): string => `${weight} ${px}px "Be Vietnam Pro"`;

/** The chart that a page shows of a tile; undefined where it shows none. */
export const chartOf = (root: ParentNode, tile: string): HTMLCanvasElement | undefined =>
  root.querySelector<HTMLCanvasElement>(`[data-tile="${CSS.escape(tile)}"][data-panel="trend"] canvas`) ?? undefined;

/**
 * What was taken as a PNG, in our own faces: each figure with value, unit, what it is held against, as-of, source and status; of a
 * trend its line as the page draws it. What does not fit is counted.
 * @param root where the page's tiles are, for their charts @throws Error where the browser draws no picture
 */
export async function pictureOf(taken: Taken, t: TFunction<"takeaway">, root: ParentNode): Promise<Blob> {
  await Promise.all([400, 500, 600].map((weight) => document.fonts.load(font(24, weight), "aệ→")));
  const canvas = document.createElement("canvas");
  canvas.width = widthPx;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  const blocks = [
    headBlock(pen, taken, t),
    ...taken.parts.flatMap((part) => partBlocks(pen, part, chartOf(root, part.tile.id), taken, t)),
  ];
  const shown: Block[] = [];
  let height = marginPx;
  for (const block of blocks) {
    if (height + block.height > mostHeightPx) break;
    shown.push(block);
    height += block.height;
  }
  const missing = blocks.slice(shown.length).reduce((count, { figures }) => count + figures, 0);
  const notes = [
    ...(missing === 0 ? [] : [t("more", { count: missing })]),
    ...(taken.without.length === 0 ? [] : [t("without", { names: taken.without.join(", ") })]),
  ];
  const foot = linesBlock(pen, notes, small.size, small.line, missing === 0 ? colours.quiet : colours.attention);
  canvas.height = Math.ceil(height + foot.height + marginPx);
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = "alphabetic";
  let top = marginPx;
  for (const block of [...shown, foot]) {
    block.draw(top);
    top += block.height;
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no picture")) : resolve(blob)), "image/png"),
  );
}

function headBlock(pen: Pen, taken: Taken, t: TFunction<"takeaway">): Block {
  const title = linesBlock(pen, [taken.title], 44, 58, colours.text, 600);
  const about = linesBlock(pen, [`${taken.centre} · ${t("takenAt", { time: taken.time })}`], 26, 38, colours.second);
  const warnings = [
    ...(taken.lost === "" ? [] : [taken.lost]),
    ...(taken.simulated === 0 ? [] : [t("simulated", { count: taken.simulated, all: taken.count })]),
  ];
  const warned = linesBlock(pen, warnings, 26, 38, colours.attention, 500);
  return stacked([title, about, warned], 20);
}

function partBlocks(
  pen: Pen,
  part: TakenPart,
  chart: HTMLCanvasElement | undefined,
  taken: Taken,
  t: TFunction<"takeaway">,
): Block[] {
  // The picture's own title says it already where it is of one tile.
  const name = taken.parts.length === 1 ? [] : [part.name];
  const heading = stacked([gap(18), linesBlock(pen, name, 30, 42, colours.second, 600)], 8);
  return [
    ...(name.length === 0 ? [] : [heading]),
    ...(chart === undefined ? [] : [chartBlock(pen, chart)]),
    ...part.figures.map((one) => figureBlock(pen, one, taken.count === 1 ? 150 : 46, t)),
  ];
}

function chartBlock(pen: Pen, chart: HTMLCanvasElement): Block {
  const scale = Math.min(innerPx / chart.width, chartHeightPx / chart.height);
  const size = { width: chart.width * scale, height: chart.height * scale };
  return {
    height: size.height + 40,
    figures: 0,
    draw(top) {
      pen.fillStyle = colours.tile;
      pen.fillRect(marginPx, top, innerPx, size.height + 24);
      pen.drawImage(chart, marginPx + (innerPx - size.width) / 2, top + 12, size.width, size.height);
    },
  };
}

/** Name and place with the value beside them, and below what it is: nothing of it is ever cut off. */
function figureBlock(pen: Pen, figure: TakenFigure, valuePx: number, t: TFunction<"takeaway">): Block {
  const isAlone = valuePx > 100;
  const valueText = figure.value;
  pen.font = font(valuePx, 600);
  const valueWidth = pen.measureText(valueText).width;
  pen.font = font(28);
  const unitWidth = pen.measureText(figure.unit).width;
  const right = valueWidth + unitWidth + 14;
  const nameRoom = isAlone || right > innerPx * 0.55 ? innerPx : innerPx - right - 30;
  const isBeside = nameRoom < innerPx;
  const label = `${figure.name} · ${figure.place}`;
  const names = wrapped(pen, label, font(30, 500), nameRoom);
  const details = [
    ...(figure.against === "" ? [] : [figure.against]),
    `${t("asOf", { time: figure.asOf })} · ${t("source", { source: figure.source })} · ${figure.status}`,
  ].flatMap((line) => wrapped(pen, line, font(small.size), innerPx));
  const nameHeight = names.length * 42;
  const valueHeight = isBeside ? 0 : valuePx * 1.3;
  const top0 = 14;
  const height = top0 + Math.max(nameHeight, isBeside ? valuePx * 1.3 : 0) + valueHeight + details.length * small.line;
  return {
    height: height + 16,
    figures: 1,
    draw(top) {
      pen.fillStyle = colours.hairline;
      pen.fillRect(marginPx, top, innerPx, 1);
      pen.fillStyle = colours.text;
      pen.font = font(30, 500);
      names.forEach((line, at) => {
        pen.fillText(line, marginPx, top + top0 + 34 + at * 42);
      });
      const base = isBeside ? top + top0 + valuePx * 0.85 : top + top0 + nameHeight + valuePx * 1.02;
      const left = isBeside ? widthPx - marginPx - right : marginPx;
      pen.fillStyle = figure.isOld ? colours.late : colours.text;
      pen.font = font(valuePx, 600);
      pen.fillText(valueText, left, base);
      pen.fillStyle = colours.second;
      pen.font = font(28);
      pen.fillText(figure.unit, left + valueWidth + 14, base);
      pen.font = font(small.size);
      const first = top + height - details.length * small.line + small.size;
      details.forEach((line, at) => {
        pen.fillStyle = figure.isOld ? colours.late : colours.second;
        pen.fillText(line, marginPx, first + at * small.line);
      });
    },
  };
}

function linesBlock(
  pen: Pen,
  texts: readonly string[],
  px: number,
  linePx: number,
  colour: string,
  weight = 400,
): Block {
  const lines = texts.flatMap((text) => wrapped(pen, text, font(px, weight), innerPx));
  return {
    height: lines.length * linePx,
    figures: 0,
    draw(top) {
      pen.fillStyle = colour;
      pen.font = font(px, weight);
      lines.forEach((line, at) => {
        pen.fillText(line, marginPx, top + at * linePx + px);
      });
    },
  };
}

const gap = (height: number): Block => ({ height, figures: 0, draw: () => {} });

function stacked(blocks: readonly Block[], after: number): Block {
  return {
    height: blocks.reduce((sum, { height }) => sum + height, after),
    figures: 0,
    draw(top) {
      let at = top;
      for (const block of blocks) {
        block.draw(at);
        at += block.height;
      }
    },
  };
}

/** In lines that fit; a word that is wider than all of it stands alone. */
function wrapped(pen: Pen, text: string, face: string, room: number): string[] {
  pen.font = face;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && pen.measureText(`${last} ${word}`).width <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
