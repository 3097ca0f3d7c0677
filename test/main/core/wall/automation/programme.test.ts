import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Programme } from "#contract/entities/programme.ts";
import type { Holidays } from "#contract/entities/timetable.ts";
import { holidaysId } from "../../../../../main/core/wall/automation/automations.ts";
import { lan, openSite, type SiteUnderTest, tenOClock } from "../../../../lab/automated-site.ts";
import { temporaryFolder } from "../../../../lab/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: { ms: number };
let site: SiteUnderTest;
beforeEach(async () => {
  folder = await temporaryFolder();
  clock = { ms: tenOClock };
  site = await openSite(folder.path, clock);
});
afterEach(async () => {
  await site.close();
  await folder.remove();
});
const restart = async () => {
  await site.close();
  site = await openSite(folder.path, clock);
};
const step = (scene: string, dwellS: number, more: object = {}) => ({ scene, dwellS, ...more });
const programme = () => site.wall.state().programme;
const ownDays = (days: Holidays["days"]) =>
  site.wall.saveAutomation("holidays", holidaysId, { days }, site.wall.automations.list().holidays.version, lan);
const at = (time: string, day = "2026-11-24") => Date.parse(`${day}T${time}:00+07:00`);

describe("a programme", () => {
  it("shows its scenes in turn, each for its time, and tells what comes next and when", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 10), step("c", 20)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    expect(site.shown()).toEqual(["b"]);
    expect(site.control()).toEqual(["programme", "ngay"]);
    expect(programme()).toMatchObject({ step: 1, steps: 2, nextAtMs: tenOClock + 10_000, next: { step: 2 } });
    await site.pass(9);
    expect(site.shown()).toEqual(["b"]);
    await site.pass(1);
    expect(site.shown()).toEqual(["c"]);
    await site.pass(20);
    expect(site.shown()).toEqual(["b"]);
    // Only what people did is an entry, not each of its steps.
    expect(await site.entries()).toEqual(["programme-start Lan", "automation-saved Lan"]);
  });

  it("is stopped, paused, and moved by people, and each of it taken back", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 10), step("c", 10), step("d", 10)] });
    await expect(site.drive({ type: "programme-next" })).rejects.toMatchObject({ code: "programme.not-running" });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await site.drive({ type: "programme-previous" });
    expect(site.shown()).toEqual(["d"]);
    await site.drive({ type: "programme-next" });
    expect(site.shown()).toEqual(["b"]);
    await site.pass(4);
    await site.drive({ type: "programme-pause" });
    await site.pass(60);
    expect(site.shown()).toEqual(["b"]);
    expect(programme()).toMatchObject({ isPaused: true, nextAtMs: null });
    await site.drive({ type: "programme-resume" });
    await site.pass(5);
    expect(site.shown()).toEqual(["b"]);
    await site.pass(1);
    expect(site.shown()).toEqual(["c"]);
    // What it shows stays when it is stopped.
    await site.drive({ type: "programme-stop" });
    await site.pass(30);
    expect(site.shown()).toEqual(["c"]);
    expect(site.control()[0]).toBe("none");
    await site.drive({ type: "undo" });
    expect(programme()).toMatchObject({ step: 2 });
    await site.pass(10);
    expect(site.shown()).toEqual(["d"]);
    for (let times = 0; times < 5; times += 1) await site.drive({ type: "undo" });
    expect(programme()).toBeNull();
    expect(site.shown()).toEqual(["a"]);
  });

  it("has its next step prepared some seconds ahead, unless it waits or an operator prepares something", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 20), step("c", 20)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    const ahead = () => site.wall.state().next?.scene.id ?? null;
    await site.pass(14);
    expect(ahead()).toBeNull();
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual(["c", "b"]);
    const { change = 0 } = site.wall.state().next ?? {};
    await site.pass(5);
    // The very change that was prepared, and the first step is not yet due.
    expect([site.wall.state().change, ahead(), ...site.shown()]).toEqual([change, null, "c"]);
    await site.pass(16);
    await site.drive({ type: "programme-pause" });
    expect(ahead()).toBeNull();
    await site.drive({ type: "programme-resume" });
    expect(ahead()).toBe("b");
    await site.drive({ type: "prepare", scene: "d" });
    await site.pass(2);
    expect(ahead()).toBe("d");
    await site.drive({ type: "prepare", scene: null });
    expect(ahead()).toBe("b");
    // What an operator holds for a time gives way to what is below it.
    await site.drive({ type: "take", scene: "a", forMs: 30_000 });
    await site.pass(24);
    expect(ahead()).toBeNull();
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual(["c", "a"]);
  });

  it("is prepared ahead of the time it begins at, and what comes after it ahead of the time it ends", async () => {
    await site.save("programme", "ca-sang", {
      steps: [step("b", 86_400)],
      starts: [{ at: "06:00" }],
      stops: [{ at: "18:00" }],
    });
    await site.save("programme", "ca-toi", {
      steps: [step("c", 86_400)],
      starts: [{ at: "18:00" }],
      stops: [{ at: "06:00" }],
    });
    const ahead = () => site.wall.state().next?.scene.id ?? null;
    await site.jumpTo(at("17:59"));
    await site.pass(54);
    expect(ahead()).toBeNull();
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual(["c", "b"]);
    const { change = 0 } = site.wall.state().next ?? {};
    await site.pass(5);
    expect([site.wall.state().change, ahead(), ...site.shown()]).toEqual([change, null, "c"]);
    // One ends and the other begins at one moment, whichever of them comes first in the list.
    for (const [day, before, time, scene] of [
      ["2026-11-25", "05:59", "06:00", "b"],
      ["2026-11-25", "17:59", "18:00", "c"],
    ] as const) {
      await site.jumpTo(at(before, day));
      await site.pass(56);
      expect(ahead()).toBe(scene);
      await site.jumpTo(at(time, day));
      expect(site.shown()).toEqual([scene]);
    }
  });

  it("waits where it is while an operator holds the wall, until he gives it back or his time is over", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 10), step("c", 10)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await site.pass(2);
    await site.drive({ type: "take", scene: "d" });
    expect(site.control()).toEqual(["operator", "Lan"]);
    await site.pass(100);
    expect(site.shown()).toEqual(["d"]);
    expect(programme()).toMatchObject({ step: 1, nextAtMs: null, isPaused: false });
    await site.drive({ type: "release" });
    expect(site.shown()).toEqual(["b"]);
    await site.pass(8);
    expect(site.shown()).toEqual(["c"]);
    await site.drive({ type: "undo" });
    expect(site.shown()).toEqual(["d"]);
    await site.drive({ type: "programme-start", programme: "ngay" });
    expect(site.control()).toEqual(["programme", "ngay"]);
  });

  it("passes over what is not there or not its time, by weekday and holiday, and says so where nothing is left", async () => {
    const hours = (from: string, to: string, days: object = {}) => ({ only: { from, to, days } });
    // A day off of the whole country, on which this site works.
    await ownDays([{ date: "2026-11-24", name: "Trực", isWorked: true }]);
    await site.save("programme", "ngay", {
      steps: [
        step("khong-co", 10),
        step("b", 10, hours("07:00", "09:00")),
        step("c", 10, hours("22:00", "06:00")),
        step("d", 10, hours("00:00", "00:00", { weekdays: [2] })),
        step("a", 10, hours("00:00", "00:00", { holidays: "only" })),
      ],
    });
    expect(site.wall.automations.list().programmes[0]?.mistakes).toEqual([
      { code: "automation.no-scene", params: { scene: "khong-co" } },
    ]);
    await site.drive({ type: "programme-start", programme: "ngay" });
    expect(programme()).toMatchObject({ step: 4, next: null });
    await site.jumpTo(at("23:30"));
    expect(programme()).toMatchObject({ step: 3, next: { step: 4 } });
    // Past midnight the night still belongs to Tuesday, the day does not.
    await site.jumpTo(at("03:00", "2026-11-25"));
    expect(programme()).toMatchObject({ step: 3, next: null });
    await site.jumpTo(at("10:00", "2026-11-25"));
    expect(programme()).toMatchObject({ step: null });
    await site.jumpTo(at("10:00", "2027-01-01"));
    expect(programme()).toMatchObject({ step: 5 });
    await site.save("programme", "trong", { steps: [step("khong-co", 10)] });
    await expect(site.drive({ type: "programme-start", programme: "trong" })).rejects.toMatchObject({
      code: "programme.nothing-to-show",
    });
    await expect(site.drive({ type: "programme-start", programme: "gi" })).rejects.toMatchObject({
      code: "programme.unknown",
    });
  });

  it("jumps when a condition has been so for long enough, and not back and forth without end", async () => {
    const when = { indicator: "xe-cho", is: "above", value: 500, forS: 10 };
    await site.save("programme", "ngay", {
      steps: [step("b", 600), step("c", 600), step("d", 20, { jumps: [{ when, to: 1 }] })],
    });
    await site.save("programme", "nhay", {
      steps: [
        step("b", 600, { jumps: [{ when, to: 3 }] }),
        step("c", 600),
        step("d", 20, { jumps: [{ when, to: 1 }] }),
      ],
    });
    await site.drive({ type: "programme-start", programme: "nhay" });
    site.tell(501);
    await site.pass(9);
    expect(site.shown()).toEqual(["b"]);
    await site.pass(2);
    expect(site.shown()).toEqual(["d"]);
    await site.pass(4);
    expect(site.shown()).toEqual(["d"]);
    await site.pass(1);
    expect(site.shown()).toEqual(["b"]);
    site.tell(10);
    await site.pass(30);
    expect(site.shown()).toEqual(["b"]);
  });

  it("has a jump prepared whose condition is so already and is to be so for a while, as long as it is so", async () => {
    const when = { indicator: "xe-cho", is: "above", value: 500, forS: 10 };
    await site.save("programme", "nhay", {
      steps: [step("b", 600, { jumps: [{ when, to: 3 }] }), step("c", 600), step("d", 600)],
    });
    await site.drive({ type: "programme-start", programme: "nhay" });
    const ahead = () => site.wall.state().next?.scene.id ?? null;
    site.tell(501);
    await site.pass(5);
    expect(ahead()).toBeNull();
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual(["d", "b"]);
    site.tell(10);
    await site.pass(1);
    expect(ahead()).toBeNull();
    site.tell(501);
    await site.pass(11);
    expect([ahead(), ...site.shown()]).toEqual([null, "d"]);
  });

  it("starts and stops at its times, on working days, and is not held up by what was missed", async () => {
    const working = { weekdays: [1, 2, 3, 4, 5], holidays: "not" };
    await site.save("programme", "hanh-chinh", {
      steps: [step("b", 60), step("c", 60)],
      starts: [{ at: "07:30", days: working }],
      stops: [{ at: "17:00" }],
    });
    await site.jumpTo(at("17:00"));
    expect(programme()).toBeNull();
    await site.jumpTo(at("07:29", "2026-11-25"));
    expect(programme()).toBeNull();
    await site.jumpTo(at("07:30", "2026-11-25"));
    expect(programme()).toMatchObject({ id: "hanh-chinh", step: 1 });
    expect(await site.entries(1)).toEqual(["programme-start -"]);
    await site.jumpTo(at("17:00", "2026-11-25"));
    expect(programme()).toBeNull();
    // The machine is off over the night and comes up late.
    clock.ms = at("07:50", "2026-11-26");
    await restart();
    await site.automation.look();
    expect(programme()).toMatchObject({ id: "hanh-chinh" });
    // Saturday, and a holiday: 1 January 2027 is a Friday.
    await site.jumpTo(at("18:00", "2026-11-27"));
    await site.jumpTo(at("12:00", "2026-11-28"));
    expect(programme()).toBeNull();
    await site.jumpTo(at("18:00", "2026-12-31"));
    await site.jumpTo(at("12:00", "2027-01-01"));
    expect(programme()).toBeNull();
  });

  it("knows the working days of the one calendar, swapped ones and the site's own, as soon as they are entered", async () => {
    await site.save("programme", "hanh-chinh", {
      steps: [step("b", 60), step("c", 60)],
      starts: [{ at: "07:30", days: { holidays: "working" } }],
      stops: [{ at: "17:00" }],
    });
    const runsOn = async (day: string) => {
      await site.jumpTo(at("05:00", day));
      await site.jumpTo(at("07:30", day));
      const isRunning = programme() !== null;
      await site.jumpTo(at("17:00", day));
      return isRunning;
    };
    await site.jumpTo(at("17:00"));
    expect(await runsOn("2026-11-27")).toBe(true);
    expect(await runsOn("2026-11-28")).toBe(false);
    // A swap that was announced after this program was made, entered at the desk.
    await ownDays([
      { date: "2026-12-05", name: "Làm bù", isWorked: true },
      { date: "2026-12-07", name: "Nghỉ hoán đổi" },
    ]);
    expect(await runsOn("2026-12-05")).toBe(true);
    expect(await runsOn("2026-12-07")).toBe(false);
    await restart();
    expect(await runsOn("2026-12-08")).toBe(true);
    // Tết, which nobody has entered: 6 February 2027 is its first day.
    expect(await runsOn("2027-02-03")).toBe(true);
    expect(await runsOn("2027-02-08")).toBe(false);
  });

  it("comes back after a restart: the same scene, position and control, then goes on", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 60), step("c", 60), step("d", 60)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await site.pass(61);
    const before = site.wall.state();
    clock.ms += 10_000;
    await restart();
    const { change: _change, showAtMs: _showAtMs, ...same } = before;
    expect(site.wall.state()).toMatchObject(same);
    // Down for longer than its time: the step is seen before the next one.
    clock.ms += 3_600_000;
    await restart();
    expect(site.shown()).toEqual(["c"]);
    await site.pass(4);
    expect(site.shown()).toEqual(["c"]);
    await site.pass(1);
    expect(site.shown()).toEqual(["d"]);
    // An operator's hold too, and the programme below it.
    await site.drive({ type: "take", scene: "a" });
    await restart();
    await site.pass(300);
    expect(site.shown()).toEqual(["a"]);
    expect(site.control()).toEqual(["operator", "Lan"]);
    await site.drive({ type: "release" });
    expect(site.shown()).toEqual(["d"]);
  });

  it("goes on at its scene when it is edited, and ends when it is removed; both are taken back", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 10), step("c", 10)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await site.pass(10);
    await site.save("programme", "ngay", { steps: [step("c", 10), step("d", 10), step("b", 10)] }, 1);
    await site.pass(1);
    expect(programme()).toMatchObject({ step: 1, steps: 3 });
    await expect(site.save("programme", "ngay", { steps: [step("b", 10)] }, 1)).rejects.toMatchObject({
      code: "automation.changed",
    });
    await site.wall.removeAutomation("programme", "ngay", { role: "operator", name: "Minh" });
    await site.pass(1);
    expect(programme()).toBeNull();
    expect(site.shown()).toEqual(["c"]);
    await site.wall.execute({ type: "undo" }, { role: "operator", name: "Minh" });
    expect(site.wall.automations.programme("ngay")?.steps).toHaveLength(3);
  });

  it("goes on when the scene it waits at is removed", async () => {
    await site.save("programme", "ngay", { steps: [step("b", 10), step("c", 10)] });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await expect(site.wall.remove("b", lan)).rejects.toMatchObject({ code: "scene.on-air" });
    await site.drive({ type: "take", scene: "a" });
    await site.wall.remove("b", lan);
    await site.pass(1);
    expect(programme()).toMatchObject({ step: 2, next: null });
    await site.drive({ type: "release" });
    expect(site.shown()).toEqual(["c"]);
  });
});

it("what the profile brings follows the profile until somebody edits it", async () => {
  const made = (dwellS: number) => [
    Programme.parse({ id: "ngay", name: { vi: "Ngày", en: "Day" }, steps: [{ scene: "b", dwellS }] }),
  ];
  for (const dwellS of [10, 10, 20]) {
    await site.close();
    site = await openSite(folder.path, clock, { programmes: made(dwellS) });
  }
  expect(site.wall.automations.list().programmes).toMatchObject([{ id: "ngay", version: 2, by: null }]);
  await site.save("programme", "ngay", { steps: [step("c", 30)] }, 2);
  await site.close();
  site = await openSite(folder.path, clock, { programmes: made(40) });
  expect(site.wall.automations.programme("ngay")?.steps).toMatchObject([{ scene: "c", dwellS: 30 }]);
});

it("a thousand changes in fast motion: nothing grows", async () => {
  await site.save("programme", "ngay", { steps: [step("a", 1), step("b", 1), step("c", 1), step("d", 1)] });
  await site.drive({ type: "programme-start", programme: "ngay" });
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const heapMb = () => {
    gc();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  await site.pass(100);
  const settledMb = heapMb();
  const before = site.wall.state().change;
  await site.pass(1_000);
  expect(site.wall.state().change - before).toBe(1_000);
  expect(heapMb() - settledMb).toBeLessThan(2);
  expect(await site.entries()).toEqual(["programme-start Lan", "automation-saved Lan"]);
}, 60_000);
