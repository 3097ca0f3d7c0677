import { createHash } from "node:crypto";
import { createSchedule } from "../outbound/schedule.ts";
import type { ConnectorContext } from "./connector.ts";

/** When a platform is asked. */
export type Cadence = {
  /** How far appointments lie apart; Infinity for a schedule, of which nobody can say. */
  everyMs: number;
  /** Before the first question. */
  begin(): Promise<void>;
  /** Milliseconds to the next appointment; none left when it is due. */
  left(): number;
  /** A question was answered: the appointment is kept. `isUsable`: with something that made sense. */
  taken(isUsable: boolean): void;
};

type CadenceContext = Pick<ConnectorContext, "memory" | "now" | "timeZone">;
const memoryKey = "·asked";

/**
 * @param config with one of `every` (ms) and `schedule`; the whole of it is what was asked: after a change it is asked anew
 */
export const cadenceOf = (
  config: { every?: number | undefined; schedule?: string | undefined },
  context: CadenceContext,
): Cadence =>
  config.schedule === undefined
    ? everySoOften(config.every ?? 60_000)
    : byTheClock(config.schedule, createHash("sha256").update(JSON.stringify(config)).digest("hex"), context);

/** Counted from the first time and not from the last answer, so it does not drift. */
function everySoOften(everyMs: number): Cadence {
  let dueAtMs = performance.now();
  return {
    everyMs,
    begin: async () => {},
    left: () => dueAtMs - performance.now(),
    taken() {
      const nowMs = performance.now();
      // Appointments that were missed (a slow answer, a suspended machine) are not made up for.
      while (dueAtMs <= nowMs) dueAtMs += everyMs;
    },
  };
}

/** An appointment that was missed while the program was down, or before anything was ever asked, is made up for at the start. */
function byTheClock(pattern: string, what: string, context: CadenceContext): Cadence {
  const schedule = createSchedule(pattern, context.timeZone);
  const { memory, now } = context;
  let dueAtMs = Number.POSITIVE_INFINITY;
  const next = (): number => schedule.after(now()) ?? Number.POSITIVE_INFINITY;
  return {
    everyMs: Number.POSITIVE_INFINITY,
    async begin() {
      // Not knowing costs one question too many.
      const [before, askedAt] = (await memory.get(memoryKey).catch(() => undefined))?.split(" ") ?? [];
      const wasAsked = before === what && Number(askedAt) >= (schedule.upTo(now()) ?? 0);
      dueAtMs = wasAsked ? next() : now();
    },
    left: () => dueAtMs - now(),
    taken(isUsable) {
      dueAtMs = next();
      if (isUsable) memory.set(memoryKey, `${what} ${now()}`).catch(() => {});
    },
  };
}
