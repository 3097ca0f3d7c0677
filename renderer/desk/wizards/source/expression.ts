import { each, type Path, valuesAt } from "./paths.ts";

/** What was pointed at. Of a source that gives several indicators, a value for each. */
export type Pointed = {
  values: readonly { path: Path; indicator: string }[];
  time: Path | null;
  place: Path | null;
  quality: Path | null;
  /** What the platform says of a value that is good, as it stands in the cell that was pointed at. */
  goodQuality: string;
  /** The site's places by the platform's codes; undefined: not known yet. */
  placeOf: Readonly<Record<string, string>>;
};

/** How numbers are written in a platform's answer. */
export type NumberForm = "number" | "text" | "vietnamese" | "none";
const plainNumber = /^-?\d+(?:\.\d+)?$/;
const vietnameseNumber = /^-?\d{1,3}(?:\.\d{3})*(?:,\d+)?$/;

export function numberFormOf(values: readonly unknown[]): NumberForm {
  const given = values.filter((value) => value !== null && value !== undefined);
  const share = (fits: (value: unknown) => boolean) => given.filter(fits).length / Math.max(1, given.length);
  if (share((value) => typeof value === "number") >= 0.5) return "number";
  const isVietnamese = share((value) => typeof value === "string" && vietnameseNumber.test(value.trim())) >= 0.5;
  // One comma tells how the points beside it are meant: "1.234" alone is a little more than one.
  if (isVietnamese && given.some((value) => String(value).includes(","))) return "vietnamese";
  if (share((value) => typeof value === "string" && plainNumber.test(value.trim())) >= 0.5) return "text";
  return isVietnamese ? "vietnamese" : "none";
}

export type TimeForm = "instant" | "local" | "day" | "vietnamese" | "vietnamese-day" | "seconds" | "ms" | "none";

export function timeFormOf(values: readonly unknown[]): TimeForm {
  const first = values.find((value) => value !== null && value !== undefined && value !== "");
  if (typeof first === "number") return first > 1e11 ? "ms" : first > 1e8 ? "seconds" : "none";
  if (typeof first !== "string") return "none";
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(first)) return "instant";
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(first)) return "local";
  if (/^\d{4}-\d{2}-\d{2}$/.test(first)) return "day";
  if (/^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}(?::\d{2})?$/.test(first)) return "vietnamese";
  if (/^\d{2}\/\d{2}\/\d{4}$/.test(first)) return "vietnamese-day";
  return "none";
}

/** A name as JSONata writes it: what is no plain word stands in backticks. */
const stepText = (step: string | number): string =>
  typeof step === "number"
    ? `$[${step}]`
    : /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) && !reserved.has(step)
      ? step
      : `\`${step}\``;
const reserved = new Set(["and", "or", "in", "true", "false", "null", "function"]);
const joinedSteps = (path: Path): string =>
  path
    .filter((step) => step !== each)
    .map(stepText)
    .join(".");

/** The list whose items are the rows of a value: up to the last list on its way. */
const rowsOf = (path: Path): Path => path.slice(0, path.lastIndexOf(each) + 1);

/** A field as seen from a row; undefined where it stands in another list, of which nobody knows which item belongs to the row. */
export function seenFrom(rows: Path, path: Path): string | undefined {
  const common = commonLength(rows, path);
  const rest = path.slice(common);
  if (rest.includes(each)) return undefined;
  const isAtRoot = !rows.slice(0, common).includes(each);
  // Back from the row's item to the nearest list item that both have; every name on the way is one step.
  const lastEach = rows.slice(0, common).lastIndexOf(each);
  const shared = lastEach + 1;
  const own = path.slice(shared);
  if (shared === rows.length) return own.length === 0 ? "$" : joinedSteps(own);
  if (isAtRoot) return own.length === 0 ? "$$" : `$$.${joinedSteps(path)}`;
  const up = rows.slice(shared).filter((step) => step !== each).length;
  return [...Array.from({ length: up }, () => "%"), joinedSteps(own)].join(".");
}

function commonLength(one: Path, other: Path): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

const valueText = (seen: string, form: NumberForm): string => {
  if (form === "text") return `$contains(${seen}, /^ *-?[0-9]+([.][0-9]+)? *$/) ? $number($trim(${seen})) : ${seen}`;
  if (form === "vietnamese")
    return `$contains(${seen}, /^ *-?[0-9.]+(,[0-9]+)? *$/) ? $number($trim($replace($replace(${seen}, ".", ""), ",", "."))) : ${seen}`;
  return seen;
};

const timeText = (seen: string, form: TimeForm, offset: string): string => {
  switch (form) {
    case "local":
      return `$replace(${seen}, " ", "T") & "${offset}"`;
    case "day":
      return `${seen} & "T00:00:00${offset}"`;
    case "vietnamese":
      return `$replace(${seen}, /^(..)\\/(..)\\/(....) (.*)$/, "$3-$2-$1T$4") & "${offset}"`;
    case "vietnamese-day":
      return `$replace(${seen}, /^(..)\\/(..)\\/(....)$/, "$3-$2-$1T00:00:00") & "${offset}"`;
    case "seconds":
      return `${seen} * 1000`;
    default:
      return seen;
  }
};

/**
 * The expression of JSONata that gives what was pointed at, as a person would write it.
 * @param input what it will see; a part is enough
 * @param offset of the site's time from UTC, "+07:00", for times that do not say theirs
 * @returns undefined as long as no value was pointed at
 */
export function expressionOf(pointed: Pointed, input: unknown, offset: string): string | undefined {
  const { values, time, place, quality, placeOf } = pointed;
  if (values.length === 0) return undefined;
  const codes = place === null ? [] : codesAt(input, place);
  // Where the platform's codes are the site's own, nothing has to be looked up.
  const isSame = codes.every((code) => placeOf[code] === undefined || placeOf[code] === code);
  const table = Object.entries(placeOf).filter(([code]) => codes.includes(code));
  const rowText = ({ path, indicator }: Pointed["values"][number]): string => {
    const rows = rowsOf(path);
    const seen = (field: Path) => seenFrom(rows, field);
    const lines: [string, string][] = [["indicator", JSON.stringify(indicator)]];
    const placeSeen = place === null ? undefined : seen(place);
    if (placeSeen !== undefined)
      lines.push([
        "place",
        isSame || table.length === 0 ? placeSeen : `$lookup($noi, $string(${placeSeen})) ?? $string(${placeSeen})`,
      ]);
    lines.push(["value", valueText(seen(path) ?? "$", numberFormOf(valuesAt(input, path)))]);
    const timeSeen = time === null ? undefined : seen(time);
    lines.push([
      "asOf",
      timeSeen === undefined ? "$receivedAt" : timeText(timeSeen, timeFormOf(valuesAt(input, time ?? [])), offset),
    ]);
    const qualitySeen = quality === null ? undefined : seen(quality);
    if (qualitySeen !== undefined)
      lines.push(["quality", `${qualitySeen} = ${goodText(pointed.goodQuality)} ? "good" : "uncertain"`]);
    const object = `{\n${lines.map(([key, text]) => `  "${key}": ${text}`).join(",\n")}\n}`;
    if (rows.length === 0) return object;
    const way = joinedSteps(rows);
    // A list of rows that is itself the answer.
    return rows[0] === each ? `$.${way === "" ? "" : `${way}.`}${object}` : `${way}.${object}`;
  };
  const texts = values.map(rowText);
  const all = texts.length === 1 ? (texts[0] ?? "") : `[\n${texts.join(",\n").replace(/^/gm, "  ")}\n]`;
  if (isSame || table.length === 0) return all;
  const noi = `$noi := {\n${table.map(([code, id]) => `    ${JSON.stringify(code)}: ${JSON.stringify(id)}`).join(",\n")}\n  };`;
  return `(\n  ${noi}\n${all.replace(/^/gm, "  ")}\n)`;
}

const goodText = (good: string): string =>
  good === "true" || good === "false" || plainNumber.test(good) ? good : JSON.stringify(good);

/** The codes of places in an answer, each once. */
export const codesAt = (input: unknown, path: Path): string[] => [
  ...new Set(
    valuesAt(input, path).flatMap((value) =>
      (typeof value === "string" && value !== "") || typeof value === "number" ? [String(value)] : [],
    ),
  ),
];
