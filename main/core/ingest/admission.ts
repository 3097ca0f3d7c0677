import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { ReadingInput, type ReadingStatus } from "#contract/entities/reading.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import { type CodedMessage, saidInBoth } from "#contract/errors.ts";
import { isSimulated } from "../outbound/references.ts";
import { mistakeIn } from "../profile/sentences.ts";
import { maxAheadMs } from "../store/ahead.ts";
import { standardOffsetMs } from "../store/periods.ts";
import type { NewReading } from "../store/reading-repositories.ts";

const standingOf = (source: SourceConfig) => ({
  isSimulated: isSimulated(source),
  status: source.status,
  isCentre: source.type === "centre",
});

type Admitted = { reading: NewReading } | { refused: CodedMessage };

/**
 * What may enter the store.
 * @returns a function giving the reading to store, or why not. Throws only for a source that the profile does not have.
 */
export function createAdmission(profile: Profile, now: () => number) {
  const indicators = new Map<string, Indicator>(profile.indicators.map((indicator) => [indicator.code, indicator]));
  const places = new Map(profile.places.map((place) => [place.id, place]));
  const offsetMs = standardOffsetMs(profile.timeZone);
  const endOf = new Map(profile.successions.map(({ place, on }) => [place, on]));
  for (const { id, to } of profile.places) if (to !== undefined) endOf.set(id, to);
  const sources = new Map(profile.sources.map((source) => [source.id, standingOf(source)]));

  return (sourceId: string, candidate: unknown): Admitted => {
    const source = sources.get(sourceId);
    if (source === undefined) throw new Error(`no source ${sourceId} in the profile`);
    const parsed = ReadingInput.safeParse(candidate);
    if (!parsed.success) return refused("reading.invalid", mistakeIn(ReadingInput, parsed.error, candidate));
    const input = parsed.data;
    const { origin } = input;
    // Only another core is believed what it says of others.
    if (origin !== undefined && !source.isCentre) return refused("reading.invalid", { at: "origin", ...unknownOrigin });
    const indicator = indicators.get(input.indicator);
    if (indicator === undefined) return refused("reading.unknown-indicator", { indicator: input.indicator });
    if (indicator.isRetired) return refused("reading.retired", { indicator: indicator.code });
    if (indicator.derived !== undefined) return refused("reading.derived", { indicator: indicator.code });
    const place = input.place ?? profile.place;
    const known = places.get(place);
    if (known === undefined) return refused("reading.unknown-place", { place });
    if (indicator.places !== undefined && !indicator.places.includes(known.kind))
      return refused("reading.wrong-place", { indicator: indicator.code, place });
    // The last figures of a place may be dated with the midnight it ended at.
    const end = endOf.get(place);
    if (end !== undefined && input.asOf > dayStartMs(end, offsetMs))
      return refused("reading.place-ended", { place, day: end });
    if (input.unit !== undefined && !isSameText(input.unit, indicator.unit.vi, indicator.unit.en))
      return refused("reading.wrong-unit", {
        indicator: indicator.code,
        expected: indicator.unit.vi,
        found: input.unit.slice(0, 80),
      });
    const here = indicator.rangeAt?.[place];
    const range = here ?? indicator.range;
    if (range !== undefined && input.value !== null) {
      const { value } = input;
      // Where a range is set a number is meant: a text ("12,5") is a mapping that forgot to convert it.
      if (typeof value === "string" || value < range.min || value > range.max) {
        const told = typeof value === "string" ? `“${value.slice(0, 80)}”` : value;
        const params = { indicator: indicator.code, value: told, min: range.min, max: range.max };
        if (here === undefined) return refused("reading.out-of-range", params);
        const meant = typeof value === "number" ? slippedFrom(value, here) : undefined;
        return meant === undefined
          ? refused("reading.out-of-range-here", { ...params, place })
          : refused("reading.slipped", { ...params, place, meant });
      }
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
        ...(origin === undefined ? {} : { origin: { source: origin.source, receivedAtMs: origin.receivedAt } }),
        status,
        quality: input.quality ?? "good",
      },
    };
  };
}

const dayMs = 86_400_000;

/** What was meant by a value that is a power of ten beside a place's range (1 908,2 for 190,82); undefined: nothing so simple. */
function slippedFrom(value: number, { min, max }: { min: number; max: number }): number | undefined {
  return [10, 100, 1_000, 0.1, 0.01, 0.001]
    .map((factor) => Number((value / factor).toPrecision(12)))
    .find((one) => one >= min && one <= max);
}
const unknownOrigin = saidInBoth("detail", { code: "mistake.unknown-key", params: { key: "origin" } });

/** The same letters may be written in two ways: "ỷ" as one character, or as "y" and a mark. */
const isSameText = (found: string, ...expected: string[]): boolean =>
  expected.some((text) => text.normalize("NFC") === found.normalize("NFC").trim());

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
