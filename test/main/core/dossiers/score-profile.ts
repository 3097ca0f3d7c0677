import type { CountName } from "#contract/dossiers/settings.ts";
import { Indicator } from "#contract/entities/indicator.ts";
import { openRegistry } from "../../../../main/core/calculations/registry.ts";
import type { Counts } from "../../../../main/core/dossiers/counting.ts";
import { scoreOf } from "../../../../main/core/dossiers/score.ts";

const words = (vi: string) => ({ vi, en: vi });
const { registry } = openRegistry();

const from: Record<string, Record<string, string>> = {
  "766.progress": { received: "n.to-handle", "on-time": "n.on-time" },
  "766.satisfaction": {
    ...{ petitions: "c.zero", "petitions-on-time": "c.zero", "petitions-satisfied": "c.zero" },
    ...{ dossiers: "n.ended", late: "n.ended-late", disliked: "n.disliked" },
  },
  "766.digitisation": {
    ...{ "results-due": "n.ended", "e-results": "n.e-results", dossiers: "n.received", digitised: "n.digitised" },
    ...{ reused: "n.reused", synced: "n.stored", "with-citizen-data": "n.citizen-data", procedures: "c.ten" },
    ...{ "certified-copies": "c.ten", "procedures-with-citizen-data": "c.ten" },
  },
  "766.online": {
    ...{ procedures: "c.ten", "online-capable": "c.ten", "online-services": "c.ten" },
    ...{ "services-with-dossiers": "n.services-online", dossiers: "n.received", "online-dossiers": "n.online" },
  },
  "766.payment": {
    ...{ "dossiers-with-fee": "n.with-fee", "paid-online": "n.paid-online", "procedures-with-fee": "c.ten" },
    ...{ "procedures-paid-online": "n.procedures-paid-online", "procedures-with-fee-data": "c.ten" },
  },
  "766.transparency": {
    ...{ published: "c.ten", "published-on-time": "c.ten", updated: "c.ten", "updated-on-time": "c.ten" },
    ...{ procedures: "c.ten", "with-full-content": "c.ten", synchronised: "n.synchronised", dossiers: "n.received" },
  },
};
const groups = Object.keys(from);
const derivedOf = (code: string, name: string, inputs: Record<string, string>) =>
  Indicator.parse({
    ...{ code, name: words(code), unit: words("điểm"), sector: "a", period: "month", decimals: 2 },
    ...{
      derived: { kind: "calculation", name, inputs },
      freshness: { lateAfter: "2d", staleAfter: "9d", lostAfter: "90d" },
    },
  });
const total = Object.fromEntries(groups.map((name) => [name.slice(4), `s.${name.slice(4)}`]));
const indicators = new Map(
  [
    ...groups.map((name) => derivedOf(`s.${name.slice(4)}`, name, from[name] ?? {})),
    derivedOf("s.total", "766.total", total),
  ].map((one) => [one.code, one] as const),
);
const countOf = new Map(
  Object.values(from)
    .flatMap((inputs) => Object.values(inputs))
    .filter((code) => code.startsWith("n."))
    .map((code) => [code, code.slice(2) as CountName] as const),
);

/** The 766 score of what is counted, where all that is not of dossiers is perfect and nobody complains. */
export const score766 = (place: string, counts: Counts, catalogue: number | null = 10) =>
  scoreOf(place, counts, {
    ...{ code: "s.total", indicators, registry, day: "2026-11-27", countOf },
    newestAt: (code) => (code === "c.ten" ? catalogue : 0),
  });
