import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { ReadingInput, type ReadingStatus } from "#contract/entities/reading.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { isSimulated } from "../profile/references.ts";
import { sentenceOf } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import type { NewReading } from "../store/repositories.ts";

type Admitted = { reading: NewReading } | { refused: CodedMessage };

/**
 * What may enter the store.
 * @returns a function giving the reading to store, or why not. Throws only for a source that the profile does not have.
 */
export function createAdmission(profile: Profile, now: () => number) {
  const indicators = new Map<string, Indicator>(profile.indicators.map((indicator) => [indicator.code, indicator]));
  const places = new Set(profile.places.map((place) => place.id));
  const sources = new Map(
    profile.sources.map((source) => [source.id, { isSimulated: isSimulated(source), status: source.status }]),
  );

  return (sourceId: string, candidate: unknown): Admitted => {
    const source = sources.get(sourceId);
    if (source === undefined) throw new Error(`no source ${sourceId} in the profile`);
    const parsed = ReadingInput.safeParse(candidate);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return refused("reading.invalid", {
        at: issue === undefined || issue.path.length === 0 ? "·" : issue.path.join("."),
        detail: issue === undefined ? "" : sentence(sentenceOf(issue, candidate), "vi"),
      });
    }
    const input = parsed.data;
    const indicator = indicators.get(input.indicator);
    if (indicator === undefined) return refused("reading.unknown-indicator", { indicator: input.indicator });
    if (indicator.derived !== undefined) return refused("reading.derived", { indicator: indicator.code });
    const place = input.place ?? profile.place;
    if (!places.has(place)) return refused("reading.unknown-place", { place });
    if (input.unit !== undefined && input.unit !== indicator.unit.vi && input.unit !== indicator.unit.en)
      return refused("reading.wrong-unit", {
        indicator: indicator.code,
        expected: indicator.unit.vi,
        found: input.unit.slice(0, 80),
      });
    const range = indicator.range;
    if (range !== undefined && input.value !== null) {
      const { value } = input;
      // Where a range is set a number is meant: a text ("12,5") is a mapping that forgot to convert it.
      if (typeof value === "string" || value < range.min || value > range.max)
        return refused("reading.out-of-range", {
          indicator: indicator.code,
          value: typeof value === "string" ? `“${value.slice(0, 80)}”` : value,
          min: range.min,
          max: range.max,
        });
    }
    const receivedAtMs = now();
    // A wrong time of issue would keep every later revision from counting.
    const latestMs = Math.max(input.asOf, input.issuedAt ?? 0);
    if (latestMs > receivedAtMs + maxAheadMs)
      return refused("reading.from-future", { indicator: indicator.code, asOf: isoText(latestMs) });
    const takenMs = takenFor(indicator, profile);
    if (input.asOf < receivedAtMs - takenMs)
      return refused("reading.too-old", {
        indicator: indicator.code,
        asOf: isoText(input.asOf),
        days: Math.floor(takenMs / dayMs),
      });
    // Whatever the simulator says of itself, it stays marked as simulated.
    const status: ReadingStatus = source.isSimulated ? "simulated" : (input.status ?? source.status);
    return {
      reading: {
        indicator: indicator.code,
        place,
        value: input.value,
        asOfMs: input.asOf,
        receivedAtMs,
        ...(input.issuedAt === undefined ? {} : { issuedAtMs: input.issuedAt }),
        source: sourceId,
        status,
        quality: input.quality ?? "good",
      },
    };
  };
}

const dayMs = 86_400_000;

/** How old a reading may be, ms. What is condensed already could not be told from what is new. */
const takenFor = (indicator: Indicator, profile: Profile): number =>
  Math.min(
    indicator.oldestAfter ?? Number.POSITIVE_INFINITY,
    isCondensed(indicator) ? profile.retention.raw : Number.POSITIVE_INFINITY,
  );

const isoText = (atMs: number): string => new Date(atMs).toISOString();

const refused = (code: CodedMessage["code"], params: CodedMessage["params"]): Admitted => ({
  refused: { code, params },
});
