import { expect, it } from "vitest";
import { noTopics, Topics } from "#contract/told.ts";
import { topicsOf, want, wantsStore } from "../../../../renderer/web/app/wants.ts";

const now = () => topicsOf(wantsStore.getState(), noTopics);

it("asks for what all open pages want together, once, and for nothing once they are gone", () => {
  expect(now()).toEqual({ ...noTopics, readings: {}, sources: [], cameras: [] });
  const undo = want({ series: ["a@x", "b@x"], sources: "all", forecasts: ["a@x"] });
  const other = want({ series: ["b@x", "c@x"], cameras: ["may-1"], warnings: true });
  expect(Topics.parse(now())).toMatchObject({
    readings: { series: ["a@x", "b@x", "c@x"] },
    ...{ sources: "all", cameras: ["may-1"], warnings: true },
    forecasts: { series: ["a@x"] },
  });
  undo();
  expect(now()).toMatchObject({ readings: { series: ["b@x", "c@x"] }, sources: [] });
  expect(now().forecasts).toBeUndefined();
  other();
  expect(now().readings).toEqual({});
});

it("stays within what the core takes, whatever pages want", () => {
  const undo = want({ series: Array.from({ length: 3_000 }, (_, at) => `s${at}@x`) });
  expect(Topics.safeParse(now()).success).toBe(true);
  undo();
});
