import { describe, expect, it } from "vitest";
import { keptRoutes, keyOf, openingOf, opensForMs } from "../../../../renderer/web/offline/keeping-rules.ts";
import {
  type FollowDeed,
  followedAfter,
  limitsAfter,
  mostWaiting,
  type Waiting,
  withDeed,
} from "../../../../renderer/web/offline/waiting.ts";
import { routeTable } from "../../../main/core/access/route-table.ts";

describe("what is kept for times without a network", () => {
  it("needs the right to read and nothing more", () => {
    for (const route of keptRoutes) {
      const rights = routeTable.filter((line) => line.startsWith(`GET ${route} `)).map((line) => line.split(" ")[2]);
      expect([route, rights]).toEqual([route, ["read"]]);
    }
    for (const path of ["/api/contacts", "/api/camera-events", "/api/dossiers", "/api/account", "/api/today/x"])
      expect(keyOf(path)).toBe(undefined);
  });

  it("is found again by the same question a minute later, and by no other", () => {
    const past = (fromMs: number, toMs: number, more = "") =>
      keyOf(`/api/history?indicator=a&place=b${more}&fromMs=${fromMs}&toMs=${toMs}`);
    expect(past(0, 60)).toBe(past(100, 160));
    expect(past(0, 60)).not.toBe(past(0, 61));
    expect(past(0, 60)).not.toBe(past(0, 60, "&points=2"));
    expect(keyOf("/api/today?series=a")).not.toBe(keyOf("/api/today"));
  });

  it("opens for twelve hours, and not by a clock that was set back", () => {
    const owner = { account: "a", fullName: "A", unlockedAtMs: 1_000_000_000 };
    const at = (afterMs: number) => openingOf(owner, owner.unlockedAtMs + afterMs);
    expect([at(0), at(opensForMs - 1), at(opensForMs)]).toEqual(["open", "open", "over"]);
    expect([at(-60_000), at(-3_600_000), openingOf(undefined, 0)]).toEqual(["open", "over", "none"]);
  });
});

describe("what waits to be sent", () => {
  const deed = (series: string, isWanted = true): FollowDeed => ({ kind: "follow", series, isWanted, chosen: ["x@y"] });
  const waiting = (account: string, series: string, isWanted = true): Waiting => ({
    ...{ id: `${account} ${series} ${isWanted}`, account, atMs: 1, deed: deed(series, isWanted), refusal: null },
  });

  it("is what was said last of a figure, of each person by himself, and no more than can be", () => {
    const first = withDeed([waiting("a", "s")], waiting("a", "s", false));
    expect(first).toEqual([waiting("a", "s", false)]);
    expect(withDeed(first ?? [], waiting("b", "s"))).toHaveLength(2);
    const full = Array.from({ length: mostWaiting }, (_, at) => waiting("a", `s${at}`));
    expect(withDeed(full, waiting("a", "one more"))).toBe(undefined);
    expect(withDeed(full, waiting("a", "s1", false))).toHaveLength(mostWaiting);
    expect(withDeed(full, waiting("b", "one more"))).toHaveLength(mostWaiting + 1);
  });

  it("changes the list that the core has by then, and leaves another device's changes", () => {
    expect(followedAfter(["a", "b"], [deed("b", false), deed("c")], 50)).toEqual(["a", "c"]);
    expect(followedAfter(["a", "c"], [deed("c"), deed("z", false)], 50)).toEqual(["a", "c"]);
    // Who had never chosen begins with what was shown to him.
    expect(followedAfter(null, [deed("c")], 50)).toEqual(["x@y", "c"]);
    expect(followedAfter(["a", "b"], [deed("c")], 2)).toEqual(["a", "b"]);
  });

  it("has one's own limit with it, as said last; a figure that is left takes its limit along", () => {
    const above = { kind: "above", value: 1 } as const;
    const limited = (limit: FollowDeed["limit"]): Waiting => {
      const plain = waiting("a", "s");
      return limit === undefined ? plain : { ...plain, deed: { ...plain.deed, limit } };
    };
    const last = (...all: Waiting[]) =>
      all.reduce<Waiting[]>((before, next) => withDeed(before, next) ?? [], [])[0]?.deed;
    expect(last(limited(above), limited(undefined))).toMatchObject({ limit: above });
    expect(last(limited(above), limited(null))).toMatchObject({ limit: null });
    expect(last(limited(above), waiting("a", "s", false))).not.toHaveProperty("limit");
    const known = { b: above, c: above };
    expect(
      limitsAfter(known, [
        { ...deed("a"), limit: above },
        { ...deed("b"), limit: null },
      ]),
    ).toEqual({
      a: above,
      c: above,
    });
    expect(limitsAfter(known, [deed("b"), deed("c", false)])).toEqual({ b: above });
  });
});
