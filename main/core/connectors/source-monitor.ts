import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import type { OriginView, SourceLine, SourceState, SourceView } from "#contract/entities/source.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Schedule } from "../outbound/schedule.ts";
import type { Acceptance, LineEvent, Outcome } from "./connector.ts";

/** Right after the start a source is given this long (or its lateAfter, when shorter) before silence is called late. */
const graceMs = 60_000;
/** Counts move with every message; screens hear of them at most this often. A new state is told at once. */
const tellCountsEveryMs = 1_000;
/** Node's timers count in 31 bits. */
const maxTimerMs = 2 ** 31 - 1;
/**
 * A whole answer (a poll, a file) that cannot be used speaks for the source. Of a broker's many topics one may be foreign,
 * so there it takes several messages in a row, or none that was ever good.
 */
const unusableInARow: Record<SourceConfig["type"], number> = {
  mqtt: 3,
  events: 3,
  websocket: 3,
  rest: 1,
  postgresql: 1,
  webhook: 1,
  "camera-events": 3,
  folder: 1,
  published: 1,
  // What somebody mistypes says nothing of the way in.
  entered: Number.POSITIVE_INFINITY,
  centre: 3,
};

export type SourceMonitor = {
  onLine(event: LineEvent): void;
  /** Something came, of this many bytes. */
  onAnswer(bytes: number): void;
  onAcceptance(acceptance: Acceptance): void;
  /** What became of what was accepted. */
  onOutcome(outcome: Outcome): void;
  /** What waits of it cannot be stored for now. */
  onStoreFailure(reason: CodedMessage): void;
  /** What a centre tells of its own sources. */
  onOrigins(sources: readonly OriginView[]): void;
  view(): SourceView;
  stop(): void;
};

export type SourceMonitorOptions = {
  source: SourceConfig;
  isSimulated: boolean;
  /** Epoch ms of the last stored reading of earlier runs. */
  lastReadingAtMs: number | null;
  now(): number;
  /** How a moment is told in a reason. */
  timeText(atMs: number): string;
  /** Of a source that is asked by one: silence counts from the next appointment, not from the last reading. */
  schedule?: Schedule;
  onChange(view: SourceView): void;
};

/** Keeps what is known of one source and derives its state from it, the gravest thing first. */
export function createSourceMonitor(options: SourceMonitorOptions): SourceMonitor {
  const { source, now, schedule } = options;
  const startedAtMs = now();
  const counts = { accepted: 0, repeated: 0, refused: 0, failures: 0 };
  let line: LineEvent | null = null;
  let failingSinceMs: number | null = null;
  const traffic = { answers: 0, bytes: 0 };
  let storeFailure: CodedMessage | null = null;
  let unusable: { reason: CodedMessage; inARow: number } | null = null;
  let wasUsable = source.type === "entered";
  let lastReadingAtMs = options.lastReadingAtMs;
  let state: SourceState = "starting";
  let reason: CodedMessage | null = null;
  let sinceMs = startedAtMs;
  let lateTimer: NodeJS.Timeout | undefined;
  let lateTimerMs = Number.POSITIVE_INFINITY;
  let countsTimer: NodeJS.Timeout | undefined;
  let origins: SourceView["origins"];
  let isStopped = false;

  /** When the next reading after the one of this moment is due, and when its absence is called late. */
  const dueAtMs = (ms: number): number =>
    schedule === undefined ? ms : (schedule.after(ms) ?? Number.MAX_SAFE_INTEGER);
  /** Absent of a source that may be silent for as long as it likes. */
  const { lateAfter = Number.POSITIVE_INFINITY } = source;
  const mayBeSilent = source.lateAfter === undefined;
  const lateAtMs = (ms: number): number => dueAtMs(ms) + lateAfter;
  const startedUntilMs = schedule === undefined ? startedAtMs + Math.min(graceMs, lateAfter) : lateAtMs(startedAtMs);

  const derive = (atMs: number): { state: SourceState; reason: CodedMessage | null } => {
    if (line?.kind === "refused" || line?.kind === "failing")
      return { state: line.kind === "refused" ? "refused" : "failing", reason: line.reason };
    if (storeFailure !== null) return { state: "store-failed", reason: storeFailure };
    if (unusable !== null && (!wasUsable || unusable.inARow >= unusableInARow[source.type]))
      return { state: "mis-mapped", reason: unusable.reason };
    // It has never called: whether it will is not known. Once it has, silence says nothing.
    if (mayBeSilent) return { state: lastReadingAtMs === null ? "starting" : "ok", reason: null };
    const isFresh = lastReadingAtMs !== null && atMs < lateAtMs(lastReadingAtMs);
    // Between two appointments nobody tries the line: that all came which was due is all that can be known.
    if (isFresh && (line !== null || schedule !== undefined)) return { state: "ok", reason: null };
    if (atMs < startedUntilMs && (lastReadingAtMs === null || schedule === undefined))
      return { state: "starting", reason: null };
    if (isFresh) return { state: "starting", reason: null };
    const time = options.timeText(dueAtMs(lastReadingAtMs ?? startedAtMs));
    return {
      state: "late",
      reason: { code: schedule === undefined ? "source.silent" : "source.missed", params: { time } },
    };
  };

  const view = (): SourceView => ({
    id: source.id,
    name: source.name,
    type: source.type,
    ...("gives" in source && source.gives !== undefined ? { gives: source.gives } : {}),
    isSimulated: options.isSimulated,
    state,
    sinceMs,
    lastReadingAtMs,
    reason,
    counts: { ...counts },
    ...(isKeyedByHand(source.type) ? {} : { line: lineView() }),
    ...(origins === undefined ? {} : { origins }),
  });

  const lineView = (): SourceLine => {
    const next = line?.kind === "failing" || line?.kind === "refused" ? line.next : undefined;
    const by = line?.kind === "refused" ? line.reason.params.host : undefined;
    return {
      failingSinceMs,
      refusedBy: by === undefined ? null : String(by),
      nextTryAtMs: next?.atMs ?? null,
      isResting: next?.isResting ?? false,
      ...(schedule === undefined ? {} : { appointmentAtMs: schedule.after(now()) }),
      ...traffic,
    };
  };

  const tell = (): void => {
    clearTimeout(countsTimer);
    countsTimer = undefined;
    options.onChange(view());
  };

  const update = (): void => {
    if (isStopped) return;
    const atMs = now();
    const next = derive(atMs);
    const isSame = next.reason === reason || JSON.stringify(next.reason) === JSON.stringify(reason);
    if (next.state !== state || !isSame) {
      if (next.state !== state) sinceMs = atMs;
      state = next.state;
      reason = next.reason;
      tell();
    } else {
      countsTimer ??= setTimeout(tell, tellCountsEveryMs).unref();
    }
    // Silence makes no event, so the moment it becomes too long is waited for.
    const turningMs = [startedUntilMs, lateAtMs(lastReadingAtMs ?? startedAtMs)];
    const nextMs = Math.min(...turningMs.filter((turning) => turning > atMs));
    // A timer that is due sooner looks again then: each of thousands of readings a second need not set its own.
    if (nextMs >= lateTimerMs) return;
    clearTimeout(lateTimer);
    lateTimerMs = nextMs;
    lateTimer = setTimeout(
      () => {
        lateTimerMs = Number.POSITIVE_INFINITY;
        update();
      },
      Math.min(nextMs - atMs + 1, maxTimerMs),
    ).unref();
  };
  update();

  const onUnusable = (why: CodedMessage): void => {
    counts.failures++;
    unusable = { reason: why, inARow: (unusable?.inARow ?? 0) + 1 };
  };

  return {
    onLine(event) {
      if (event.kind === "unusable") {
        // It spoke, so the line is there.
        line = { kind: "answering" };
        failingSinceMs = null;
        onUnusable(event.reason);
      } else {
        if (event.kind === "answering") {
          failingSinceMs = null;
        } else {
          counts.failures++;
          failingSinceMs ??= now();
        }
        line = event;
      }
      update();
    },
    onAnswer(bytes) {
      traffic.answers++;
      traffic.bytes += bytes;
    },
    onAcceptance(acceptance) {
      counts.refused += acceptance.refused;
      if (acceptance.hasNoRoom) {
        counts.failures++;
        storeFailure = acceptance.reason;
      } else if (acceptance.valid > 0 || acceptance.reason === null) {
        unusable = null;
        wasUsable = true;
      } else {
        onUnusable(acceptance.reason);
      }
      update();
    },
    onOutcome(outcome) {
      const { isStored, each, storedAtMs, failure } = outcome;
      const repeated = each.filter((one) => one === "repeated").length;
      counts.accepted += each.length - repeated;
      counts.repeated += repeated;
      // Nothing that was stored says nothing of the store.
      if (failure !== null || (isStored && (each.length > 0 || storedAtMs !== null))) storeFailure = failure;
      if (storedAtMs !== null) lastReadingAtMs = Math.max(storedAtMs, lastReadingAtMs ?? 0);
      update();
    },
    onStoreFailure(reason) {
      storeFailure = reason;
      update();
    },
    onOrigins(sources) {
      origins = { atMs: now(), sources: [...sources] };
      if (!isStopped) tell();
    },
    view,
    stop() {
      isStopped = true;
      clearTimeout(lateTimer);
      clearTimeout(countsTimer);
    },
  };
}
