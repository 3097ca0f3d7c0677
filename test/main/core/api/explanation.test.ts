import { expect, it } from "vitest";
import { Explanation } from "#contract/calculations/http.ts";
import { Failure, routes } from "#contract/http.ts";
import { startServer } from "./server-for-test.ts";

const words = (vi: string) => ({ vi, en: vi });
const indicator = (code: string, unit: string, more: Record<string, unknown> = {}) => ({
  ...{ code, name: words(code), unit: words(unit), sector: "a", period: "month", decimals: 2 },
  freshness: { lateAfter: "40d", staleAfter: "60d", lostAfter: "90d" },
  ...more,
});

it("opens a calculated figure down to its inputs for whoever may read, and tells why there is none", async () => {
  const inputs = { received: "nhan", "on-time": "dung" };
  await using server = await startServer({
    indicators: [
      indicator("nhan", "hồ sơ"),
      indicator("dung", "hồ sơ"),
      indicator("diem", "điểm", { derived: { kind: "calculation", name: "766.progress", inputs } }),
    ],
  });
  const { ingest, derivation } = server.parts;
  const ask = (code: string, token = server.run.viewer) => server.get(`${routes.explanation}?indicator=${code}`, token);
  const codeOf = async (response: Response) => [response.status, Failure.parse(await response.json()).code];
  expect(await codeOf(await ask("diem"))).toEqual([404, "explanation.no-figure"]);
  expect(await codeOf(await ask("nhan"))).toEqual([404, "explanation.not-calculated"]);
  expect(await codeOf(await ask("la"))).toEqual([400, "request.invalid"]);
  expect(await codeOf(await ask("diem", await server.token("ingest")))).toEqual([403, "access.forbidden"]);
  expect((await server.get(`${routes.explanation}?indicator=diem`)).status).toBe(401);

  const asOf = "2026-10-31T23:59:59+07:00";
  const taken = ingest.accept("tha", [
    { indicator: "nhan", value: 80, asOf, status: "official" },
    { indicator: "dung", value: 60, asOf },
  ]);
  expect(taken.valid).toBe(2);
  await taken.outcome;
  await derivation.settled();
  const opened = Explanation.parse(await (await ask("diem", server.run.wall)).json());
  expect(opened).toMatchObject({
    ...{ indicator: "diem", value: 15, asOfMs: Date.parse(asOf), calculation: "766.progress" },
    edition: { effectiveFrom: "2022-06-23", effectiveUntil: null, source: { number: "766/QĐ-TTg", isVerified: false } },
    result: { value: 15, refusal: null, parts: [{ name: "on-time", value: 0.75, weight: 20, contribution: 15 }] },
    others: [],
    inputs: [
      { name: "received", indicator: "nhan", values: [80], asOfMs: Date.parse(asOf) },
      { name: "on-time", indicator: "dung", values: [60] },
    ],
  });
});
