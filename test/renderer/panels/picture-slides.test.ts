import { describe, expect, it } from "vitest";
import { beginSlides, proceed, type Readiness, type SlideList } from "../../../renderer/panels/picture/slides.ts";
import { openTile, ruleOf } from "../../../renderer/panels/rules.ts";

const dwellMs = 10_000;

/** Runs a list for some time, looked at every 200 ms. @returns what showed, each with the second at which it came */
function run(files: (Readiness | ((nowMs: number) => Readiness))[], forMs: number): string[] {
  let list: SlideList = beginSlides(0);
  const seen: string[] = [];
  for (let now = 0; now <= forMs; now += 200) {
    const readinessOf = (at: number) => {
      const file = files[at] ?? "wrong";
      return typeof file === "function" ? file(now) : file;
    };
    const before = list.shown;
    list = proceed(list, now, { count: files.length, dwellMs, readinessOf });
    if (list.shown !== before) seen.push(`${list.shown ?? "-"}@${Math.round(now / 1_000)}`);
  }
  return seen;
}

describe("pictures in turn", () => {
  it("each stands for its time, and after the last comes the first", () => {
    expect(run(["ready", "ready", "ready"], 31_000)).toEqual(["0@0", "1@10", "2@20", "0@30"]);
    expect(run(["ready"], 60_000)).toEqual(["0@0"]);
  });

  it("pass over what cannot be shown, and never take away a picture before the next one is drawn", () => {
    expect(run(["wrong", "ready", "wrong", "wrong", "ready"], 21_000)).toEqual(["1@0", "4@10", "1@20"]);
    expect(run(["ready", "wrong", "wrong"], 60_000)).toEqual(["0@0"]);
    expect(run(["ready", (now) => (now < 25_000 ? "loading" : "ready")], 30_000)).toEqual(["0@0", "1@25"]);
  });

  it("go on to the next where the one that shows is gone, and find those that come back", () => {
    expect(run([(now) => (now < 4_000 ? "ready" : "wrong"), "ready"], 5_000)).toEqual(["0@0", "1@4"]);
    const back = (now: number): Readiness => (now < 42_000 ? "wrong" : "ready");
    expect(run([back, "wrong", "wrong"], 60_000)[0]).toMatch(/^0@(4[2-9]|5[0-2])$/);
  });

  it("a list of which nothing can be shown is asked for once a dwell, not without pause", () => {
    let list = beginSlides(0);
    let asked = 0;
    for (let now = 0; now <= 60_000; now += 200) {
      const before = list.next;
      list = proceed(list, now, { count: 3, dwellMs, readinessOf: () => "wrong" });
      if (list.next !== before) asked += 1;
    }
    expect(asked).toBeLessThanOrEqual(3 * 7);
    expect(asked).toBeGreaterThan(3 * 3);
  });
});

describe("settings of a picture", () => {
  it("of the version with one file are read as a list of one, and written so when they are changed", () => {
    const old = { file: "so-do.png", fit: "cover" };
    const newest = { files: ["so-do.png"], fit: "cover" };
    expect(ruleOf("picture")?.newest(old)).toEqual(newest);
    expect(openTile({ panel: "picture", settings: old })).toEqual({ settings: { ...newest, pictureDwell: 15_000 } });
    expect(openTile({ panel: "picture", settings: newest })).toEqual({ settings: { ...newest, pictureDwell: 15_000 } });
  });

  it("that cannot be read say so, in either version", () => {
    for (const settings of [
      {},
      { files: [] },
      { file: "../secrets.key" },
      { files: ["a.png"], file: "b.png" },
      { files: ["a.png"], pictureDwell: "1s" },
    ])
      expect(openTile({ panel: "picture", settings })).toHaveProperty("wrong");
  });
});
