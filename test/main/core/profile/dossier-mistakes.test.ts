import { expect, it } from "vitest";
import { checkDossiers } from "../../../../main/core/profile/dossier-checks.ts";

const mistakesIn = (...sources: Record<string, unknown>[]) => {
  const found: string[] = [];
  checkDossiers(
    sources.map((source, at) => [source, at]),
    new Set(["hs.phai", "hs.diem"]),
    (path, code, params) => void found.push(`${path.join(".")} ${code} ${Object.values(params ?? {}).join()}`.trim()),
  );
  return found;
};
const counts = { "to-handle": "hs.phai" };

it("has dossiers counted once, by a source that gives them, into indicators that there are", () => {
  expect(mistakesIn({ id: "a", gives: "dossiers", dossiers: { counts, score: "hs.diem" } }, { id: "b" })).toEqual([]);
  expect(
    mistakesIn(
      { id: "a", gives: "dossiers", isOff: true, dossiers: { counts } },
      { id: "b", gives: "dossiers", dossiers: { counts } },
    ),
  ).toEqual([]);
  expect(
    mistakesIn(
      { id: "a", dossiers: { counts } },
      {
        ...{ id: "b", gives: "dossiers" },
        dossiers: { counts: { late: "hs.la" }, score: "hs.khac", groups: [{ id: "g", counts: { late: "hs.nhom" } }] },
      },
    ),
  ).toEqual([
    "sources.0.dossiers mistake.dossiers-elsewhere",
    "sources.1.dossiers mistake.dossiers-twice a",
    "sources.1.dossiers.score mistake.unknown-indicator hs.khac",
    "sources.1.dossiers.counts.late mistake.unknown-indicator hs.la",
    "sources.1.dossiers.groups.0.counts.late mistake.unknown-indicator hs.nhom",
  ]);
});
