import { describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { Today } from "#contract/today/http.ts";
import { chosenBySite } from "../../../../main/core/today/chosen.ts";
import { stretchesOf } from "../../../../main/core/today/earlier.ts";
import { join, startPeople } from "../accounts/people-for-test.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const words = (vi: string) => ({ vi, en: vi });
const limited = {
  ...{ code: "un", name: words("Xe ùn"), unit: words("xe"), sector: "x", period: "minute", decimals: 0 },
  thresholds: [{ level: "attention", above: 350, name: words("ngưỡng") }] as const,
  freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" },
};

const ask = async (server: TestServer, query = "", token?: string) => {
  const answer = await server.get(`${routes.today}${query}`, token ?? (await server.token("viewer")));
  return Today.parse(await answer.json());
};
const put = async (server: TestServer, values: readonly (readonly [agoMs: number, value: number])[]) => {
  const nowMs = Date.now();
  const inputs = values.map(([agoMs, value]) => ({
    indicator: limited.code,
    place: "cua-a",
    value,
    asOf: nowMs - agoMs,
  }));
  await server.parts.ingest.accept("tha", inputs).outcome;
};

describe("today", () => {
  it("tells the figures that were asked for as they are, with what they were and since when a limit is passed", async () => {
    await using server = await startServer({ indicators: [limited] });
    const { above } = limited.thresholds[0];
    await put(server, [
      ...([
        [7 * dayMs + 60_000, 11],
        [dayMs + 60_000, 22],
        [3 * hourMs, above - 1],
        [2 * hourMs, above + 1],
      ] as const),
      [hourMs, above + 2],
      [1_000, above + 3],
    ]);
    const today = await ask(server, "?series=un@cua-a,un@khong-co,gi-do@cua-a");
    expect(today).toMatchObject({ chosenBy: "browser", gone: ["un@khong-co", "gi-do@cua-a"] });
    const [figure] = today.figures;
    expect(figure).toMatchObject({
      indicator: "un",
      place: "cua-a",
      why: "followed",
      reading: { value: above + 3 },
    });
    expect(figure?.earlier.map(({ than, value }) => [than, value])).toEqual([
      ["day", 22],
      ["week", 11],
    ]);
    expect(figure?.since?.isBefore).toBe(false);
    expect(Math.abs((figure?.since?.atMs ?? 0) - (Date.now() - 2 * hourMs))).toBeLessThan(60_000);
    expect(today.indicators.map(({ code }) => code)).toEqual(["un"]);
    expect(today.places.map(({ id }) => id)).toEqual(["cua-a"]);
  });

  it("tells since when a limit is passed as soon as it is, also of a figure that was asked for just before", async () => {
    await using server = await startServer({ indicators: [limited] });
    const { above } = limited.thresholds[0];
    const sinceNow = async () => (await ask(server, "?series=un@cua-a")).figures[0]?.since;
    await put(server, [
      [600_000, above - 1],
      [40_000, above - 1],
    ]);
    expect(await sinceNow()).toBeNull();
    await put(server, [[1_000, above + 1]]);
    expect(await sinceNow()).toMatchObject({ isBefore: false });
    await put(server, [[500, above - 1]]);
    expect(await sinceNow()).toBeNull();
  });

  it("tells what is alarming that nobody follows for as long as it is", async () => {
    const alarm = { level: "alarm", above: 500, name: words("báo động") } as const;
    await using server = await startServer({ indicators: [{ ...limited, thresholds: [alarm] }] });
    const alarming = async () =>
      (await ask(server, "?series=")).figures.map(({ why, reading }) => [why, reading?.value]);
    await put(server, [[3_000, 499]]);
    expect(await alarming()).toEqual([]);
    await put(server, [[2_000, 501]]);
    expect(await alarming()).toEqual([["alarming", 501]]);
    expect(await alarming()).toEqual([["alarming", 501]]);
    await put(server, [[1_000, 502]]);
    expect(await alarming()).toEqual([["alarming", 502]]);
    await put(server, [[500, 400]]);
    expect(await alarming()).toEqual([]);
  });

  it("names who answers for a figure in both languages where a unit is named, by its id or its name, else as it stands", async () => {
    const named = (code: string, owner?: string) => ({ ...limited, code, ...(owner === undefined ? {} : { owner }) });
    await using server = await startServer({
      units: [{ id: "so-y-te", name: { vi: "Sở Y tế", en: "Department of Health" } }],
      indicators: [named("a", "so-y-te"), named("b", "Sở Y tế"), named("c", "Cục Hải quan"), named("d")],
    });
    expect((await ask(server, "?series=a@cua-a,b@cua-a,c@cua-a,d@cua-a")).owners).toEqual({
      ...{ a: { vi: "Sở Y tế", en: "Department of Health" }, b: { vi: "Sở Y tế", en: "Department of Health" } },
      c: words("Cục Hải quan"),
    });
  });

  it("tells sources that are not well, whose reason is theirs, and leaves out those that are", async () => {
    await using server = await startServer();
    server.state.sources = [
      { ...(server.state.sources[0] as never as Record<string, unknown>), id: "hong", state: "failing" } as never,
      { ...(server.state.sources[0] as never as Record<string, unknown>), id: "khoe", state: "ok" } as never,
    ];
    expect((await ask(server, "?series=")).sources.map(({ id }) => id)).toEqual(["hong"]);
  });

  it("refuses more figures than can be followed, and what is no series", async () => {
    await using server = await startServer();
    const token = await server.token("viewer");
    const many = Array.from({ length: 51 }, (_, at) => `a${at}@b`).join();
    for (const series of [many, "x", "a@b@c"])
      expect((await server.get(`${routes.today}?series=${series}`, token)).status).toBe(400);
    expect((await server.get(routes.today)).status).toBe(401);
  });

  it("tells an account what it follows, and before it has chosen the site's own choice", async () => {
    await using server = await startPeople();
    const person = await join(server, "lanh.dao");
    const today = async () => Today.parse(await (await person.browser.send(routes.today)).json());
    expect((await today()).chosenBy).toBe("site");
    const body = { series: ["xe-cho@cua-a"] };
    expect((await person.browser.send(routes.follows, { method: "PUT", body })).status).toBe(200);
    expect(await today()).toMatchObject({
      chosenBy: "account",
      figures: [{ indicator: "xe-cho", place: "cua-a", limit: null }],
    });
    const limit = { kind: "below", value: 5 };
    const own = { ...body, limits: { "xe-cho@cua-a": limit } };
    expect((await person.browser.send(routes.follows, { method: "PUT", body: own })).status).toBe(200);
    expect((await today()).figures).toMatchObject([{ limit }]);
  });
});

describe("the site's own choice", () => {
  const indicators = ["a", "b", "c", "d"].map((code) => ({ code, isRetired: code === "d" }));
  const tile = (panel: string, indicator: string, place?: string) => ({
    panel,
    settings: { indicator, ...(place ? { place } : {}) },
  });

  it("takes of each scene the first large figure before any second, each once, and none that is out of use", () => {
    const scenes = [
      { tiles: [tile("key-figure", "a"), tile("key-figure", "b"), tile("trend", "c")] },
      { tiles: [tile("key-figure", "d"), tile("key-figure", "c", "cua"), tile("key-figure", "a")] },
    ];
    expect(chosenBySite({ scenes, place: "tinh", indicators } as never)).toEqual(["a@tinh", "c@cua", "b@tinh"]);
  });

  it("is at most twelve", () => {
    const tiles = Array.from({ length: 40 }, (_, at) => tile("key-figure", "a", `p${at}`));
    expect(chosenBySite({ scenes: [{ tiles }], place: "tinh", indicators } as never)).toHaveLength(12);
  });
});

it("holds a figure against the same time of another day, and never against one that lies ahead of it", () => {
  const asOfMs = Date.parse("2026-11-24T14:35:00+07:00");
  for (const period of ["minute", "hour", "day", "month", "quarter", "year"] as const)
    for (const { fromMs, toMs } of stretchesOf(period, { asOfMs })) {
      expect(fromMs).toBeLessThan(toMs);
      expect(toMs).toBeLessThan(asOfMs);
    }
  expect(stretchesOf("minute", { asOfMs })[0]).toEqual({
    than: "day",
    fromMs: asOfMs - 24.5 * hourMs,
    toMs: asOfMs - dayMs,
  });
});
