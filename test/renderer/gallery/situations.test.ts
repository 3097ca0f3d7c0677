import { describe, expect, it } from "vitest";
import { Snapshot } from "#contract/live.ts";
import { panelOf } from "../../../renderer/panels/registry.ts";
import { openTile, panelKinds } from "../../../renderer/panels/rules.ts";
import { cases, nameOf } from "../../gallery/cases.ts";
import { freshnessIn, toldIn } from "../../gallery/situations.ts";
import { tileOf } from "../../gallery/tile.ts";

describe("the gallery", () => {
  it("puts figures into the states that it says", () => {
    for (const situation of ["late", "stale", "lost"] as const)
      expect(freshnessIn(situation, "cua-khau.tong-xe-cho")).toBe(situation);
    expect(freshnessIn("ok", "cua-khau.tong-xe-cho")).toBe("fresh");
    expect(freshnessIn("empty", "cua-khau.tong-xe-cho")).toBeUndefined();
    const isOf = (situation: Parameters<typeof toldIn>[0]) => toldIn(situation).readings.map(({ status }) => status);
    expect(new Set(isOf("simulated"))).toEqual(new Set(["simulated"]));
    expect(isOf("ok")).not.toContain("simulated");
  });

  it("has every kind of panel there is", () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(panelKinds));
  });

  it("shows what a core could tell", () => {
    expect(Snapshot.safeParse(toldIn("ok")).error).toBeUndefined();
  });

  it("shows kinds there are, with settings that they take, each picture under a name of its own", () => {
    for (const one of cases) {
      expect(panelOf(one.kind), one.kind).toBeDefined();
      expect(openTile(tileOf(one)), nameOf(one)).toHaveProperty("settings");
    }
    expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
  });
});
