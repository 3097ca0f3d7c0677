import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { MapView } from "#contract/entities/map.ts";
import { addressStore, lineCount } from "../../../renderer/state/connection.ts";
import { mapStore, wantMap } from "../../../renderer/state/site-map.ts";

const view: MapView = { revision: "1", base: null, layers: [], engine: "maplibre" };
const asked = vi.fn(async () => Response.json(view));
let leave: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  vi.stubGlobal("fetch", asked);
  asked.mockClear();
  mapStore.setState({ view: null, layers: new Map(), hasFailed: false }, true);
  addressStore.setState({ origin: "http://127.0.0.1:1" }, true);
  leave = [];
});
afterEach(() => {
  for (const one of leave) one();
  addressStore.setState(null, true);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it("a map's description is asked for once, however many maps there are, and then twice a minute", async () => {
  leave = [wantMap(), wantMap()];
  await pass(29_999);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(mapStore.getState()).toMatchObject({ view, hasFailed: false });
  await pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
});

it("one that could not be had is asked for again after three seconds, until it is there", async () => {
  asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  asked.mockResolvedValueOnce(new Response(null, { status: 503 }));
  leave = [wantMap()];
  await pass(2_999);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(mapStore.getState()).toMatchObject({ view: null, hasFailed: true });
  await pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
  await pass(3_000);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(mapStore.getState()).toMatchObject({ view, hasFailed: false });
  await pass(20_000);
  expect(asked).toHaveBeenCalledTimes(3);
});

it("a line that comes back asks at once, and nothing is left of the question it went before", async () => {
  asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  leave = [wantMap()];
  await pass(1_000);
  lineCount.setState(lineCount.getState() + 1, true);
  await pass(0);
  expect(asked).toHaveBeenCalledTimes(2);
  expect(mapStore.getState()).toMatchObject({ view, hasFailed: false });
  await pass(10_000);
  expect(asked).toHaveBeenCalledTimes(2);
});

it("nothing is asked once nobody wants a map any more", async () => {
  asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const undo = wantMap();
  await pass(0);
  undo();
  await pass(60_000);
  expect(asked).toHaveBeenCalledTimes(1);
});
