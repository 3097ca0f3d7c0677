import { describe, expect, it } from "vitest";
import type { OwnReach } from "#contract/access/own-reach.ts";
import { isBeyond } from "../../../renderer/panels/needs.ts";
import { needsOf } from "../../../renderer/panels/rules.ts";

const words = { vi: "A", en: "A" };
const reach = (own: Partial<OwnReach>): OwnReach => ({ indicators: [], places: [], sources: [], cameras: [], ...own });
const unit = reach({ indicators: ["gieo"], cameras: ["dong"] });
const commune = reach({ places: ["xa-1"] });

describe("a tile of which whoever looks may see nothing", () => {
  const beyond = (panel: string, settings: Record<string, unknown>, own: OwnReach) =>
    isBeyond(needsOf({ panel, settings }), own, "tinh");
  const table = (...rows: { indicator: string; place?: string }[]) => ({ title: words, rows });

  it("is one all of whose figures or cameras are others'", () => {
    expect(beyond("key-figure", { indicator: "thu" }, unit)).toBe(true);
    expect(beyond("key-figure", { indicator: "gieo" }, unit)).toBe(false);
    expect(beyond("figure-table", table({ indicator: "thu" }, { indicator: "chi" }), unit)).toBe(true);
    expect(beyond("figure-table", table({ indicator: "thu" }, { indicator: "gieo" }), unit)).toBe(false);
    expect(beyond("camera", { camera: "cua-khau" }, unit)).toBe(true);
    expect(beyond("camera", { camera: "dong" }, unit)).toBe(false);
  });

  it("is by the place for a commune, whosever the figures are", () => {
    expect(beyond("key-figure", { indicator: "thu" }, commune)).toBe(true);
    expect(beyond("key-figure", { indicator: "thu", place: "xa-1" }, commune)).toBe(false);
    expect(beyond("ranking", { title: words, indicator: "thu", kind: "commune" }, commune)).toBe(false);
    expect(beyond("ranking", { title: words, indicator: "thu", kind: "commune" }, unit)).toBe(true);
  });

  it("is one that asks for what only the whole province is told, and none that shows what is everybody's", () => {
    expect(beyond("score-raises", { title: words }, unit)).toBe(true);
    expect(beyond("picture", { files: ["a.png"] }, unit)).toBe(true);
    for (const [panel, settings] of [
      ["map", {}],
      ["clock", {}],
      ["warnings", { title: words }],
      ["heading", { title: words }],
      ["source-scores", { title: words }],
    ] as const)
      expect([panel, beyond(panel, settings, unit)]).toEqual([panel, false]);
  });
});
