import type { GateCount } from "./counts.ts";
import type { Fault } from "./script.ts";

const minuteMs = 60_000;

/** How far a fault is into its turn at a moment, ms; undefined before its first. */
function into({ firstAfterMin, everyMin }: Fault, sinceStartMs: number): number | undefined {
  const past = sinceStartMs - firstAfterMin * minuteMs;
  return past < 0 ? undefined : past % (everyMin * minuteMs);
}

/**
 * What the platform really sends in the place of a count: nothing while it is late, nothing in it where it is empty, a count that cannot
 * be where it is wrong, the same twice, or beside it another one for an instant that was told before.
 * @param sinceStartMs since the simulator began
 * @param stepMs how often counts are sent: a fault of one message is in the one after its time
 * @param former what was told of the gate at an instant before
 */
export function sentOf(
  count: GateCount,
  faults: readonly Fault[],
  sinceStartMs: number,
  stepMs: number,
  former: () => GateCount | undefined,
): unknown[] {
  for (const fault of faults) {
    const past = fault.gate === count.ma ? into(fault, sinceStartMs) : undefined;
    if (past === undefined) continue;
    if (fault.kind === "late" && past < fault.forMin * minuteMs) return [];
    if (past >= stepMs) continue;
    if (fault.kind === "empty") return [{}];
    if (fault.kind === "wrong") return [{ ...count, xe_cho: -1 }];
    if (fault.kind === "repeated") return [count, count];
    const before = former();
    // Another one each time.
    const more = 2 + Math.floor(sinceStartMs / (fault.everyMin * minuteMs));
    if (before !== undefined && fault.kind === "revised") return [{ ...before, xe_cho: before.xe_cho + more }, count];
  }
  return [count];
}
