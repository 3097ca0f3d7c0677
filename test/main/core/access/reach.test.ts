import { describe, expect, it } from "vitest";
import type { Grant } from "#contract/access/scope.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { type Identity, identityOfAccount, identityOfRole, may } from "../../../../main/core/access/identity.ts";
import { type Belongings, createReach } from "../../../../main/core/access/reach.ts";
import { allRoles, mayAnywhere, rightsOf, scopesOf } from "../../../../main/core/access/rights.ts";

const words = (vi: string) => ({ vi, en: vi });
const site = (units: Belongings["units"]): Belongings =>
  ({
    units,
    places: [],
    indicators: [
      { code: "thu-ngan-sach", owner: "so-tai-chinh" },
      { code: "giai-ngan", owner: "Sở Kế hoạch" },
      { code: "ho-so", owner: undefined },
    ],
    sources: [{ id: "kho-bac", unit: "so-tai-chinh" }, { id: "khong-cua-ai" }],
    cameras: [{ id: "cong", unit: "so-ke-hoach" }, { id: "nga-tu" }],
  }) as unknown as Belongings;
const finance = { id: "so-tai-chinh", name: words("Sở Tài chính"), place: "vp-so-tai-chinh" };
const planning = { id: "so-ke-hoach", name: words("Sở Kế hoạch") };

const account = { id: "a", name: "an", fullName: "An" };
const person = (...grants: Grant[]): Identity => identityOfAccount(account, "s", grants);
const ofFinance: Grant = { role: "officer", scope: { kind: "unit", unit: "so-tai-chinh" } };
const told = (indicator: string, place = "tinh") => ({ indicator, place }) as Reading;

describe("the reach of a right", () => {
  it("is what belongs to the unit or the commune, and nothing else", () => {
    const reachOf = createReach(() => belongings);
    const belongings = site([finance, planning]);
    const reach = reachOf(person(ofFinance), "read");
    const figures = [
      told("thu-ngan-sach"),
      told("giai-ngan"),
      told("ho-so"),
      told("ho-so", "vp-so-tai-chinh"),
      told("la"),
    ];
    expect(figures.map(({ indicator, place }) => reach.figure(indicator, place))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect([reach.source("kho-bac"), reach.source("khong-cua-ai"), reach.source("la")]).toEqual([true, false, false]);
    expect([reach.camera("cong"), reach.camera("nga-tu")]).toEqual([false, false]);
    // What its owner may be told of it is his own, and no name of another's.
    expect(reach.own).toEqual({
      ...{ indicators: ["thu-ngan-sach"], places: ["vp-so-tai-chinh"], sources: ["kho-bac"], cameras: [] },
    });
    const commune = reachOf(person({ role: "leader", scope: { kind: "commune", place: "ky-lua" } }), "read");
    expect([
      commune.figure("ho-so", "ky-lua"),
      commune.figure("ho-so", "tam-thanh"),
      commune.unit("so-tai-chinh"),
    ]).toEqual([true, false, false]);
  });

  it("goes on to what became part of the unit, and is asked anew when the site is another", () => {
    let belongings = site([finance, planning]);
    const reachOf = createReach(() => belongings);
    const reads = () => reachOf(person(ofFinance), "read").figure("giai-ngan", "tinh");
    expect(reads()).toBe(false);
    belongings = site([finance, { ...planning, into: "so-tai-chinh" }]);
    expect(reads()).toBe(true);
    // Two that name one another are no reason to hang.
    belongings = site([
      { ...finance, into: "so-ke-hoach" },
      { ...planning, into: "so-tai-chinh" },
    ]);
    expect(reads()).toBe(true);
  });

  it("is of a right, not of a person: what one role gives for the province, another gives for the unit", () => {
    const reachOf = createReach(() => site([finance]));
    const both = person({ role: "viewer", scope: { kind: "province" } }, ofFinance);
    expect(reachOf(both, "read").isWhole).toBe(true);
    expect(reachOf(both, "enter-figures").isWhole).toBe(false);
    expect(reachOf(both, "enter-figures").figure("thu-ngan-sach", "tinh")).toBe(true);
    expect(reachOf(both, "drive-wall").figure("thu-ngan-sach", "tinh")).toBe(false);
    expect(may(both, "drive-wall")).toBe(false);
    expect(reachOf(undefined, "read").figure("thu-ngan-sach", "tinh")).toBe(false);
    expect(reachOf(identityOfRole("wall", null), "read").isWhole).toBe(true);
  });
});

describe("the table", () => {
  it("gives to a unit or commune nothing that the same role has not for the province", () => {
    for (const role of allRoles)
      for (const scope of scopesOf(role)) {
        const whole = new Set(rightsOf([{ role, scope: { kind: "province" } }]));
        const held = {
          unit: { kind: scope, unit: "u" },
          commune: { kind: scope, place: "p" },
          province: { kind: scope },
        }[scope];
        for (const right of rightsOf([{ role, scope: held as Grant["scope"] }]))
          expect(whole, `${role} ${scope}`).toContain(right);
      }
    // Who looks after the software, drives the wall or is a machine does so for all of it or not at all.
    const ofUnits = allRoles.filter((role) => scopesOf(role).length > 1);
    expect(ofUnits).toEqual(["leader", "officer", "viewer"]);
    expect(mayAnywhere({ role: "admin", scope: ofFinance.scope }, "read")).toBe(false);
  });
});
