import { afterEach, expect, it, vi } from "vitest";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";
import { cameraEventStore } from "../../../renderer/state/camera-events.ts";
import { nowStore } from "../../../renderer/state/clock.ts";
import { addressStore, connectionStore, lineCount } from "../../../renderer/state/connection.ts";
import { mapEventsAsked, mapEventsPath } from "../../../renderer/state/map-events.ts";

const second = 1_000;
let nowMs = 1_800_000_000_000;
let answers: (() => Response)[] = [];
const asked = vi.fn(async () => (answers.shift() ?? told)());
const mapEvent = (number: number): CameraMapEvent => ({
  ...{ origin: "camera", number, kind: "smoke", camera: "a", atMs: number, source: "ai", isSimulated: false },
});
let mapEvents = [mapEvent(1)];
const told = () => Response.json({ mapEvents, isCut: false, asOfMs: nowMs });
/** Each second as the page's clock tells it; what was asked for in it is answered. */
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    nowMs += second;
    nowStore.setState(nowMs, true);
    await settled();
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const hear = (number: number) => cameraEventStore.setState({ number, camera: "a", kind: "smoke", atMs: nowMs }, true);

function begin(kinds: Parameters<typeof mapEventsPath>[0]["kinds"] = ["smoke"]) {
  vi.stubGlobal("fetch", asked);
  asked.mockClear();
  answers = [];
  mapEvents = [mapEvent(1)];
  nowStore.setState(nowMs, true);
  cameraEventStore.setState(null, true);
  addressStore.setState({ origin: "http://127.0.0.1:1" }, true);
  connectionStore.setState({ phase: "up" }, true);
  return mapEventsAsked(mapEventsPath({ within: 3_600_000, kinds }));
}
afterEach(() => {
  vi.unstubAllGlobals();
  addressStore.setState(null, true);
});

it("many events of a moment are one question, and the same answer is the same list", async () => {
  const { store, want } = begin();
  const leave = [want(), want()];
  await settled();
  expect(asked).toHaveBeenCalledTimes(1);
  const first = store.getState();
  expect(first).toMatchObject({ mapEvents: [{ number: 1 }], trouble: null, asOfMs: nowMs });
  for (let number = 2; number < 40; number += 1) hear(number);
  await pass(2);
  expect(asked).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(asked).toHaveBeenCalledTimes(2);
  expect(store.getState().mapEvents).toBe(first.mapEvents);
  mapEvents = [mapEvent(40), mapEvent(1)];
  hear(40);
  await pass(3);
  expect(store.getState().mapEvents.map(({ number }) => number)).toEqual([40, 1]);
  // What has grown too old leaves the map without anything new.
  mapEvents = [mapEvent(40)];
  await pass(61);
  expect(store.getState().mapEvents).toHaveLength(1);
  for (const one of leave) one();
  asked.mockClear();
  hear(41);
  await pass(90);
  expect(asked).not.toHaveBeenCalled();
});

it("what was told stays where the core cannot be asked, and says so; who may not see them has none", async () => {
  const { store, want } = begin(["crowd", "smoke"]);
  expect(mapEventsPath({ within: 1, kinds: ["smoke", "crowd"] })).toBe(
    mapEventsPath({ within: 1, kinds: ["crowd", "smoke"] }),
  );
  const leave = want();
  await settled();
  answers = [() => Response.error()];
  lineCount.setState((count) => count + 1, true);
  await settled();
  expect(store.getState()).toMatchObject({ mapEvents: [{ number: 1 }], trouble: "failed", asOfMs: nowMs });
  await pass(10);
  expect(store.getState()).toMatchObject({ mapEvents: [{ number: 1 }], trouble: null });
  answers = [() => new Response("", { status: 403 })];
  lineCount.setState((count) => count + 1, true);
  await settled();
  expect(store.getState()).toMatchObject({ mapEvents: [], trouble: "forbidden", asOfMs: null });
  leave();
});
