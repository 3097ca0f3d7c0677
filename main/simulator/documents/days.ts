import { localMidnightMs, seedOf } from "../curves.ts";
import { localDay, type Sent, sentXml, stamp, toldXml } from "./edxml.ts";
import type { DocumentsScript, Organ } from "./script.ts";

/**
 * The messages of made-up working days as a pure function of time: the same moment always gives the same files, so that a restart goes on
 * where it was. Offices work from 7:30 to 11:30 and 13:30 to 17:00, Monday to Friday; slow ones let documents lie, and now and then somebody
 * sends what is wrong.
 */
export type MessageFile = {
  name: string;
  text: string;
  atMs: number;
  /** Which document at which organisation, and whether a later message of it makes this one superfluous. */
  about: string;
  isState: boolean;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Of the time that an office of usual pace takes, working hours. */
const usualHours = { received: 0.7, assigned: 4, begun: 9, done: 26 };

const weekday = (atMs: number): number => new Date(atMs + 7 * hourMs).getUTCDay();
const isWorked = (atMs: number): boolean => weekday(atMs) !== 0 && weekday(atMs) !== 6;

/** Working hours of a day by which its clock stands: 7.5 hours in two halves. */
const spans = [
  [7.5, 11.5],
  [13.5, 17],
] as const;
const hoursADay = 7.5;

/** The moment so many working hours after midnight of a working day. */
function workedFrom(midnightMs: number, hours: number): number {
  let left = hours;
  let dayStartMs = midnightMs;
  while (left >= hoursADay || !isWorked(dayStartMs)) {
    if (isWorked(dayStartMs)) left -= hoursADay;
    dayStartMs += dayMs;
  }
  for (const [from, to] of spans) {
    if (left < to - from) return dayStartMs + (from + left) * hourMs;
    left -= to - from;
  }
  return dayStartMs + 17 * hourMs;
}

/** The working day so many after one, as the law counts: that one is not counted. */
function dueAfter(midnightMs: number, days: number): string {
  let atMs = midnightMs;
  for (let left = days; left > 0; ) {
    atMs += dayMs;
    if (isWorked(atMs)) left -= 1;
  }
  return localDay(atMs);
}

function picked(organs: readonly Organ[], seed: string): Organ {
  let left = seedOf(seed) * organs.reduce((sum, { weight }) => sum + weight, 0);
  for (const organ of organs) {
    left -= organ.weight;
    if (left < 0) return organ;
  }
  return organs[0] as Organ;
}

const fileOf = (atMs: number, key: string, text: string, about: string, isState: boolean): MessageFile => ({
  name: `${stamp(atMs).replace(/[/:]/g, "").replace(" ", "-")}-${key}.edxml`,
  ...{ text, atMs, about, isState },
});

/** All messages about the documents of one day, whenever they come. */
function messagesOf(midnightMs: number, script: DocumentsScript): MessageFile[] {
  if (!isWorked(midnightMs)) return [];
  const day = localDay(midnightMs);
  const ministry = (seed: string) => script.ministries[Math.floor(seedOf(seed) * script.ministries.length)] as string;
  const coming = Array.from({ length: script.perDay }, (_, at) => {
    const seed = `${day}/${at}`;
    const organs = [picked(script.organs, `${seed}a`)];
    if (seedOf(`${seed}many`) < 0.15) organs.push(picked(script.organs, `${seed}b`));
    return documentOf({ seed, at, midnightMs, from: ministry(seed), to: [...new Set(organs)] });
  });
  const going = Array.from({ length: script.sentPerDay }, (_, at) => {
    const seed = `${day}/di/${at}`;
    const from = picked(script.organs, seed).code;
    const to = [{ code: ministry(seed), weight: 1, pace: 1 }];
    return documentOf({ seed, at: 500 + at, midnightMs, from, to });
  });
  return [...coming, ...going].flat();
}

function documentOf(of: {
  seed: string;
  at: number;
  midnightMs: number;
  from: string;
  to: readonly Organ[];
}): MessageFile[] {
  const { seed, at, midnightMs, from, to } = of;
  const number = 1_000 + Math.floor(seedOf(`${seed}n`) * 8_000);
  const id = `${from},${localDay(midnightMs).replace(/-/g, "/")},${number}/MP-VP`;
  const sentHours = seedOf(`${seed}h`) * hoursADay;
  const sentMs = Math.floor(workedFrom(midnightMs, sentHours) / 1_000) * 1_000;
  const dueDays = 3 + Math.floor(seedOf(`${seed}due`) * 8);
  const dueOn = seedOf(`${seed}nodue`) < 0.12 ? null : dueAfter(midnightMs, dueDays);
  const key = `${String(at).padStart(3, "0")}-${number}`;
  const sent: Sent = { id, number, from, to: to.map(({ code }) => code), dueOn, business: "0", atMs: sentMs };
  const files = [fileOf(sentMs, key, sentXml(sent), id, false)];
  if (seedOf(`${seed}changed`) < 0.05 && dueOn !== null) {
    const changed: Sent = {
      ...sent,
      dueOn: dueAfter(midnightMs, dueDays + 3),
      business: "2",
      atMs: sentMs + 5 * hourMs,
    };
    files.push(fileOf(changed.atMs, `${key}-sua`, sentXml(changed), id, false));
  }
  for (const [which, { code: organ, pace }] of to.entries()) {
    const told = (state: string, hours: number) => {
      const atMs = Math.floor(workedFrom(midnightMs, sentHours + hours) / 1_000) * 1_000;
      files.push(
        fileOf(
          atMs,
          `${key}-${which}-${state}`,
          toldXml({ id, number, organ, sender: from, state, atMs }),
          `${id} ${organ}`,
          true,
        ),
      );
    };
    const hours = (usual: number, what: string) => usual * pace * (0.4 + 1.2 * seedOf(`${seed}${organ}${what}`));
    const received = hours(usualHours.received, "r");
    if (seedOf(`${seed}${organ}refused`) < 0.03) {
      told("02", received);
      continue;
    }
    told("03", received);
    told("04", received + hours(usualHours.assigned, "a"));
    told("05", received + hours(usualHours.begun, "b") + usualHours.assigned);
    if (seedOf(`${seed}recalled`) < 0.02) {
      const recalled: Sent = { ...sent, business: "1", atMs: sentMs + 26 * hourMs };
      files.push(fileOf(recalled.atMs, `${key}-thu-hoi`, sentXml(recalled), `${id} ${organ}`, true));
      continue;
    }
    told("06", received + usualHours.begun * 1.6 + hours(usualHours.done, "d"));
  }
  return files;
}

/** What goes wrong on a working day: a broken file, one of a stranger, a state that there is not, one that goes back, one that comes twice. */
function faultsOf(midnightMs: number, script: DocumentsScript): MessageFile[] {
  if (!isWorked(midnightMs)) return [];
  const day = localDay(midnightMs);
  const [first] = messagesOf(midnightMs, script).filter(({ isState }) => !isState);
  const organ = script.organs[0]?.code ?? "";
  const at = (hour: number) => midnightMs + hour * hourMs;
  const told = { id: `MP.G01,${day},hong`, number: 1, organ, sender: "MP.G01" };
  const stranger: Sent = {
    ...{ id: `MP.G01,${day},la`, number: 2, from: "MP.G01", to: ["MP.H99.01"], dueOn: null, business: "0" },
    atMs: at(14),
  };
  const files = [
    fileOf(at(9.65), "hong", sentXml({ ...stranger, to: [organ] }).slice(0, 700), "", false),
    fileOf(at(10.4), "sai-ma", toldXml({ ...told, state: "09", atMs: at(10.4) }), "", false),
    fileOf(at(14), "don-vi-la", sentXml(stranger), "", false),
    fileOf(at(15.2), "rong", "", "", false),
  ];
  // One of them a day, by turns, and again what was sent before.
  const fault = files[Math.floor(seedOf(`${day}fault`) * files.length)] as MessageFile;
  const again = first === undefined ? [] : [fileOf(at(16.1), "lap", first.text, "", false)];
  return [fault, ...again];
}

/** The files of the exchange up to a moment, oldest first; of what is long past the last state alone. */
export function filesUntil(nowMs: number, script: DocumentsScript): MessageFile[] {
  const todayMs = localMidnightMs(nowMs);
  const files: MessageFile[] = [];
  for (let back = Math.ceil(script.days * 1.4) + 2; back >= 0; back--) {
    const midnightMs = todayMs - back * dayMs;
    files.push(...messagesOf(midnightMs, script));
    // Yesterday's mistakes are nobody's concern any more.
    if (back === 0) files.push(...faultsOf(midnightMs, script));
  }
  const past = files
    .filter(({ atMs }) => atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs || a.name.localeCompare(b.name));
  const lastOf = new Map(past.filter(({ isState }) => isState).map((file) => [file.about, file.name]));
  return past.filter((file) => !file.isState || file.atMs >= todayMs || lastOf.get(file.about) === file.name);
}
