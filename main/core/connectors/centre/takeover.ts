import { z } from "zod";
import { convertedSource } from "#contract/entities/derived.ts";
import { Reading, type ReadingInput } from "#contract/entities/reading.ts";
import type { ConnectorContext } from "../connector.ts";

/** Members that only a newer centre knows are passed over: the protocol's version says whether we understand one another. */
const AnyReading = z.object(Reading.shape);
type Candidate = z.input<typeof ReadingInput>;

/** A centre's reading as this core takes it, or why there is nothing to take. */
export type TakenOver = { candidate: Candidate; revision: number } | "not-wanted" | "unreadable";

/**
 * A centre's reading under this core's rules: its as-of, status and quality, the source it had there and when it came there.
 * The centre's time of issue, or else of receipt, goes along as time of issue: so revisions count here in the order in which
 * they count there, and the same reading by the live line, by the feed and once more after a crash is one.
 */
export function createTakeover(site: ConnectorContext["site"]): (given: unknown) => TakenOver {
  return (given) => {
    const parsed = AnyReading.safeParse(given);
    if (!parsed.success) return "unreadable";
    const { indicator, place, value, asOfMs, receivedAtMs, issuedAtMs, source, status, quality, origin } = parsed.data;
    if (!site.indicators.has(indicator) || !site.places.has(place)) return "not-wanted";
    // Converted here by this site's own mapping: taken over it would look like a figure that a platform sent.
    if (source === convertedSource) return "not-wanted";
    const from = origin ?? { source, receivedAtMs };
    const candidate: Candidate = {
      ...{ indicator, place, value, asOf: asOfMs, issuedAt: issuedAtMs ?? receivedAtMs, status, quality },
      origin: { source: from.source, receivedAt: from.receivedAtMs },
    };
    return { candidate, revision: parsed.data.revision };
  };
}
