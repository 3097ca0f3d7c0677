import { lunarNewYear } from "#contract/calendar/lunar.ts";
import { seedOf } from "../curves.ts";
import type { Amount, Line } from "./script.ts";

/** A month or quarter of a year, from 1. */
export type Moment = { year: number; number: number };
export type Stage = "estimated" | "preliminary" | "official";

/** Between -1 and 1, the same for the same text; what differs stands first in it, as the last letters hardly tell. */
const swing = (text: string): number => 2 * seedOf(text) - 1;
/** An estimate is off by all of its error, the preliminary figure by a third, the official one is what it is. */
const errorAt: Record<Stage, number> = { estimated: 1, preliminary: 1 / 3, official: 0 };

export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** One for each year that reports are of, which are some twenty: to find one takes longer than all else that a report tells. */
const tetMonths = new Map<number, number>();
/** The month in which Tết is. */
function tetMonth(year: number): number {
  const month = tetMonths.get(year) ?? new Date(lunarNewYear(year) * 86_400_000).getUTCMonth() + 1;
  tetMonths.set(year, month);
  return month;
}

/** What an amount is in a month. Not two years go quite alike: without that no band would be needed about what is to come. */
export function amountIn(
  name: string,
  amount: Amount,
  firstYear: number,
  { year, number }: Moment,
  stage: Stage,
): number {
  const { base, growth, shape, tet, revision } = amount;
  const season = (shape[number - 1] ?? 1) * (number === tetMonth(year) ? tet : 1);
  const ownWay =
    1 + 0.11 * swing(`${year} ${name}`) * ((number - 6.5) / 6) + 0.025 * swing(`${year}-${number} ${name}`);
  const error = 1 + revision * errorAt[stage] * swing(`${year}-${number}? ${name}`);
  return base * (1 + growth) ** (year - firstYear) * season * ownWay * error;
}

/**
 * The value of a line in a month or quarter, at one stage of its life.
 * @param lines among which it may be averaged from another
 */
export function valueIn(line: Line, lines: readonly Line[], firstYear: number, moment: Moment, stage: Stage): number {
  const { year, number } = moment;
  switch (line.kind) {
    case "amount":
      return rounded(amountIn(line.label, line, firstYear, moment, stage), line.decimals);
    case "rate": {
      const { label, mean, yearly, monthly, tet, revision } = line;
      const value =
        mean +
        yearly * swing(`${year} ${label}`) +
        monthly * swing(`${year}-${number} ${label}`) +
        (tet !== 0 && number === tetMonth(year) ? tet : 0) +
        revision * errorAt[stage] * swing(`${year}-${number}? ${label}`);
      return rounded(value, line.decimals);
    }
    case "chained": {
      const of = lineOf(lines, line.of);
      const upTo = (end: Moment) => chained(of, lines, firstYear, end);
      if (line.against === "base") return rounded(line.base * upTo(moment), line.decimals);
      return rounded(100 * (upTo(moment) / upTo({ year: year - 1, number }) - 1), line.decimals);
    }
    case "to-date": {
      const of = lineOf(lines, line.of);
      // The months before are settled by then, the newest is what the report itself says of it.
      const each = Array.from({ length: number }, (_, at) => {
        const settled = stage === "official" ? "official" : "preliminary";
        return valueIn(of, lines, firstYear, { year, number: at + 1 }, at + 1 === number ? stage : settled);
      });
      return rounded(each.reduce((sum, one) => sum + one, 0) / number, line.decimals);
    }
  }
}

function lineOf(lines: readonly Line[], label: string): Line {
  const found = lines.find((line) => line.label === label);
  if (found === undefined) throw new Error(`simulator.yaml: no line ${label}`);
  return found;
}

/** How many times its beginning, a year before the first, something has become that changed by so many per cent each month. */
function chained(of: Line, lines: readonly Line[], firstYear: number, end: Moment): number {
  let product = 1;
  for (let month = 0; month < 12 * (end.year - firstYear + 1) + end.number; month++) {
    const moment = { year: firstYear - 1 + Math.floor(month / 12), number: (month % 12) + 1 };
    product *= 1 + valueIn(of, lines, firstYear, moment, "official") / 100;
  }
  return product;
}

/** What a plan says for a year: of the year before so much more, in round figures. */
export function planFor(wholeBefore: number, { times, round }: { times: number; round: number }): number {
  return Math.round((wholeBefore * times) / round) * round;
}
