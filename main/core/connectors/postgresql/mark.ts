import { createHash } from "node:crypto";
import { Instant } from "#contract/entities/time.ts";
import type { Acceptance, ConnectorContext, Outcome } from "../connector.ts";

/** A query, its mapping and where to begin, when nothing was stored yet (epoch ms). */
type Asking = { url: string; query: string; mapping: string; since: number };

export type Mark = {
  /** `$1` for the query: an instant as PostgreSQL writes it, in the site's time zone. */
  read(): Promise<string>;
  /** Moves on to the newest as-of time of what was taken, once that is on disk. */
  move(candidates: readonly unknown[], acceptance: Acceptance): void;
};

const memoryKey = "·newest";

/**
 * How far a source has been read. What was refused is passed over, as with a platform that sends by itself; after a change
 * of the query or its mapping all is read anew, and what was stored before is known as repeated.
 */
export function createMark(asking: Asking, context: Pick<ConnectorContext, "memory" | "timeZone">): Mark {
  const { url, query, mapping, since } = asking;
  const what = createHash("sha256").update([url, query, mapping, since].join("\0")).digest("hex");
  const text = instantText(context.timeZone);
  const newest = async (): Promise<number> => {
    const [before, ms] = (await context.memory.get(memoryKey))?.split(" ") ?? [];
    return before === what ? Math.max(since, Number(ms)) : since;
  };
  return {
    read: async () => text(await newest()),
    move(candidates, { refusals, outcome }) {
      const taken = candidates
        .filter((_candidate, at) => refusals[at] === null)
        .map((candidate) => Instant.safeParse(timeOf(candidate as Candidate)).data ?? 0);
      const ms = taken.reduce((last, one) => Math.max(last, one), 0);
      const keep = async ({ isStored }: Outcome): Promise<void> => {
        if (isStored && ms > (await newest())) await context.memory.set(memoryKey, `${what} ${ms}`);
      };
      // What cannot be remembered is asked for again.
      outcome.then(keep).catch(() => {});
    },
  };
}

/** Of a reading, or of a citizen's report. */
type Candidate = { asOf?: unknown; updated_datetime?: unknown; requested_datetime?: unknown };
const timeOf = ({ asOf, updated_datetime, requested_datetime }: Candidate): unknown =>
  asOf ?? updated_datetime ?? requested_datetime;

/** 2026-11-25 08:05:00.250+07:00: right in a comparison with `timestamptz`, and with a `timestamp` of local time. */
export function instantText(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  return (ms) => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const offset = part.timeZoneName?.slice("GMT".length) || "+00:00";
    const time = `${part.hour}:${part.minute}:${part.second}.${part.fractionalSecond}`;
    return `${part.year}-${part.month}-${part.day} ${time}${offset}`;
  };
}
