import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Acknowledgement, Outage } from "#contract/entities/outage.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Words } from "#contract/entities/text.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import type { PastRepository } from "../store/reading-repositories.ts";
import type { SetAside } from "../store/repositories.ts";
import type { KeptOutage, OutagesRepository } from "./outages-repository.ts";
import { countPeriods } from "./periods.ts";

/** Shorter ones are a line that blinked: nobody needs a report of it, and it would push others out. */
const leastMs = 30_000;
/** What comes of an outage's time is counted so long after its end, and for so many of the newest. */
const countedForMs = 7 * 86_400_000;
const countedAtOnce = 200;
/** How exactly the next run knows when this one ended. */
const aliveEveryMs = 30_000;
/** While much is caught up, periods are counted again after this, and take no more than a tenth of the time. */
const countEveryMs = 5_000;
const restAfterWork = 10;

export type OutagesOptions = {
  repository: OutagesRepository;
  past: Pick<PastRepository, "filledIn" | "newestIn">;
  indicators: readonly Indicator[];
  /** Those that are asked or that call: an outage of figures that stand in the profile means nothing. */
  sources: ReadonlyMap<string, Words>;
  /** Ids of the centres that are to know what was acknowledged here. */
  centres: readonly string[];
  /** The newest reading of each series. */
  newest(): readonly Reading[];
  /** Of the site's standard time from UTC. */
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
  log: Logger;
};

export type Outages = {
  /** To be called once, before the first source speaks: takes up what the last run left, and what was missed while none ran. */
  begin(setAside: SetAside | null): Promise<void>;
  /** Others are kept account of from now on. An outage of a source that is gone is over. */
  replace(what: Pick<OutagesOptions, "indicators" | "sources" | "centres">): void;
  /** To be told of every state of every source. */
  onSource(view: Pick<SourceView, "id" | "state" | "sinceMs" | "lastReadingAtMs" | "maintenance">): void;
  /** To be told of every reading that was stored, also of those that are not the newest. */
  onStored(reading: Pick<Reading, "source" | "asOfMs" | "indicator">): void;
  /** Those that are over, the newest first. @param asOfMs those that were over then, acknowledged as they were then */
  list(limit: number, before?: string, asOfMs?: number): Promise<Outage[]>;
  /** undefined where there is no such outage that is over. The first acknowledgement stays. */
  acknowledge(id: string, by: Omit<Acknowledgement, "forwarding" | "atMs">): Promise<Outage | undefined>;
  stop(): Promise<void>;
};

type Tracked = KeptOutage & {
  /** Indicators whose periods are to be counted again; null: all, for the first time. */
  toCount: Set<string> | null;
  isChanged: boolean;
};

/**
 * Notes when sources were away and what of that time came afterwards. Reports are written down as they change; a store that
 * fails is tried again, and until then they wait here.
 */
export function createOutages(options: OutagesOptions): Outages {
  const { repository, past, now, log, offsetMs } = options;
  let { sources, centres } = options;
  const byCode = (list: readonly Indicator[]) => new Map(list.map((one) => [one.code, one] as const));
  let indicators = byCode(options.indicators);
  /** Those that last, and those over whose time is still counted, the newest first. */
  const away = new Map<string, Tracked>();
  let over: Tracked[] = [];
  let working = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let alive: NodeJS.Timeout | undefined;
  let isStopped = false;

  const track = (kept: KeptOutage, toCount: Set<string> | null = new Set()): Tracked => ({
    ...kept,
    toCount,
    isChanged: true,
  });

  const open = (source: string, cause: KeptOutage["cause"], fromMs: number, plannedUntilMs?: number): void => {
    const name = sources.get(source);
    if (name === undefined) return;
    const kept = { id: randomUUID(), source, name, cause, fromMs, toMs: null, caughtUp: 0, indicators: [] };
    const planned = plannedUntilMs === undefined ? {} : { plannedUntilMs };
    away.set(source, track({ ...kept, ...planned }, null));
    soon();
  };

  const close = (outage: Tracked, toMs: number): void => {
    away.delete(outage.source);
    outage.toMs = toMs;
    outage.isChanged = true;
    over = [outage, ...over].slice(0, countedAtOnce);
    work();
  };

  const count = async (outage: Tracked): Promise<void> => {
    const { source, fromMs, toMs, toCount } = outage;
    if (toMs === null || (toCount !== null && toCount.size === 0)) return;
    outage.toCount = new Set();
    const isNews = (code: string) => toCount === null || toCount.has(code);
    const series = options.newest().filter((one) => one.source === source && isNews(one.indicator));
    const counted = await countPeriods({ fromMs, toMs, series, indicators, past, offsetMs });
    const known = new Map(outage.indicators.map((one) => [one.indicator, one]));
    for (const one of counted) {
      const before = known.get(one.indicator);
      // What was expected is told by the figures there were before it; what is caught up never goes back.
      if (toCount === null && before === undefined) outage.indicators.push(one);
      if (before !== undefined) before.late = Math.min(before.expected, Math.max(before.late, one.late));
    }
    outage.isChanged = true;
  };

  const workOnce = async (): Promise<void> => {
    over = over.filter((one) => one.isChanged || now() - (one.toMs ?? 0) < countedForMs);
    for (const outage of over) await count(outage);
    const lasting = [...away.values()].filter((one) => one.isChanged);
    const told = lasting.filter((one) => now() - one.fromMs >= leastMs);
    if (told.length < lasting.length) soon();
    const changed = [...told, ...over.filter((one) => one.isChanged)];
    if (changed.length === 0) return;
    for (const one of changed) one.isChanged = false;
    try {
      await repository.put(changed.map(({ toCount: _, isChanged: __, ...kept }) => kept));
      await repository.tidy(now());
    } catch (error) {
      for (const one of changed) one.isChanged = true;
      log.warn({ err: error }, "outages could not be written down; tried again");
      soon();
    }
  };

  const work = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const startedMs = performance.now();
    working = working
      .then(workOnce)
      .catch((error: unknown) => log.error({ err: error }, "outages could not be counted"))
      .then(() => {
        if (over.some((one) => one.toCount === null || one.toCount.size > 0))
          soon((performance.now() - startedMs) * restAfterWork);
      });
  };
  const soon = (atLeastMs = 0): void => {
    if (!isStopped) timer ??= setTimeout(work, Math.max(countEveryMs, atLeastMs)).unref();
  };

  const sayAlive = (): Promise<void> =>
    repository.sayAlive(now()).catch((error: unknown) => log.debug({ err: error }, "not written that this runs"));

  return {
    async begin(setAside) {
      const nowMs = now();
      const [kept, aliveAtMs] = await Promise.all([
        repository.recent(nowMs - countedForMs, countedAtOnce + sources.size),
        repository.aliveAtMs(),
      ]);
      for (const outage of kept) {
        if (outage.toMs !== null) over.push({ ...track(outage), isChanged: false });
        // A source that is no more in the profile will not come back.
        else if (!sources.has(outage.source)) close(track(outage, null), Math.max(outage.fromMs, aliveAtMs ?? nowMs));
        else away.set(outage.source, { ...track(outage, null), isChanged: false });
      }
      if (aliveAtMs !== null && nowMs - aliveAtMs >= leastMs)
        for (const source of sources.keys()) if (!away.has(source)) open(source, "core", aliveAtMs);
      if (setAside !== null) {
        const { atMs, backupAtMs, reason } = setAside;
        // Written with the next start where it cannot be now: the file that was set aside tells of it until then.
        await repository
          .putSetAside({ id: randomUUID(), fromMs: backupAtMs, toMs: atMs, reason })
          .catch((error: unknown) => log.warn({ err: error }, "not written that a database was set aside"));
      }
      await sayAlive();
      alive = setInterval(() => void sayAlive(), aliveEveryMs).unref();
    },
    replace(what) {
      ({ sources, centres } = what);
      indicators = byCode(what.indicators);
      for (const outage of [...away.values()]) if (!sources.has(outage.source)) close(outage, now());
    },
    onSource({ id, state, sinceMs, lastReadingAtMs, maintenance }) {
      const outage = away.get(id);
      const plannedUntilMs = plannedUntil({ maintenance }, now());
      // The downtime in which it began was ended early or made longer; one that is said afterwards excuses nothing.
      if (outage?.plannedUntilMs !== undefined && now() < outage.plannedUntilMs) {
        outage.isChanged ||= outage.plannedUntilMs !== (plannedUntilMs ?? now());
        outage.plannedUntilMs = plannedUntilMs ?? now();
      }
      if (state === "ok") {
        if (outage === undefined) return;
        if (sinceMs - outage.fromMs >= leastMs) close(outage, sinceMs);
        else away.delete(id);
        // It is late because nothing came for some time, which then belongs to the outage.
      } else if (state !== "starting" && outage === undefined)
        open(id, "source", state === "late" ? (lastReadingAtMs ?? sinceMs) : sinceMs, plannedUntilMs);
    },
    onStored({ source, asOfMs, indicator }) {
      const outage = away.get(source);
      if (outage !== undefined) {
        // What brings a source back is stored before its state says so.
        if (asOfMs < outage.fromMs) return;
        outage.caughtUp += 1;
        outage.isChanged = true;
        return;
      }
      if (over.length === 0) return;
      const found = over.find((one) => one.source === source && asOfMs >= one.fromMs && asOfMs < (one.toMs ?? 0));
      if (found === undefined) return;
      found.caughtUp += 1;
      found.isChanged = true;
      if (indicators.has(indicator)) found.toCount?.add(indicator);
      soon();
    },
    async list(limit, before, asOfMs) {
      await working;
      return repository.list(limit, before, asOfMs);
    },
    async acknowledge(id, { by, note }) {
      await working;
      return repository.acknowledge(id, { atMs: now(), by, note }, centres);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(alive);
      work();
      await working;
      await sayAlive();
    },
  };
}
