import type { Group } from "./group.ts";
import { Pace } from "./pace.ts";

/** Groups that are told in turn, and when that is due. All times in ms of `performance.now()`. */
export type Rounds = {
  readonly groups: Set<Group>;
  /** There is something to tell at a time. A round that is under way is followed by another: some have had their turn. */
  schedule(atMs: number): void;
  /** A round begins at once. */
  now(): void;
  /** Nobody is told anything before a time. */
  hold(untilMs: number): void;
  /** A round is due where somebody who was left behind could be told something now. */
  catchUp(): void;
  /** Does something with each group, in slices; it is left out while the last such work is not done. */
  each(work: (group: Group) => void): void;
  /** It was held, and nobody has been told anything since. */
  isHeld(): boolean;
  stop(): void;
};

/** Between two slices of work that has no pace of its own: requests meet none of most of them, and wait for one at most. */
const restMs = 4;

/**
 * @param sliceMs so long a round goes on before it rests and everything else has its turn, lines that are told at once among it; infinity: to its end.
 *   Each group is told what is newest when its own turn comes, so that in between two of them may stand at different numbers, and none at half a change.
 */
export function createRounds(sliceMs: number): Rounds {
  const groups = new Set<Group>();
  const pace = new Pace();
  let notBeforeMs = 0;
  let dueMs = Number.POSITIVE_INFINITY;
  let cancel = (): void => {};
  let isStopped = false;
  let isHeld = false;
  let atWork: NodeJS.Timeout | undefined;
  /** The round that is under way: who has not been told yet, and when somebody wants to be called again. */
  let round: { left: Iterator<Group>; againMs: number } | undefined;

  const wakeAt = (atMs: number): void => {
    cancel();
    dueMs = atMs;
    const waitMs = atMs - performance.now();
    if (waitMs <= 0) {
      const immediate = setImmediate(go);
      cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(go, waitMs);
      cancel = () => clearTimeout(timer);
    }
  };

  const schedule = (atMs: number): void => {
    if (isStopped) return;
    if (round !== undefined) {
      round.againMs = Math.min(round.againMs, atMs);
      return;
    }
    const nextMs = Math.max(atMs, notBeforeMs);
    if (nextMs < dueMs) wakeAt(nextMs);
  };

  const go = (): void => {
    dueMs = Number.POSITIVE_INFINITY;
    isHeld = false;
    round ??= { left: groups.values(), againMs: Number.POSITIVE_INFINITY };
    const startedMs = performance.now();
    let atMs = startedMs;
    for (let next = round.left.next(); next.done !== true; next = round.left.next()) {
      round.againMs = Math.min(round.againMs, next.value.flush(atMs));
      atMs = performance.now();
      if (atMs - startedMs < sliceMs) continue;
      notBeforeMs = pace.sent(startedMs, atMs);
      wakeAt(notBeforeMs);
      return;
    }
    const { againMs } = round;
    round = undefined;
    notBeforeMs = pace.sent(startedMs, atMs);
    if (againMs < Number.POSITIVE_INFINITY) schedule(againMs);
  };

  return {
    groups,
    schedule,
    now() {
      if (isStopped) return;
      if (round !== undefined) round.againMs = 0;
      cancel();
      go();
    },
    hold(untilMs) {
      isHeld = true;
      notBeforeMs = Math.max(notBeforeMs, untilMs);
      if (dueMs < Number.POSITIVE_INFINITY) wakeAt(Math.max(dueMs, untilMs));
    },
    isHeld: () => isHeld,
    catchUp() {
      for (const group of groups) if (group.canCatchUp()) return schedule(0);
    },
    each(work) {
      if (atWork !== undefined) return;
      const left = groups.values();
      const goOn = (): void => {
        atWork = undefined;
        const untilMs = performance.now() + sliceMs;
        for (let next = left.next(); next.done !== true; next = left.next()) {
          work(next.value);
          if (performance.now() < untilMs) continue;
          atWork = setTimeout(goOn, restMs);
          return;
        }
      };
      goOn();
    },
    stop() {
      isStopped = true;
      cancel();
      clearTimeout(atWork);
      groups.clear();
    },
  };
}
