import { expect, it } from "vitest";
import { Forecasts } from "#contract/forecast/http.ts";
import { routes } from "#contract/routes.ts";
import { connect, reading, startServer } from "../api/server-for-test.ts";

const hourMs = 3_600_000;
const indicator = {
  ...{ code: "cho", name: { vi: "Chờ", en: "Waiting" }, unit: { vi: "xe", en: "vehicles" }, sector: "cua-khau" },
  ...{ period: "minute", decimals: 0, forecastHours: 3 },
  freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "60m" },
};

it("is asked for as it is and as it was, told to screens that want it, and to a viewer too", async () => {
  await using server = await startServer({ indicators: [indicator] });
  const { forecasts, store, hub, now } = server.parts;
  const nowMs = now();
  const baseMs = Math.floor(nowMs / (hourMs / 2)) * (hourMs / 2);
  const past = Array.from({ length: 14 }, (_, back) => baseMs - (13 - back) * hourMs);
  const some = [...past, nowMs].map((ms, at) => reading(100 + at, ms, { indicator: "cho" }));
  hub.publish(
    "readings",
    (await store.readings.append(some)).filter(({ isNewest }) => isNewest).map((one) => one.reading),
  );
  const viewer = await server.token("viewer");
  const topics = { forecasts: { indicators: ["cho"] } };
  using screen = await connect(server, {
    token: viewer,
    topics: { readings: {}, sources: [], cameras: [], displays: false, ...topics },
  });
  expect(await screen.next("snapshot")).not.toHaveProperty("forecasts");
  await forecasts?.look();
  const delta = await screen.next("delta", (one) => "forecasts" in one);
  expect(delta).toMatchObject({
    forecasts: [{ indicator: "cho", place: "cua-a", refusal: null, points: { length: 3 } }],
  });

  const ask = async (query: string) =>
    Forecasts.parse(await (await server.get(routes.forecasts + query, viewer)).json());
  const present = await ask("?indicator=cho&place=cua-a");
  expect(present.forecasts).toMatchObject([{ baseMs, basis: { value: 113 }, method: { name: "recent" } }]);
  expect((await ask(`?indicator=cho&asOfMs=${nowMs + 60_000}`)).forecasts).toEqual(present.forecasts);
  expect((await ask(`?asOfMs=${baseMs - 1}`)).forecasts).toEqual([]);
  expect((await ask("?place=cua-b")).forecasts).toEqual([]);
  const unknown = await server.get(`${routes.forecasts}?indicator=xe-cho`, viewer);
  expect([unknown.status, (await unknown.json()).code]).toEqual([404, "forecast.unknown"]);
  expect((await server.get(`${routes.forecasts}?asOfMs=gestern`, viewer)).status).toBe(400);
});
