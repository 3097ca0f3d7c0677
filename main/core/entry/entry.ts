import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { type CheckedRow, type EntryRow, mostDrafts } from "#contract/entry/entry.ts";
import type {
  Drafts,
  EnteredFigures,
  EntryDeed,
  EntryReport,
  EntryTable,
  ExpectedFigures,
} from "#contract/entry/http.ts";
import { isEnteredPeriod, periodName, periodWords, readPeriod } from "#contract/entry/period.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { Reach } from "../access/reach.ts";
import type { SiteCalendar } from "../calendar/site-calendar.ts";
import type { Sources } from "../connectors/sources.ts";
import type { Taker } from "../connectors/taker.ts";
import type { PastRepository, ReadingsRepository } from "../store/reading-repositories.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { isOf } from "./beside.ts";
import { type CheckOptions, type Judged, judge } from "./checking.ts";
import { expectedOf } from "./expected.ts";
import { type HandFigures, handFiguresOf } from "./figures.ts";
import type { EntryRepository, NewEntry, StoredDeed } from "./repository.ts";
import { readEntryTable } from "./table.ts";
import { entryTemplate } from "./template.ts";

/** While the store fails nobody is left hanging: the deed is written down, and goes on by itself. */
const storedWithinMs = 10_000;
/** Deeds that are looked at again at the start: a power cut may have taken the last readings, which came by a line that is not synced. */
const lookedAtMs = 86_400_000;
const mostOpen = 10_000;
/** Drafts that nobody has touched for so long are gone. */
const draftsKeptMs = 60 * 86_400_000;
/** Some twenty years of five hundred figures a day would be more; the oldest go first. */
const mostEntries = 1_000_000;
/** What is expected is told so long without being looked at anew; of so many kinds of reach. */
const expectedKeptMs = 10_000;
const mostReaches = 200;
/** Rows of the list that are looked through for those that somebody's right reaches. */
const mostLookedThrough = 20_000;
const listAtOnce = 500;

/** Who enters: `owner` tells him from all others, for his drafts and for what he sends twice. */
export type Person = { owner: string; by: Who; reach: Reach };

export type EntryOptions = {
  /** Asked anew for each question, as it may change. */
  profile(): Profile;
  repository: EntryRepository;
  past: Pick<PastRepository, "newestInMany">;
  readings: Pick<ReadingsRepository, "revisions">;
  admit: Taker["admit"];
  hand: Sources["hand"];
  calendar: Pick<SiteCalendar, "current">;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  log: Pick<Logger, "info" | "warn" | "error">;
};

/** Figures that officers enter: what is expected of them, what they hand in, and what they did. */
export type Entry = {
  expected(reach: Reach): Promise<ExpectedFigures>;
  check(rows: readonly EntryRow[], reach: Reach): Promise<CheckedRow[]>;
  /**
   * Takes a deed once: sent again it is answered the same. When it resolves its figures are on the disk, and every screen was told.
   * @throws CodedError entry.key-used, source.not-stored-yet (it goes on by itself), store.full, store.failed
   */
  send(deed: EntryDeed, person: Person): Promise<EntryReport>;
  /** @throws CodedError what `readEntryTable` throws */
  table(bytes: Buffer, reach: Reach): Promise<EntryTable>;
  template(language: "vi" | "en", reach: Reach): Promise<Buffer>;
  list(
    query: { before?: number | undefined; limit: number },
    person: Pick<Person, "owner" | "reach">,
  ): Promise<EnteredFigures>;
  drafts(owner: string): Promise<Drafts>;
  /** @throws CodedError entry.too-many-drafts, and what the store throws */
  changeDrafts(owner: string, changes: Parameters<EntryRepository["changeDrafts"]>[1]): Promise<Drafts>;
  /** Hands in what an earlier run has written down and not handed in. */
  start(): Promise<void>;
};

export function createEntry(options: EntryOptions): Entry {
  const { repository, past, readings, offsetMs, now, log } = options;
  const oneByOne = oneAtATime();
  const delivering = new Map<number, Promise<EntryReport>>();
  let known: { profile: Profile; figures: HandFigures } | undefined;
  let lastAtMs = 0;

  const site = (): { profile: Profile; figures: HandFigures } => {
    const profile = options.profile();
    if (known?.profile !== profile)
      known = { profile, figures: handFiguresOf(profile, options.calendar.current().reportMonthBeginsOn) };
    return known;
  };
  const besides = { past, readings, repository, offsetMs };
  const checking = (reach: Reach): CheckOptions => ({
    ...{ ...besides, ...site(), reach, admit: options.admit, nowMs: now() },
  });
  const mine = (reach: Reach) =>
    site().figures.all.filter(({ indicator, place }) => reach.figure(indicator.code, place.id));

  /** Pages of many people ask the same; what they are told is a few seconds old at most, but for whoever has just sent something. */
  const told = new Map<string, { profile: Profile; atMs: number; made: Promise<ExpectedFigures> }>();
  const expected = (reach: Reach): Promise<ExpectedFigures> => {
    const before = told.get(reach.name);
    const { profile } = site();
    if (before?.profile === profile && Math.abs(now() - before.atMs) < expectedKeptMs) return before.made;
    const made = makeExpected(reach);
    made.catch(() => told.delete(reach.name));
    told.delete(reach.name);
    told.set(reach.name, { profile, atMs: now(), made });
    if (told.size > mostReaches) told.delete(told.keys().next().value as string);
    return made;
  };
  const makeExpected = async (reach: Reach): Promise<ExpectedFigures> => {
    const nowMs = Math.round(now());
    const own = mine(reach);
    const found = await expectedOf(own, { ...besides, calendar: options.calendar.current(), nowMs });
    const scopes = reach.isWhole ? [] : namesOf(site().profile, reach);
    return { nowMs, scopes: scopes.slice(0, 8), ...found };
  };

  /** Hands a deed's figures to their sources, whose readings they are; again where that was begun before. */
  const deliver = (deed: StoredDeed, entries: readonly NewEntry[]): Promise<EntryReport> => {
    const begun = delivering.get(deed.number);
    if (begun !== undefined) return begun;
    const done = handIn(deed, entries).finally(() => delivering.delete(deed.number));
    delivering.set(deed.number, done);
    return done;
  };

  const handIn = async (deed: StoredDeed, entries: readonly NewEntry[]): Promise<EntryReport> => {
    const left = new Map<number, CodedMessage>();
    const bySource = Map.groupBy(entries, ({ source }) => source);
    await Promise.all(
      [...bySource].map(async ([source, some]) => {
        const acceptance = options.hand(
          source,
          some.map(({ indicator, place, value, asOfMs, status }) => ({
            ...{ indicator, place, value, asOf: asOfMs, issuedAt: deed.atMs, status },
          })),
        );
        if (acceptance.hasNoRoom) throw new CodedError("source.not-stored-yet", { seconds: storedWithinMs / 1_000 });
        const outcome = await acceptance.outcome;
        if (!outcome.isStored && acceptance.valid > 0)
          throw new CodedError("source.not-stored-yet", { seconds: storedWithinMs / 1_000 });
        // Between its check and now the profile may have become another.
        for (const [at, why] of acceptance.refusals.entries()) if (why !== null) left.set(some[at]?.row ?? -1, why);
      }),
    );
    const report = left.size === 0 ? deed.report : without(deed.report, left);
    await repository.finish(deed.number, report);
    told.clear();
    return report;
  };

  const inTime = async (work: Promise<EntryReport>): Promise<EntryReport> => {
    const ending = new AbortController();
    const late = pause(storedWithinMs, "late" as const, { ref: false, signal: ending.signal }).catch(
      () => "late" as const,
    );
    const first = await Promise.race([work, late]).finally(() => ending.abort());
    if (first !== "late") return first;
    work.catch((error: unknown) => log.warn({ err: error }, "entered figures wait to be stored"));
    throw new CodedError("source.not-stored-yet", { seconds: storedWithinMs / 1_000 });
  };

  const send = async ({ key, mode, rows }: EntryDeed, { owner, by, reach }: Person): Promise<EntryReport> => {
    const hash = createHash("sha256").update(JSON.stringify({ mode, rows })).digest("hex");
    const before = await repository.deed(owner, key);
    if (before !== undefined) {
      if (before.hash !== hash) throw new CodedError("entry.key-used");
      return before.isDone ? before.report : inTime(deliver(before, await repository.entriesOf(before.number)));
    }
    const judged = await judge(rows, checking(reach));
    markTwice(rows, judged);
    const isGood = ({ checked: { outcome } }: Judged) => outcome === "new" || outcome === "correction";
    const isBad = ({ checked: { outcome } }: Judged) => outcome === "refused" || outcome === "needs-reason";
    const good = judged.filter(isGood).length;
    const bad = judged.filter(isBad).length;
    const isRefused = mode === "all" ? bad > 0 : good === 0 && bad > 0;
    // The revisions of one moment are told apart by when they were issued.
    lastAtMs = Math.max(Math.round(now()), lastAtMs + 1);
    const report: EntryReport = {
      ...{ outcome: isRefused ? "refused" : "taken", atMs: lastAtMs },
      ...{ taken: isRefused ? 0 : good, same: judged.length - good - bad, left: isRefused ? good + bad : bad },
      rows: judged.map((one) => ({
        outcome: isBad(one) || (isRefused && isGood(one)) ? "left" : isGood(one) ? "taken" : "same",
        messages: one.checked.messages,
      })),
    };
    if (isRefused) return report;
    const entries = judged.flatMap((one, row): NewEntry[] =>
      one.good === undefined || !isGood(one) ? [] : [entryOf(rows[row] as EntryRow, row, one, one.good, offsetMs)],
    );
    const drafts = judged.flatMap(({ good }, row) =>
      good === undefined || report.rows[row]?.outcome === "left" ? [] : [draftKey(good, offsetMs)],
    );
    const number = await repository.begin({ owner, key, hash, atMs: report.atMs, by, report, entries, drafts });
    return inTime(deliver({ number, hash, atMs: report.atMs, report, isDone: false }, entries));
  };

  return {
    expected,
    check: async (rows, reach) => (await judge(rows, checking(reach))).map(({ checked }) => checked),
    send: (deed, person) => oneByOne(() => send(deed, person)),
    table: (bytes, reach) => readEntryTable(bytes, checking(reach)),
    template: async (language, reach) => entryTemplate((await expected(reach)).figures, language),

    async list({ before, limit }, { owner, reach }) {
      const { profile, figures } = site();
      const indicators = new Map(profile.indicators.map((one) => [one.code, one]));
      const places = new Map(profile.places.map((one) => [one.id, one.name]));
      const found: EnteredFigures["figures"] = [];
      let from = before;
      for (let looked = 0; looked < mostLookedThrough && found.length <= limit; looked += listAtOnce) {
        const rows = await repository.list(from, listAtOnce);
        for (const { by, owner: whose, asOfMs: _asOfMs, source: _source, row: _row, ...one } of rows) {
          if (!reach.figure(one.indicator, one.place) || found.length > limit) continue;
          const indicator = indicators.get(one.indicator);
          const period = indicator?.period;
          const fromMs =
            period === undefined || !isEnteredPeriod(period) ? undefined : readPeriod(period, one.period, offsetMs);
          const name = indicator?.name ?? { vi: one.indicator, en: one.indicator };
          found.push({
            ...one,
            ...{ by: (by.name || by.role).slice(0, 200), role: by.role, isMine: whose === owner, name },
            placeName: places.get(one.place) ?? { vi: one.place, en: one.place },
            unit: indicator?.unit ?? { vi: "?", en: "?" },
            ...{ decimals: indicator?.decimals ?? 6, showsSign: indicator?.showsSign ?? false },
            periodWords:
              fromMs === undefined || period === undefined || !isEnteredPeriod(period)
                ? { vi: one.period, en: one.period }
                : periodWords(period, fromMs, offsetMs, figures.of(one.indicator, one.place)?.reportsFrom),
            isChangeable: one.isNewest && figures.of(one.indicator, one.place) !== undefined,
          });
        }
        from = rows.at(-1)?.number;
        if (rows.length < listAtOnce) break;
      }
      return { figures: found.slice(0, limit), hasMore: found.length > limit };
    },

    drafts: async (owner) => ({ drafts: await repository.drafts(owner) }),
    async changeDrafts(owner, changes) {
      const count = await repository.changeDrafts(owner, changes, Math.round(now()), mostDrafts);
      if (count > mostDrafts) throw new CodedError("entry.too-many-drafts", { limit: mostDrafts });
      return { drafts: await repository.drafts(owner) };
    },

    async start() {
      await repository
        .tidy(now() - draftsKeptMs, mostEntries)
        .catch((error: unknown) => log.warn({ err: error }, "old drafts and deeds of entry stay"));
      for (const deed of await repository.open(now() - lookedAtMs, mostOpen)) {
        const entries = await repository.entriesOf(deed.number);
        const missing = deed.isDone ? await missingOf(entries, deed.atMs) : entries;
        if (missing.length === 0) continue;
        log.info({ deed: deed.number, figures: missing.length }, "entered figures are handed in again");
        await inTime(deliver(deed, missing)).catch((error: unknown) =>
          log.error({ err: error, deed: deed.number }, "entered figures could not be handed in"),
        );
      }
    },
  };

  /** Those of which there is no reading. */
  async function missingOf(entries: readonly NewEntry[], atMs: number): Promise<NewEntry[]> {
    const missing: NewEntry[] = [];
    for (const entry of entries) {
      const { indicator, place, asOfMs } = entry;
      const stored: Reading[] = await readings.revisions({
        ...{ indicator, place, fromMs: asOfMs, toMs: asOfMs, limit: 100 },
      });
      if (!stored.some((one) => isOf(one, { ...entry, atMs }))) missing.push(entry);
    }
    return missing;
  }
}

function entryOf(
  { status, reason }: EntryRow,
  row: number,
  { checked }: Judged,
  { figure, periodFromMs, asOfMs, value }: NonNullable<Judged["good"]>,
  offsetMs: number,
): NewEntry {
  const { indicator, place, source } = figure;
  const { current } = checked;
  return {
    ...{ row, source, indicator: indicator.code, place: place.id },
    period: periodName(indicator.period, periodFromMs, offsetMs),
    ...{ asOfMs, value, status, reason: reason.trim() },
    before:
      current === null
        ? null
        : { value: typeof current.value === "number" ? current.value : null, status: current.status },
  };
}

const draftKey = ({ figure: { indicator, place }, periodFromMs }: NonNullable<Judged["good"]>, offsetMs: number) =>
  `${indicator.code}@${place.id}@${periodName(indicator.period, periodFromMs, offsetMs)}`;

/** A figure that stands twice in a deed is taken once; with another value none can know which is meant. */
function markTwice(rows: readonly EntryRow[], judged: readonly Judged[]): void {
  const first = new Map<string, number>();
  for (const [at, { good, checked }] of judged.entries()) {
    if (good === undefined) continue;
    const key = `${good.figure.indicator.code}@${good.figure.place.id}@${good.periodFromMs}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, at);
      continue;
    }
    const isSame = judged[before]?.good?.value === good.value && rows[before]?.status === rows[at]?.status;
    checked.outcome = isSame ? "same" : "refused";
    checked.messages = [
      isSame
        ? { code: "entry.twice-same", params: { line: before + 1 } }
        : { code: "entry.twice-different", params: { line: before + 1, value: judged[before]?.good?.value ?? "?" } },
    ];
  }
}

function without(report: EntryReport, left: ReadonlyMap<number, CodedMessage>): EntryReport {
  const rows = report.rows.map((one, at) => {
    const why = left.get(at);
    return why === undefined ? one : { outcome: "left" as const, messages: [why] };
  });
  const count = (outcome: string) => rows.filter((one) => one.outcome === outcome).length;
  return { ...report, rows, taken: count("taken"), same: count("same"), left: count("left") };
}

/** The units and communes that a right reaches, as people read them. */
function namesOf({ units, places }: Profile, reach: Reach): Words[] {
  const own = units.filter(({ id, into }) => into === undefined && reach.unit(id)).map(({ name }) => name);
  const known = new Set(units.flatMap(({ place, id }) => (place !== undefined && reach.unit(id) ? [place] : [])));
  return [...own, ...places.filter(({ id }) => reach.place(id) && !known.has(id)).map(({ name }) => name)];
}
