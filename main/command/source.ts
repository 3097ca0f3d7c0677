import { Refusals, routes, SourcesThen, SourceTrial } from "#contract/http.ts";
import { ask, asOf } from "./core-client.ts";
import { findRunning, type Which } from "./running.ts";
import { columns, type Screen } from "./screen.ts";
import { sourceMarks } from "./status.ts";
import { sourceStates } from "./words.ts";

/** What fits a terminal; `--json` has all of it. */
const shownChars = 1_500;
const shownRows = 20;

/** @returns 0 when something would be taken, 1 when nothing would */
export async function tryOne(which: Which, name: string, screen: Screen): Promise<number> {
  const path = routes.sourceTest(encodeURIComponent(name));
  const trial = await ask(await findRunning(which), path, SourceTrial, { method: "POST" });
  screen.show(trial, [
    screen.say("trial.took", { id: trial.id, type: trial.type, seconds: screen.number(trial.tookMs / 1_000) }),
    ...(trial.isLive ? [] : [screen.say("trial.not-live")]),
    "",
    ...answerLines(trial, screen),
    "",
    ...(trial.reports === undefined ? readingLines(trial, screen) : reportLines(trial.reports, trial.valid, screen)),
    ...refusedLines(trial, screen),
    ...(trial.reason === null ? [] : ["", `${screen.mark("alarm")} ${screen.reason(trial.reason)}`]),
  ]);
  return trial.valid > 0 ? 0 : 1;
}

function answerLines({ answer }: SourceTrial, screen: Screen): string[] {
  const title = screen.say("trial.answer");
  if (answer === null) return [title, `  ${screen.say("trial.no-answer")}`];
  const about = { from: answer.from, bytes: screen.number(answer.bytes), time: screen.time(answer.atMs) };
  const shown = printable(answer.text.slice(0, shownChars)).split("\n");
  return [
    `${title}  ${printable(screen.say("trial.answer.line", about))}`,
    ...shown.map((line) => `  ${line}`),
    ...(answer.text.length > shownChars ? [`  ${screen.say("trial.cut")}`] : []),
  ];
}

function readingLines({ readings, valid }: SourceTrial, screen: Screen): string[] {
  const rows = readings
    .slice(0, shownRows)
    .map((reading) => [
      screen.mark("ok"),
      reading.indicator,
      reading.place,
      reading.value === null
        ? screen.say("trial.no-value")
        : typeof reading.value === "number"
          ? screen.number(reading.value)
          : printable(reading.value),
      screen.time(reading.asOfMs),
    ]);
  return [screen.say("trial.readings", { count: screen.number(valid) }), ...columns(rows), ...more(valid, screen)];
}

function reportLines(reports: NonNullable<SourceTrial["reports"]>, valid: number, screen: Screen): string[] {
  const rows = reports
    .slice(0, shownRows)
    .map(({ id, service, state, position, requestedAtMs, agency }) => [
      screen.mark("ok"),
      printable(id),
      printable(service),
      screen.say(state === "open" ? "trial.report-open" : "trial.report-closed"),
      screen.time(requestedAtMs),
      position === null ? screen.say("trial.no-position") : `${position.lat}, ${position.lon}`,
      printable(agency ?? ""),
    ]);
  return [screen.say("trial.reports", { count: screen.number(valid) }), ...columns(rows), ...more(valid, screen)];
}

function refusedLines({ refused, invalid }: SourceTrial, screen: Screen): string[] {
  if (invalid === 0) return [];
  const rows = refused
    .slice(0, shownRows)
    .flatMap(({ given, reason }) => [
      `  ${screen.mark("alarm")} ${screen.reason(reason)}`,
      `    ${printable(given.slice(0, 160))}`,
    ]);
  return ["", screen.say("trial.refused", { count: screen.number(invalid) }), ...rows, ...more(invalid, screen)];
}

const more = (count: number, screen: Screen): string[] =>
  count > shownRows ? [`  ${screen.say("trial.more", { count: screen.number(count - shownRows) })}`] : [];

/** A platform's text must not steer the terminal. */
const printable = (text: string): string =>
  text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replace(/\p{Cc}/gu, (character) => (/[\n\t]/.test(character) ? character : "·"));

/** @param asOfMs as they were at a moment, epoch ms */
export async function listSources(which: Which, asOfMs: number | undefined, screen: Screen): Promise<number> {
  const found = await ask(await findRunning(which), asOf(routes.sources, asOfMs), SourcesThen);
  const rows = found.sources.map((source) => [
    screen.mark(sourceMarks[source.state] ?? "alarm"),
    source.id,
    screen.words(source.name),
    screen.words(sourceStates[source.state]),
    source.isSimulated ? screen.say("status.simulated") : "",
    screen.say("status.since", { time: screen.time(source.sinceMs) }),
    ...(source.reason === null ? [] : [screen.reason(source.reason)]),
    source.lastReadingAtMs === null
      ? screen.say("status.no-reading")
      : screen.say("status.last", { time: screen.time(source.lastReadingAtMs) }),
  ]);
  screen.show(found, [
    screen.say("as-of", { time: screen.time(found.asOfMs) }),
    ...(rows.length === 0 ? [`  ${screen.say("status.none")}`] : columns(rows)),
  ]);
  return 0;
}

/** @param asOfMs as it was at a moment, epoch ms */
export async function showRefusals(
  which: Which,
  name: string,
  asOfMs: number | undefined,
  screen: Screen,
): Promise<number> {
  const found = await ask(await findRunning(which), asOf(routes.refusals(encodeURIComponent(name)), asOfMs), Refusals);
  const counts = Object.entries(found.byCode).map(([code, count]) => [screen.number(count), code]);
  const last = found.last.map(({ atMs, reason }) => [screen.time(atMs), screen.reason(reason)]);
  screen.show(found, [
    screen.say("as-of", { time: screen.time(found.asOfMs) }),
    ...(counts.length === 0 ? [`  ${screen.say("status.none")}`] : columns(counts)),
    ...(last.length === 0 ? [] : ["", ...columns(last)]),
  ]);
  return 0;
}
