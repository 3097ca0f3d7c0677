import { setImmediate as letOthersRun } from "node:timers/promises";
import { periodOf } from "#contract/calendar/periods.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { CheckedRow, CurrentFigure, EntryRow } from "#contract/entry/entry.ts";
import { readNumber } from "#contract/entry/number.ts";
import { coveredBy, periodExamples, periodWords, readPeriod } from "#contract/entry/period.ts";
import { type CodedMessage, inBoth } from "#contract/errors.ts";
import type { Reach } from "../access/reach.ts";
import type { Admitted } from "../connectors/taker.ts";
import { plain } from "../tables/reading.ts";
import { type Around, around, type BesideOptions, currentAt } from "./beside.ts";
import { asOfMs, type HandFigure, type HandFigures, localDay } from "./figures.ts";
import { limitOf, oddness } from "./plausibility.ts";
import { numberWords, statusNames } from "./words.ts";

export type CheckOptions = BesideOptions & {
  profile: Pick<Profile, "indicators" | "places" | "place" | "units">;
  figures: HandFigures;
  reach: Reach;
  /** Whether ingest would take it. */
  admit(source: string, candidate: unknown): Admitted;
  /** What people are told of somebody else's deed is told in the site's time. */
  nowMs: number;
};

/** A row with all that is needed to write it down; `checked.outcome` says whether it may be. */
export type Judged = {
  checked: CheckedRow;
  /** Absent where the row could not be made out. */
  good?: { figure: HandFigure; periodFromMs: number; asOfMs: number; value: number };
};

/** Rows that are judged before everything else has its turn. */
const atOnce = 100;

type Found = { figure: HandFigure; fromMs: number; value: number | null; messages: CodedMessage[] };

/** Judges rows as they would be entered now, each by itself. Nothing is written by it. */
export async function judge(rows: readonly EntryRow[], options: CheckOptions): Promise<Judged[]> {
  const understood = rows.map((row) => understand(row, options));
  const whole = understood.filter((one): one is Found => "figure" in one);
  const besides = await around(whole, options);
  const judged: Judged[] = [];
  let next = 0;
  for (const [at, one] of understood.entries()) {
    if (at % atOnce === atOnce - 1) await letOthersRun();
    const row = rows[at] as EntryRow;
    judged.push("figure" in one ? await weigh(row, one, besides[next++] as Around, options) : refused(one.messages));
  }
  return judged;
}

const nothingKnown = { value: null, periodWords: null, current: null, previous: null, lastYear: null };
const refused = (messages: CodedMessage[]): Judged => ({
  checked: { outcome: "refused", ...nothingKnown, messages: messages.slice(0, 8) },
});

/** What a row means, by itself. */
const unknown: Words = { vi: "?", en: "?" };

function understand(row: EntryRow, options: CheckOptions): Found | { messages: CodedMessage[] } {
  const { profile, figures, reach, nowMs, offsetMs } = options;
  const indicator = profile.indicators.find(({ code }) => code === row.indicator);
  if (indicator === undefined)
    return { messages: [{ code: "entry.unknown-indicator", params: { found: row.indicator } }] };
  const place = profile.places.find(({ id }) => id === row.place);
  if (place === undefined) return { messages: [{ code: "entry.unknown-place", params: { found: row.place } }] };
  const name = inBoth("name", indicator.name);
  const where = inBoth("place", place.name);
  const figure = figures.of(indicator.code, place.id);
  if (figure === undefined) {
    const isElsewhere = figures.isEntered(indicator.code);
    const code = isElsewhere ? "entry.other-place" : "entry.not-entered";
    return { messages: [{ code, params: { ...name, ...where } }] };
  }
  if (!reach.figure(indicator.code, place.id))
    return {
      messages: [
        { code: "entry.not-yours", params: { ...name, ...where, ...inBoth("owner", figure.owner ?? unknown) } },
      ],
    };
  const messages: CodedMessage[] = [];
  const { reportsFrom } = figure;
  const { period } = figure.indicator;
  const fromMs = readPeriod(period, row.period, offsetMs);
  if (fromMs === undefined)
    messages.push({
      code: "entry.period-unread",
      params: { found: row.period, ...inBoth("expected", periodExamples[period]) },
    });
  else {
    const named = inBoth("period", capital(periodWords(period, fromMs, offsetMs, reportsFrom)));
    // A report month can be estimated from the month on that it is called by: no figure lies ahead of its receipt.
    const covered = coveredBy(period, fromMs, offsetMs, reportsFrom);
    if (covered.fromMs > nowMs) messages.push({ code: "entry.period-future", params: named });
    else if (fromMs > nowMs) {
      const day = localDay(fromMs, offsetMs).split("-").reverse().join("/");
      messages.push({ code: "entry.period-early", params: { ...named, day } });
    } else if (covered.toMs >= nowMs && row.status !== "estimated")
      messages.push({ code: "entry.period-running", params: named });
  }
  const value = numberIn(row.value, figure, messages);
  if (fromMs === undefined) return { messages };
  return { figure, fromMs, value, messages };
}

const capital = ({ vi, en }: { vi: string; en: string }) => ({
  vi: vi.charAt(0).toUpperCase() + vi.slice(1),
  en: en.charAt(0).toUpperCase() + en.slice(1),
});

/** The number of a row; null where there is none, of which `messages` says why. */
function numberIn(given: EntryRow["value"], figure: HandFigure, messages: CodedMessage[]): number | null {
  const { decimals, unit } = figure.indicator;
  if (typeof given === "number") {
    const rounded = Number(given.toFixed(decimals));
    // What a program for tables has computed has all digits there are.
    if (Math.abs(given - rounded) > Math.abs(given) * 1e-12)
      messages.push({
        code: "entry.rounded",
        params: { ...inBoth("found", numberWords(given, 12)), ...inBoth("value", numberWords(rounded, decimals)) },
      });
    return rounded;
  }
  const found = given.trim().slice(0, 60);
  if (found === "") {
    messages.push({ code: "entry.no-value", params: {} });
    return null;
  }
  const read = readNumber(found, decimals);
  if ("value" in read) {
    if (read.unit === "" || isSameUnit(read.unit, unit)) return read.value;
    messages.push(wrongUnit(read.unit, unit));
    return null;
  }
  if (read.problem === "ambiguous") {
    const [one, other] = read.could.map((value) => numberWords(value, 6).vi) as [string, string];
    // In as many digits as the figure has: what is told to be written is not asked about again.
    const [writeOne, writeOther] = read.could.map((value) => numberWords(value, decimals).vi) as [string, string];
    messages.push({ code: "entry.ambiguous-number", params: { found, one, other, writeOne, writeOther } });
  } else if (read.problem === "too-precise")
    messages.push(
      decimals === 0
        ? { code: "entry.whole-only", params: { found } }
        : { code: "entry.too-precise", params: { found, digits: read.digits, decimals } },
    );
  else messages.push({ code: "entry.not-a-number", params: { found } });
  return null;
}

export const isSameUnit = (found: string, unit: { vi: string; en: string }): boolean =>
  [unit.vi, unit.en].some((one) => plain(one) === plain(found));
export const wrongUnit = (found: string, unit: { vi: string; en: string }): CodedMessage => ({
  code: "entry.wrong-unit",
  params: { found: found.slice(0, 60), ...inBoth("expected", unit) },
});

/** What ingest says of a figure, by its name and in numbers as people write them. */
function forPeople({ code, params }: CodedMessage, { indicator }: HandFigure): CodedMessage {
  const said = Object.entries(params).map(([key, value]) => {
    if (key === "indicator") return inBoth(key, indicator.name);
    return typeof value === "number" ? inBoth(key, numberWords(value, indicator.decimals)) : { [key]: value };
  });
  return { code, params: Object.assign({}, ...said) as CodedMessage["params"] };
}

/** From least to most official. */
const ranks: readonly Reading["status"][] = ["simulated", "estimated", "preliminary", "official"];

/** Holds a row that makes sense against what is there. */
async function weigh(row: EntryRow, found: Found, beside: Around, options: CheckOptions): Promise<Judged> {
  const { figure, fromMs, value, messages } = found;
  const { indicator, place, rule } = figure;
  const { offsetMs, nowMs } = options;
  const { previous, lastYear, own } = beside;
  const current = own === undefined ? null : await currentAt(figure, own.asOfMs, options);
  const words = periodWords(indicator.period, fromMs, offsetMs, figure.reportsFrom);
  const told = { value, periodWords: words, current, previous, lastYear };
  const isWrong = () => messages.some(({ code }) => code !== "entry.rounded");
  const no = (): Judged => ({ checked: { outcome: "refused", ...told, messages: messages.slice(0, 8) } });
  if (value === null || isWrong()) return no();

  const at = own?.asOfMs ?? asOfMs(figure, fromMs, nowMs, offsetMs);
  const candidate = { indicator: indicator.code, place: place.id, value, asOf: at, status: row.status };
  const admitted = options.admit(figure.source, candidate);
  if ("refused" in admitted) messages.push(forPeople(admitted.refused, figure));
  const isSame = current !== null && current.value === value && current.status === row.status;
  if (current !== null && !isSame) {
    if (ranks.indexOf(row.status) < ranks.indexOf(current.status))
      messages.push({
        code: "entry.less-official",
        params: { ...inBoth("before", statusNames[current.status]), ...inBoth("status", statusNames[row.status]) },
      });
    if (row.seenAtMs !== undefined && row.seenAtMs !== current.receivedAtMs)
      messages.push(changed(current, figure, options));
  }
  if (isWrong()) return no();
  const good = { figure, periodFromMs: fromMs, asOfMs: at, value };
  const as = (outcome: CheckedRow["outcome"], more: CodedMessage[] = []): Judged => ({
    checked: { outcome, ...told, messages: [...messages, ...more].slice(0, 8) },
    good,
  });
  if (isSame) return as("same");
  const asked = [
    ...whyOdd(value, beside, figure, rule, offsetMs, fromMs),
    ...whyCorrected(row, current, value, figure),
  ];
  if (asked.length > 0 && row.reason.trim().length < shortestReason) return as("needs-reason", asked);
  return as(current === null ? "new" : "correction", asked);
}

/** "ok" is no reason that anybody learns from later. */
export const shortestReason = 5;

function whyOdd(
  value: number,
  { previous, lastYear }: Around,
  { indicator, reportsFrom }: HandFigure,
  rule: HandFigure["rule"],
  offsetMs: number,
  fromMs: number,
): CodedMessage[] {
  const { period } = indicator;
  const before = periodWords(period, periodOf(period, fromMs, offsetMs).fromMs - 1, offsetMs, reportsFrom);
  const besides = [
    ...(previous === null ? [] : [{ what: before, value: previous.value }]),
    ...(lastYear === null ? [] : [{ what: { vi: "cùng kỳ năm trước", en: "a year before" }, value: lastYear.value }]),
  ];
  const odd = oddness(value, besides, limitOf(rule, indicator.unit.vi), indicator.decimals);
  return odd === null ? [] : [odd];
}

/** An estimate that becomes preliminary may be another number; one that stays what it was is corrected, and an official one always is. */
function whyCorrected(
  row: EntryRow,
  current: CurrentFigure | null,
  value: number,
  { indicator }: HandFigure,
): CodedMessage[] {
  if (current === null || current.value === value) return [];
  if (current.status !== row.status && current.status !== "official") return [];
  const before =
    typeof current.value === "number"
      ? numberWords(current.value, indicator.decimals)
      : { vi: String(current.value ?? "—"), en: String(current.value ?? "—") };
  return [
    {
      code: "entry.correction-reason",
      params: { ...inBoth("before", before), ...inBoth("status", statusNames[current.status]) },
    },
  ];
}

function changed(
  { value, by, receivedAtMs }: CurrentFigure,
  { indicator }: HandFigure,
  { offsetMs }: CheckOptions,
): CodedMessage {
  const said = typeof value === "number" ? numberWords(value, indicator.decimals) : { vi: "—", en: "—" };
  const time = new Date(receivedAtMs + offsetMs).toISOString();
  const who = by === undefined ? { vi: "nguồn tự động", en: "a source" } : { vi: by, en: by };
  const day = `${time.slice(11, 16)} ${time.slice(8, 10)}/${time.slice(5, 7)}`;
  return { code: "entry.changed-meanwhile", params: { ...inBoth("by", who), ...inBoth("value", said), time: day } };
}
