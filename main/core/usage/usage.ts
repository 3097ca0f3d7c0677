import type { Logger } from "pino";
import { type Freshness, freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import {
  mostUsedThings,
  type UsageDeed,
  type UsageQuery,
  type Usage as UsageReport,
  type UsedThing,
} from "#contract/usage/http.ts";
import { dayOf, firstOfMonth, keptFrom, numberOf, periodOf } from "./days.ts";
import { groupsOf, type Member } from "./groups.ts";
import type { UsageRepository, UsageRow } from "./repository.ts";
import type { Thing } from "./shown.ts";

const dayMs = 86_400_000;
/** What was counted is written so often; a kill loses no more. */
const writeEveryMs = 60_000;
/** A clock that leaps, or a machine that slept, has shown nothing meanwhile. */
const longestStepMs = 5 * 60_000;
/** Counters that wait to be written; what is beyond is not counted. */
const mostWaiting = 20_000;
const usualDays = 30;
/** What is shown for less is no reason to ask why nobody wants it. */
const leastShownMs = 3_600_000;

export type Usage = {
  /** Somebody did something with a thing. Who, beyond his unit and role, is not asked. */
  did(member: Member, deed: UsageDeed, thing: Thing): void;
  report(query: Partial<UsageQuery>): Promise<UsageReport>;
  stop(): Promise<void>;
};

/**
 * Counts what is shown on the wall and what people want of it: by thing, and by unit and role of those who did.
 * @param options.people everybody who may do something, now
 * @param options.shown what is on the monitors at this moment; called once a minute and before it changes
 * @param options.onChange calls back before something else is shown
 */
export function openUsage(options: {
  repository: UsageRepository;
  people(): Promise<readonly Member[]>;
  shown(): readonly Thing[];
  indicators(): readonly Indicator[];
  /** What a thing, or a unit, is called; null: nobody knows. */
  titleOf(thing: Thing): Words | null;
  titleOfUnit(unit: string): Words | null;
  newest(): Iterable<Reading>;
  offsetMs: number;
  now(): number;
  log: Logger;
}): Usage & {
  /** Something else is shown from now on. */
  changed(): void;
} {
  const { repository, people, now, offsetMs, log } = options;
  const deeds = new Map<string, { period: number; member: Member; deed: UsageDeed; thing: Thing; count: number }>();
  const stretches = new Map<string, { period: number; thing: Thing; ms: number }>();
  let on: { things: readonly Thing[]; sinceMs: number } = { things: [], sinceMs: now() };
  let condensedOn = 0;

  /** Adds the time since the last look to what was on then. */
  const look = (): void => {
    const nowMs = now();
    const ms = nowMs - on.sinceMs;
    if (ms > 0 && ms <= longestStepMs) {
      const period = periodOf(nowMs, offsetMs);
      for (const thing of on.things) {
        const key = `${period} ${thing.kind} ${thing.name}`;
        const known = stretches.get(key);
        if (known !== undefined) known.ms += ms;
        else if (stretches.size < mostWaiting) stretches.set(key, { period, thing, ms });
      }
    }
    on = { things: options.shown(), sinceMs: nowMs };
  };

  const write = async (): Promise<void> => {
    look();
    const members = await people();
    const groupOf = groupsOf(members);
    const nobody = { unit: null, role: "", count: 0 };
    const rows: UsageRow[] = [...stretches.values()].map(({ period, thing, ms }) => ({
      ...{ period, what: "shown", ...thing, ...nobody, ms: Math.round(ms) },
    }));
    const taken = [...deeds.values()];
    for (const { period, member, deed, thing, count } of taken) {
      const group = groupOf(member);
      if (group === undefined) continue;
      rows.push({ period, what: deed, ...thing, ...group, count, ms: 0 });
    }
    const period = periodOf(now(), offsetMs);
    // Without a group nothing is counted, which is another thing than that nobody did anything.
    if (members.some((member) => groupOf(member) !== undefined))
      rows.push({ ...{ period, what: "counted", kind: "page", name: "" }, ...nobody, count: 1, ms: 0 });
    stretches.clear();
    deeds.clear();
    if (rows.length > 0) await repository.add(rows);
    if (condensedOn === period) return;
    const kept = keptFrom(now(), offsetMs);
    await repository.condense(kept.days, kept.months);
    condensedOn = period;
  };
  let working: Promise<void> = Promise.resolve();
  const writeNext = (): Promise<void> => {
    working = working
      .then(write)
      .catch((error: unknown) => log.warn({ err: error }, "what was used could not be written down"));
    return working;
  };
  const timer = setInterval(() => void writeNext(), writeEveryMs).unref();

  return {
    changed: look,
    did(member, deed, thing) {
      const period = periodOf(now(), offsetMs);
      const key = JSON.stringify([period, member.unit, member.role, deed, thing.kind, thing.name]);
      const known = deeds.get(key);
      if (known !== undefined) known.count += 1;
      else if (deeds.size < mostWaiting) deeds.set(key, { period, member, deed, thing, count: 1 });
    },
    async report({ fromDay, toDay, days = usualDays, unit, role }) {
      await writeNext();
      const today = periodOf(now(), offsetMs);
      const to = Math.min(today, toDay === undefined ? today : numberOf(toDay));
      const wanted = fromDay === undefined ? periodOf(now() - days * dayMs, offsetMs) : Math.min(to, numberOf(fromDay));
      const kept = keptFrom(now(), offsetMs);
      // Of months that are kept whole there is no part; 1 of a month lies behind the month's own number.
      const from = wanted < kept.days ? Math.max(kept.months, firstOfMonth(wanted) - 1) : wanted;
      // A day that is not over would tell when somebody did something, to whoever looks again and again.
      const yesterday = periodOf(now() - dayMs, offsetMs);
      const [shown, done] = await Promise.all([
        repository.sums(from, to),
        repository.sums(from, Math.min(to, yesterday)),
      ]);
      const told = done.filter(({ what }) => what !== "shown");
      const isMeant = (row: UsageRow) =>
        (unit === undefined || (row.unit ?? "") === unit) && (role === undefined || row.role === role);
      const rows = [...shown.filter(({ what }) => what === "shown"), ...told.filter(isMeant)];
      const all = thingsOf(rows, options.titleOf);
      const countedDays = told.find(({ what }) => what === "counted")?.count ?? 0;
      const shownOnly = all.filter((one) => one.name !== "" && one.shownMs >= leastShownMs && wantedTimes(one) === 0);
      return {
        fromDay: dayOf(from % 100 === 0 ? from + 1 : from),
        ...{ toDay: dayOf(to), countedDays, things: all.slice(0, mostUsedThings), isCut: all.length > mostUsedThings },
        groups: groupsIn(told.filter(isMeant), options.titleOfUnit),
        neverAsked: countedDays === 0 ? null : shownOnly.slice(0, mostUsedThings),
        late: lateOf(all, options.indicators(), options.newest(), now()),
      };
    },
    async stop() {
      clearInterval(timer);
      await writeNext();
    },
  };
}

const wantedTimes = ({ opened, asked, taken }: Pick<UsedThing, UsageDeed>): number => opened + asked + taken;

/** Things with what was counted of each: those that people want most first, then those shown longest. */
function thingsOf(rows: readonly UsageRow[], titleOf: (thing: Thing) => Words | null): UsedThing[] {
  const things = new Map<string, UsedThing>();
  for (const { what, kind, name, count, ms } of rows) {
    if (what === "counted") continue;
    const key = `${kind} ${name}`;
    const thing =
      things.get(key) ??
      ({ kind, name, title: titleOf({ kind, name }), shownMs: 0, opened: 0, asked: 0, taken: 0 } satisfies UsedThing);
    if (what === "shown") thing.shownMs += ms;
    else thing[what] += count;
    things.set(key, thing);
  }
  return [...things.values()].sort(
    (a, b) => wantedTimes(b) - wantedTimes(a) || b.shownMs - a.shownMs || a.name.localeCompare(b.name),
  );
}

function groupsIn(rows: readonly UsageRow[], titleOf: (unit: string) => Words | null): UsageReport["groups"] {
  const groups = new Map<string, UsageReport["groups"][number]>();
  for (const { what, unit, role, count } of rows) {
    if (what === "counted" || what === "shown") continue;
    const key = JSON.stringify([unit, role]);
    const title = unit === null ? null : titleOf(unit);
    const group = groups.get(key) ?? { unit, title, role, opened: 0, asked: 0, taken: 0 };
    group[what] += count;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => wantedTimes(b) - wantedTimes(a)).slice(0, 2_000);
}

/** Figures that people want and that are fresh at no place. */
function lateOf(
  things: readonly UsedThing[],
  indicators: readonly Indicator[],
  newest: Iterable<Reading>,
  nowMs: number,
): UsageReport["late"] {
  const ruleOf = new Map(indicators.map((one) => [one.code, one]));
  const newestOf = new Map<string, number>();
  for (const { indicator, asOfMs } of newest)
    newestOf.set(indicator, Math.max(asOfMs, newestOf.get(indicator) ?? asOfMs));
  return things.flatMap((thing) => {
    const rule = ruleOf.get(thing.name);
    if (thing.kind !== "indicator" || rule === undefined || rule.isRetired || wantedTimes(thing) === 0) return [];
    const asOfMs = newestOf.get(thing.name);
    const freshness: Freshness | "none" = asOfMs === undefined ? "none" : freshnessOf(rule.freshness, asOfMs, nowMs);
    return freshness === "fresh" ? [] : [{ ...thing, freshness }];
  });
}
