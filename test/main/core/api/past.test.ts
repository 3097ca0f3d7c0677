import { expect, it } from "vitest";
import { CatalogueView } from "#contract/catalogue.ts";
import { Failure, History, Readings, Refusals, routes, SourcesThen } from "#contract/http.ts";
import { reading, startServer, type TestServer } from "./server-for-test.ts";

const minuteMs = 60_000;
const ask = async (server: TestServer, where: string, asOfMs?: number) => {
  const query = asOfMs === undefined ? "" : `${where.includes("?") ? "&" : "?"}asOfMs=${asOfMs}`;
  return (await server.get(`${where}${query}`, server.run.viewer)).json();
};

it("answers with the readings that were known at a moment", async () => {
  await using server = await startServer();
  const { viewer } = server.run;
  const append = async (value: number, asOfMs: number, receivedAtMs: number) => {
    await server.parts.store.readings.append([reading(value, asOfMs, { receivedAtMs })]);
    server.parts.hub.publish("readings", await server.parts.store.readings.latest());
  };
  await append(1, 1_000, 1_500);
  await append(2, 2_000, 2_500);
  await append(10, 1_000, 3_500);
  const history = async (asOfMs: number) => {
    const where = `${routes.history}?indicator=xe-cho&place=cua-a&fromMs=0&toMs=9000&asOfMs=${asOfMs}`;
    return History.parse(await (await server.get(where, viewer)).json()).points;
  };
  expect(await history(2_000)).toEqual([[1_000, 1]]);
  expect(await history(3_500)).toEqual([
    [1_000, 10],
    [2_000, 2],
  ]);
  const readings = async (query: string) =>
    Readings.parse(await (await server.get(`${routes.readings}${query}`, viewer)).json());
  expect(await readings("?asOfMs=2000")).toMatchObject({ asOfMs: 2_000, readings: [{ value: 1, asOfMs: 1_000 }] });
  expect((await readings("")).readings).toMatchObject([{ value: 2, asOfMs: 2_000, revision: 0 }]);
  expect((await readings("?asOfMs=2500&place=cua-a&indicator=xe-cho")).readings).toHaveLength(1);
  expect((await readings("?indicator=grdp")).readings).toEqual([]);
  expect((await readings("?asOfMs=1")).readings).toEqual([]);
});

it("tells the states of sources as they were, and how many readings had been refused by then", async () => {
  await using server = await startServer();
  const now = () => server.parts.now();
  const states = async (asOfMs?: number) =>
    SourcesThen.parse(await ask(server, routes.sources, asOfMs)).sources.map(({ id, state }) => [id, state]);
  const source = server.sourceViews()[0];
  if (source === undefined) throw new Error("the profile has no source");
  const hear = (more: object) => server.parts.knownThen.onSource({ ...source, ...more });
  hear({ state: "ok" });
  const wasOkAtMs = now();
  server.parts.knownThen.onRefused(source.id, { code: "reading.too-old", params: {} }, 2);
  server.clock.aheadMs += 5 * minuteMs;
  const reason = { code: "source.silent", params: { time: "14:05" } };
  hear({ state: "late", reason });
  server.parts.knownThen.onRefused(source.id, { code: "reading.unknown-place", params: { place: "x" } }, 1);
  server.clock.aheadMs += 2 * minuteMs;

  expect(await states(wasOkAtMs)).toContainEqual([source.id, "ok"]);
  expect(await states(now())).toContainEqual([source.id, "late"]);
  // What the sources are now comes from themselves, and stands in no past.
  expect(await states()).toEqual(server.state.sources.map(({ id, state }) => [id, state]));

  const refusals = async (asOfMs?: number) => Refusals.parse(await ask(server, routes.refusals(source.id), asOfMs));
  const early = await refusals(wasOkAtMs + 2 * minuteMs);
  expect(early).toMatchObject({ byCode: { "reading.too-old": 2 }, last: [{ reason: { code: "reading.too-old" } }] });
  expect(early.asOfMs % minuteMs).toBe(0);
  expect(early.asOfMs).toBeLessThanOrEqual(wasOkAtMs + 2 * minuteMs);
  expect((await refusals(now())).byCode).toEqual({ "reading.too-old": 2, "reading.unknown-place": 1 });
  expect((await server.get(`${routes.refusals("khong-co")}?asOfMs=${now()}`, server.run.viewer)).status).toBe(404);
});

it("refuses to answer the past with the present", async () => {
  await using server = await startServer();
  const code = async (where: string, asOfMs: number) => Failure.parse(await ask(server, where, asOfMs)).code;
  for (const where of [routes.status, routes.scenes, routes.automation, routes.news, routes.cameraList, routes.openapi])
    expect(await code(where, server.parts.now()), where).toBe("past.not-kept");
  for (const where of [routes.sources, routes.refusals("tha"), routes.catalogue])
    expect(await code(where, 1_000), where).toBe("past.before-kept");
  expect(await code(routes.catalogueWorkbook, 1_000)).toBe("catalogue.own-not-kept");
  const view = CatalogueView.parse(await ask(server, routes.catalogue, server.parts.now()));
  expect(view).toEqual({ inUse: null, next: null, isWaiting: false });
});

it("refuses a moment beyond the calendar everywhere, as what it is: a mistake of who asks", async () => {
  await using server = await startServer();
  const places = [
    `${routes.readings}?`,
    `${routes.history}?indicator=xe-cho&place=cua-a&fromMs=0&toMs=9000&`,
    `${routes.sources}?`,
    `${routes.refusals("tha")}?`,
    `${routes.outages}?`,
    `${routes.cameraEvents}?`,
    `${routes.catalogue}?`,
    `${routes.catalogueWorkbook}?`,
  ];
  for (const where of places)
    for (const asOfMs of ["8640000000000001", "9007199254740991", "-1"]) {
      const response = await server.get(`${where}asOfMs=${asOfMs}`, server.run.admin);
      expect([where, asOfMs, response.status]).toEqual([where, asOfMs, 400]);
      expect(await response.json()).toMatchObject({ code: "request.invalid" });
    }
});
