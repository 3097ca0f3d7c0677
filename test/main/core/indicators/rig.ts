import pino from "pino";
import { derivedSource } from "#contract/entities/derived-source.ts";
import { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { createDerivation } from "../../../../main/core/indicators/derivation.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import type { NewReading } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { siteWith } from "../connectors/rig.ts";
import { reading } from "../store/series.ts";

const offsetMs = 7 * 3_600_000;
export const at = (text: string) => Date.parse(`${text}+07:00`);
export const monthEnd = (year: number, month: number) => Date.UTC(year, month, 1) - offsetMs - 1_000;

const spring = { fromMs: at("2025-12-01T00:00:00"), toMs: at("2026-03-01T00:00:00") };

const words = (vi: string) => ({ vi, en: vi });
/** A site with the indicators a test names: `period` and what is said of it besides. */
export function site(
  indicators: Record<string, Record<string, unknown>>,
  { places = [], ...more }: { places?: Record<string, unknown>[]; successions?: Record<string, unknown>[] } = {},
): Profile {
  const base = siteWith([{ type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" }]);
  return Profile.parse({
    ...JSON.parse(
      JSON.stringify({ ...base, retention: undefined, accounts: undefined, sources: undefined, indicators: undefined }),
    ),
    places: [...base.places, ...places.map((place) => ({ kind: "commune", name: words(String(place.id)), ...place }))],
    ...more,
    sources: [
      { id: "nguon", name: words("N"), lateAfter: "1m", type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" },
    ],
    indicators: Object.entries(indicators).map(([code, own]) => ({
      ...{ code, name: words(code), unit: words("u"), sector: "a", period: "month", decimals: 0 },
      freshness: { lateAfter: "40d", staleAfter: "60d", lostAfter: "90d" },
      ...own,
    })),
  });
}

/** @param kept a data folder that is not deleted in the end; absent: one of its own */
export async function rigOf(profile: Profile, kept?: string) {
  const own = kept === undefined ? await temporaryFolder() : undefined;
  const folder = { path: kept ?? own?.path ?? "" };
  const store = await openStore(folder.path, { dayOffsetMs: offsetMs });
  const shown: Reading[] = [];
  const storing = createStoring(store.readings);
  const derivation = createDerivation({
    profile,
    store: storing.store,
    past: store.past,
    memory: store.sourceMemory,
    offsetMs,
    now: () => 9e12,
    log: pino({ level: "silent" }),
  });
  storing.onStored(derivation.onStored);
  storing.onStored(({ newest }) => shown.push(...newest.filter(({ source }) => source.startsWith(derivedSource))));
  return {
    store,
    shown,
    derivation,
    storing,
    async put(indicator: string, asOfMs: number, value: NewReading["value"], over: Partial<NewReading> = {}) {
      await storing.store([reading({ indicator, place: "tinh", asOfMs, value, ...over })]);
      await derivation.settled();
    },
    async newest(indicator: string, place = "tinh") {
      return (await store.readings.latest()).find((one) => one.indicator === indicator && one.place === place);
    },
    history: async (indicator: string, place = "tinh", range = spring) =>
      (await store.readings.history({ ...{ indicator, place, points: 2_000 }, ...range })).map(([, value]) => value),
    async [Symbol.asyncDispose]() {
      await derivation.stop();
      await store.close();
      await own?.remove();
    },
  };
}
