import { expect, it } from "vitest";
import { featureCollection } from "../../../renderer/map/engine.ts";
import { createFeed } from "../../../renderer/map/feed.ts";
import { camerasAt } from "../../../renderer/panels/map/features.ts";

const engine = () => {
  const given: string[] = [];
  return { given, setData: (source: string) => void given.push(source) };
};
const camera = (lastPictureAtMs: number, state: "idle" | "ok" | "no-signal") => ({
  ...{ id: "a", name: { vi: "A", en: "A" }, isSimulated: false, sinceMs: lastPictureAtMs, reason: null },
  ...{ position: { lon: 106.7, lat: 21.8, accuracy: "surveyed" as const }, state, lastPictureAtMs },
});

it("an engine is given shapes when they look another way, each source of each engine by itself", () => {
  const feed = createFeed();
  const [one, other] = [engine(), engine()];
  feed(one, "cameras", camerasAt([camera(1, "idle")]));
  // A new picture, and a stream that is open now: the map shows neither.
  feed(one, "cameras", camerasAt([camera(2, "ok")]));
  feed(one, "heat", featureCollection([]));
  feed(one, "heat", featureCollection([]));
  expect(one.given).toEqual(["cameras", "heat"]);
  feed(one, "cameras", camerasAt([camera(3, "no-signal")]));
  expect(one.given).toEqual(["cameras", "heat", "cameras"]);
  // The next engine of the same map begins with nothing.
  feed(other, "cameras", camerasAt([camera(3, "no-signal")]));
  expect(other.given).toEqual(["cameras"]);
});
