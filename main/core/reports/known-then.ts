import type { Logger } from "pino";
import type { SourceThen, SourceView } from "#contract/entities/source.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";
import type { KeptRefusals, KeptState, KnownRun, KnownThenRepository } from "./known-then-repository.ts";

/** A kill takes at most so much, and of that time nobody then claims to know anything. */
const writeEveryMs = 10_000;
const tidyEveryMs = 3_600_000;
const minuteMs = 60_000;
/** What waits while the store fails; the oldest go, and readings of that time are not stored either. */
const mostWaiting = 10_000;

export type KnownThenOptions = {
  repository: KnownThenRepository;
  readings: Pick<ReadingsRepository, "latest">;
  /** Number of the imported catalogue this run works with; null: the profile's own. */
  catalogue: number | null;
  /** Epoch ms. */
  now(): number;
  log: Logger;
};

export type Refused = { byCode: Record<string, number>; last: { atMs: number; reason: CodedMessage }[] };

/** Moments in epoch ms; one in the future is now. All reject with CodedError `past.before-kept` or `past.not-running`. */
export type KnownThen = {
  /** To be called once, before anything is told. */
  begin(): Promise<void>;
  /**
   * Sources are gone: what is told afterwards is of a run of its own, so that they are not among those of a later moment. All that
   * are there have to be told of again.
   */
  beginAnew(): Promise<void>;
  /** To be told of every state of every source. */
  onSource(view: SourceView): void;
  onRefused(source: string, reason: CodedMessage, count: number): void;
  /** What ran at a moment. */
  runAt(atMs: number): Promise<KnownRun>;
  sourcesAt(atMs: number): Promise<SourceThen[]>;
  /** By whole minutes; `asOfMs` is the end of the last one. undefined where there was no such source then. */
  refusalsAt(source: string, atMs: number): Promise<(Refused & { asOfMs: number }) | undefined>;
  /** Writes what waits. */
  stop(): Promise<void>;
};

/** Notes what is known of the sources as it changes, so that it can be asked how it was. */
export function createKnownThen(options: KnownThenOptions): KnownThen {
  const { repository, readings, catalogue, now, log } = options;
  let startedAtMs = now();
  const told = new Map<string, string>();
  let states: KeptState[] = [];
  /** Of minutes that are not over, and of those that are not written yet. */
  const minutes = new Map<string, KeptRefusals>();
  const unwritten = new Set<string>();
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let tidiedAtMs = 0;

  let hasBegun = false;
  const beginRun = async (): Promise<void> => {
    if (hasBegun) return;
    await repository.beginRun({ startedAtMs, catalogue });
    hasBegun = true;
  };

  const writeOnce = async (): Promise<void> => {
    const untilMs = now();
    const states_ = states;
    const keys = [...unwritten];
    states = [];
    unwritten.clear();
    try {
      await beginRun();
      const refusals = keys.flatMap((key) => minutes.get(key) ?? []);
      await repository.put(startedAtMs, untilMs, states_, refusals);
      for (const [key, one] of minutes)
        if (!unwritten.has(key) && one.minuteMs + minuteMs <= untilMs) minutes.delete(key);
      if (untilMs - tidiedAtMs < tidyEveryMs) return;
      tidiedAtMs = untilMs;
      await repository.tidy(untilMs);
    } catch (error) {
      states = [...states_, ...states].slice(-mostWaiting);
      for (const key of keys) unwritten.add(key);
      log.debug({ err: error }, "what is known of the sources could not be written down; tried again");
    }
  };
  const write = (): Promise<void> => {
    writing = writing.then(writeOnce);
    return writing;
  };

  const knownRun = async (atMs: number): Promise<KnownRun> => {
    await write();
    const [sinceMs, run] = await Promise.all([repository.sinceMs(), repository.runAt(atMs)]);
    if (sinceMs === null || atMs < sinceMs)
      throw new CodedError("past.before-kept", { since: new Date(sinceMs ?? now()).toISOString() });
    if (run === undefined) throw new CodedError("past.not-running", { time: new Date(atMs).toISOString() });
    return run;
  };
  const notAfterNow = (atMs: number): number => Math.min(atMs, now());

  return {
    async begin() {
      await beginRun().catch((error: unknown) =>
        log.warn({ err: error }, "not written yet that this run began; tried again"),
      );
      timer = setInterval(() => void write(), writeEveryMs).unref();
    },
    async beginAnew() {
      await write();
      startedAtMs = now();
      hasBegun = false;
      told.clear();
      await beginRun().catch((error: unknown) =>
        log.warn({ err: error }, "not written yet that this run began; tried again"),
      );
    },
    onSource({ id, name, type, isSimulated, state, sinceMs, lastReadingAtMs, reason }) {
      const fixed = { id, name, type, isSimulated, state, sinceMs, reason };
      const text = JSON.stringify(fixed);
      if (told.get(id) === text) return;
      told.set(id, text);
      states.push({ atMs: now(), view: { ...fixed, lastReadingAtMs } });
      if (states.length > mostWaiting) states.shift();
    },
    onRefused(source, reason, count) {
      const atMs = now();
      const startMs = Math.floor(atMs / minuteMs) * minuteMs;
      const key = `${source} ${startMs} ${reason.code}`;
      const one = minutes.get(key);
      const last = { atMs, reason };
      unwritten.add(key);
      if (one !== undefined) {
        one.count += count;
        one.last = last;
        return;
      }
      minutes.set(key, { source, minuteMs: startMs, code: reason.code, count, last });
      const oldest = minutes.size > mostWaiting ? minutes.keys().next().value : undefined;
      if (oldest === undefined) return;
      minutes.delete(oldest);
      unwritten.delete(oldest);
    },
    runAt: (atMs) => knownRun(notAfterNow(atMs)),
    async sourcesAt(askedMs) {
      const atMs = notAfterNow(askedMs);
      const run = await knownRun(atMs);
      const [views, latest] = await Promise.all([repository.statesAt(run, atMs), readings.latest(atMs)]);
      const lastAtMs = new Map<string, number>();
      for (const { source, receivedAtMs } of latest)
        lastAtMs.set(source, Math.max(receivedAtMs, lastAtMs.get(source) ?? 0));
      return views.map((view) => {
        const last = Math.max(view.lastReadingAtMs ?? 0, lastAtMs.get(view.id) ?? 0);
        return { ...view, lastReadingAtMs: last === 0 ? null : last };
      });
    },
    async refusalsAt(source, askedMs) {
      const atMs = notAfterNow(askedMs);
      const run = await knownRun(atMs);
      if (!(await repository.statesAt(run, atMs)).some(({ id }) => id === source)) return undefined;
      const asOfMs = Math.floor(atMs / minuteMs) * minuteMs;
      return { ...(await repository.refusalsBefore(source, run, asOfMs)), asOfMs: Math.max(asOfMs, run.startedAtMs) };
    },
    async stop() {
      clearInterval(timer);
      await write();
    },
  };
}
