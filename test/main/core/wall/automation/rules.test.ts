import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mostRulesAtOnce, WallState } from "#contract/entities/wall-state.ts";
import { storeFile } from "../../../../../main/core/store/opening.ts";
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
const jam = { kind: "figure", indicator: "xe-cho", is: "above", value: 500 };
const tileOn = (display: number, what = "Cửa khẩu") => ({
  kind: "tile",
  display,
  what: { vi: what, en: what },
  panel: "heading",
});
const sceneB = { kind: "scene", scene: "b" };
const rules = () => site.wall.state().rules.map(({ id, behind }) => `${id}:${behind ?? "shown"}`);

describe("a rule on a figure", () => {
  it("takes a monitor when it has been so for long enough, and gives back what was there when it is over", async () => {
    await site.save("rule", "un-tac", { when: { ...jam, overAt: 300, forS: 10 }, do: tileOn(2) });
    site.tell(501);
    await site.pass(10);
    expect(site.shown()).toEqual(["a"]);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "2:Cửa khẩu"]);
    expect(site.wall.state().scene.tiles.map(({ id }) => id)).toEqual(["o-a", "d2.rule"]);
    expect(site.wall.state().pushes).toMatchObject([{ display: 2, rule: { vi: "un-tac" }, who: null, untilMs: null }]);
    // Hysteresis: below the limit is not yet over.
    site.tell(301);
    await site.pass(60);
    expect(site.shown()).toEqual(["a", "2:Cửa khẩu"]);
    site.tell(300);
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
    expect(site.wall.state().scene.tiles.map(({ id }) => id)).toEqual(["o-a", "p-a"]);
    expect(await site.entries()).toEqual(["rule-gave-back -", "rule-took -", "automation-saved Lan"]);
    expect((await site.wall.entries(lan, 2)).entries[1]?.params).toMatchObject({ rule: { vi: "un-tac" }, display: 2 });
    // What a rule did is no step of undo: the next one is the person's.
    await site.drive({ type: "undo" });
    expect(site.wall.automations.list().rules).toEqual([]);
  });

  it("with a time gives back when that is over, and has its next turn only after it was over", async () => {
    await site.save("rule", "un-tac", { when: jam, do: sceneB, forS: 30 });
    site.tell(501);
    await site.pass(1);
    expect(site.shown()).toEqual(["b"]);
    expect(site.control()).toEqual(["rule", "un-tac"]);
    expect(site.wall.state().control.untilMs).toBe(clock.ms + 30_000);
    await site.pass(30);
    expect(site.shown()).toEqual(["a"]);
    await site.pass(300);
    await restart();
    site.tell(501);
    await site.pass(10);
    expect(site.shown()).toEqual(["a"]);
    site.tell(1);
    await site.pass(1);
    site.tell(501);
    await site.pass(1);
    expect(site.shown()).toEqual(["b"]);
  });

  it("neither begins nor ends by a figure that says nothing: missing, bad, lost", async () => {
    await site.save("rule", "un-tac", { when: jam, do: sceneB });
    await site.pass(2);
    site.tell(900, "bad");
    await site.pass(2);
    expect(site.shown()).toEqual(["a"]);
    site.tell("nhiều");
    await site.pass(2);
    site.tell(900);
    await site.pass(1);
    expect(site.shown()).toEqual(["b"]);
    site.tell(null);
    await site.pass(2);
    expect(site.shown()).toEqual(["b"]);
    site.tell(1);
    await site.jumpTo(clock.ms + 7_200_000);
    expect(site.shown()).toEqual(["b"]);
    site.tell(1);
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
  });

  it("comes back after a restart as it was, before its source says anything", async () => {
    await site.save("rule", "un-tac", { when: { ...jam, forS: 30, overAt: 100 }, do: tileOn(1) });
    site.tell(900);
    await site.pass(31);
    const [held] = site.wall.state().rules;
    await restart();
    await site.pass(3);
    expect(site.wall.state().rules).toEqual([held]);
    site.tell(200);
    await site.pass(3);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    site.tell(50);
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
  });
});

describe("other triggers", () => {
  it("a time of day, a source and a camera that are lost, and what a camera reports", async () => {
    await site.save("rule", "giao-ban", { when: { kind: "time", at: "10:01" }, do: sceneB, forS: 20 });
    await site.save("rule", "mat-nguon", { when: { kind: "source-lost", source: "vnpt", forS: 5 }, do: tileOn(1) });
    await site.save("rule", "mat-camera", {
      when: { kind: "camera-lost", camera: "cau", forS: 0 },
      do: { kind: "subject", display: 2 },
    });
    await site.save("rule", "su-kien", {
      when: { kind: "camera-event", camera: null, event: "intrusion" },
      do: { kind: "subject", display: 1 },
      forS: 5,
      priority: 9,
    });
    const ahead = () => site.wall.state().next?.scene.id ?? null;
    await site.pass(54);
    expect(ahead()).toBeNull();
    await site.pass(5);
    // Known to come, and so prepared.
    expect([ahead(), ...site.shown()]).toEqual(["b", "a"]);
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual([null, "b"]);
    await site.pass(19);
    expect([ahead(), ...site.shown()]).toEqual(["a", "b"]);
    await site.pass(1);
    expect([ahead(), ...site.shown()]).toEqual([null, "a"]);
    site.states.source = "failing";
    site.states.camera = "no-signal";
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "2:Cầu Kỳ Cùng"]);
    // The other one is on its way: so already, and not yet for long enough.
    await site.pass(1);
    expect(site.wall.state().next?.scene.tiles.map(({ id }) => id.slice(0, 2))).toContain("d1");
    await site.pass(4);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu", "2:Cầu Kỳ Cùng"]);
    await site.happens("cau", "crowd");
    await site.happens("cau", "intrusion");
    site.automation.signal();
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Cầu Kỳ Cùng", "2:Cầu Kỳ Cùng"]);
    expect(rules()).toEqual(["su-kien:shown", "mat-nguon:rule", "mat-camera:shown"]);
    await site.pass(5);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu", "2:Cầu Kỳ Cùng"]);
    // Starting and connecting say nothing yet.
    site.states.source = "starting";
    site.states.camera = "connecting";
    await site.pass(2);
    expect(site.wall.state().pushes).toHaveLength(2);
    site.states.source = "ok";
    site.states.camera = "ok";
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
  });

  it("a source that is planned to be down sets nothing off until its time, and then it does", async () => {
    await site.save("rule", "mat-nguon", { when: { kind: "source-lost", source: "vnpt", forS: 5 }, do: tileOn(1) });
    site.plan(60);
    site.states.source = "failing";
    await site.pass(58);
    expect(site.shown()).toEqual(["a"]);
    await site.pass(9);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    // Planned afterwards: that is no reason to think that it is over.
    site.plan(60);
    await site.pass(5);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    site.states.source = "ok";
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
  });

  it("an event of a camera sets a rule off once, also when the program was killed between the two", async () => {
    const when = { kind: "camera-event", camera: null, event: "smoke" };
    await site.save("rule", "khoi", { when, do: { kind: "subject", display: 1 }, forS: 120 });
    await site.happens("cau", "crowd");
    site.automation.signal();
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
    // Stored, and killed before any rule was asked.
    await site.happens("cau", "smoke");
    clock.ms += 20_000;
    await restart();
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Cầu Kỳ Cùng"]);
    const took = ["rule-took -", "automation-saved Lan"];
    expect(await site.entries()).toEqual(took);
    const [hold] = site.wall.state().rules;
    await restart();
    await site.pass(2);
    expect(await site.entries()).toEqual(took);
    // Not set off anew, which would begin its time again.
    expect(site.wall.state().rules).toEqual([hold]);
  });

  it("an event that came long ago, or late, is none for rules; of very many each is heard", async () => {
    const when = { kind: "camera-event", camera: null, event: "smoke" };
    await site.save("rule", "khoi", { when, do: { kind: "subject", display: 1 }, forS: 120 });
    await site.happens("cau", "smoke", 61);
    await site.pass(1);
    await site.happens("cau", "smoke");
    clock.ms += 6 * 60_000;
    await restart();
    await site.pass(2);
    expect(site.shown()).toEqual(["a"]);
    await site.happens("cau", "smoke");
    for (let at = 0; at < 250; at += 1) await site.happens("cau", "plate");
    site.automation.signal();
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Cầu Kỳ Cùng"]);
  });

  it("what a rule takes and the entry of it are written together or not at all", async () => {
    await site.save("rule", "un-tac", { when: jam, do: sceneB });
    const other = new Database(storeFile(folder.path));
    other.exec("CREATE TRIGGER no_entry BEFORE INSERT ON wall_entries BEGIN SELECT RAISE(ABORT, 'no'); END");
    site.tell(900);
    await site.pass(2);
    expect(site.shown()).toEqual(["a"]);
    other.exec("DROP TRIGGER no_entry");
    other.close();
    await site.pass(1);
    expect(site.shown()).toEqual(["b"]);
    expect(await site.entries()).toEqual(["rule-took -", "automation-saved Lan"]);
  });

  it("a tile of a scene fills a monitor", async () => {
    await site.save("rule", "phong-to", { when: jam, do: { kind: "focus", display: 1, scene: "c", tile: "p-c" } });
    site.tell(900);
    await site.pass(1);
    const [, tile] = site.wall.state().scene.tiles;
    expect(tile).toMatchObject({ panel: "clock", x: 0, y: 0, width: 24, height: 24 });
  });
});

describe("who is in control", () => {
  it("operator over rule over programme: what an operator took is not touched until he gives it back", async () => {
    await site.save("programme", "ngay", {
      steps: [
        { scene: "c", dwellS: 10 },
        { scene: "d", dwellS: 10 },
      ],
    });
    await site.save("rule", "canh", { when: jam, do: sceneB });
    await site.save("rule", "o", { when: jam, do: tileOn(2) });
    await site.drive({ type: "programme-start", programme: "ngay" });
    await site.pass(3);
    site.tell(900);
    await site.pass(1);
    expect(site.shown()).toEqual(["b", "2:Cửa khẩu"]);
    expect(site.control()).toEqual(["rule", "canh"]);
    await site.drive({ type: "take", scene: "a", forMs: 60_000 });
    expect(site.shown()).toEqual(["a"]);
    expect(site.control()).toEqual(["operator", "Lan"]);
    expect(rules()).toEqual(["canh:operator", "o:operator"]);
    // The time he set is over.
    await site.pass(59);
    expect(site.control()[0]).toBe("operator");
    await site.drive({ type: "take", scene: "a" });
    await site.pass(100);
    expect(site.shown()).toEqual(["a"]);
    await site.drive({ type: "release" });
    expect(site.shown()).toEqual(["b", "2:Cửa khẩu"]);
    site.tell(1);
    await site.pass(1);
    // The programme is where it was, and its time goes on.
    expect(site.shown()).toEqual(["c"]);
    await site.pass(6);
    expect(site.shown()).toEqual(["d"]);
    await expect(site.drive({ type: "release" })).rejects.toMatchObject({ code: "wall.not-held" });
    expect(() => WallState.parse(site.wall.state())).not.toThrow();
  });

  it("a monitor an operator pushed to is his; given back the rule has it; given back again the rule is sent away", async () => {
    await site.save("rule", "o", { when: jam, do: tileOn(1) });
    const content = { kind: "panel" as const, what: { vi: "Của tôi", en: "Mine" }, panel: "heading", settings: {} };
    await site.drive({ type: "push", display: 1, content, forMs: null });
    site.tell(900);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Của tôi"]);
    expect(rules()).toEqual(["o:operator"]);
    await site.drive({ type: "give-back", displays: "all" });
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    await site.drive({ type: "give-back", displays: [1] });
    await site.pass(10);
    expect(site.shown()).toEqual(["a"]);
    await site.drive({ type: "undo" });
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    await site.drive({ type: "rule-dismiss", rule: "o" });
    expect(site.shown()).toEqual(["a"]);
    await expect(site.drive({ type: "rule-dismiss", rule: "o" })).rejects.toMatchObject({ code: "rule.unknown" });
    // Its next turn comes when it was over.
    site.tell(1);
    await site.pass(1);
    site.tell(900);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
  });

  it("priority first, then the newest; what goes gives way to what waits", async () => {
    await site.save("rule", "thap", { when: jam, do: tileOn(1, "Thấp"), priority: 3 });
    await site.save("rule", "cao", { when: { ...jam, value: 600 }, do: tileOn(1, "Cao"), priority: 7 });
    await site.save("rule", "moi", { when: { ...jam, value: 700 }, do: tileOn(1, "Mới"), priority: 7 });
    for (const value of [501, 601, 701]) {
      site.tell(value);
      await site.pass(1);
    }
    expect(rules()).toEqual(["moi:shown", "cao:rule", "thap:rule"]);
    expect(site.shown()).toEqual(["a", "1:Mới"]);
    site.tell(650);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Cao"]);
    site.tell(550);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "1:Thấp"]);
  });

  it("so many at one time and no more: the least of them is left out, and that is written down", async () => {
    for (let number = 1; number <= mostRulesAtOnce; number += 1)
      await site.save("rule", `r${number}`, { when: jam, do: tileOn(1), priority: 5 });
    await site.save("rule", "it", { when: jam, do: tileOn(2), priority: 1 });
    site.tell(900);
    await site.pass(1);
    expect(site.wall.state().rules).toHaveLength(mostRulesAtOnce);
    expect(site.shown()).toEqual(["a", "1:Cửa khẩu"]);
    expect((await site.entries(1))[0]).toBe("rule-left-out -");
  });
});

describe("a rule that is changed or wrong", () => {
  it("gives back when it is disabled, removed or edited, and has its turn again", async () => {
    await site.save("rule", "o", { when: jam, do: tileOn(1) });
    site.tell(900);
    await site.pass(1);
    await site.save("rule", "o", { when: jam, do: tileOn(2) }, 1);
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "2:Cửa khẩu"]);
    await site.save("rule", "o", { when: jam, do: tileOn(2), isEnabled: false }, 2);
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
    await site.drive({ type: "undo" });
    await site.pass(1);
    expect(site.shown()).toEqual(["a", "2:Cửa khẩu"]);
    await site.wall.removeAutomation("rule", "o", { role: "operator", name: "Minh" });
    await site.pass(1);
    expect(site.shown()).toEqual(["a"]);
  });

  it("says what it is about is not there, is kept, and harms nothing", async () => {
    await site.save("rule", "sai", { when: { ...jam, indicator: "khong-co", place: "dau-do" }, do: tileOn(9) });
    await site.save("rule", "canh", { when: jam, do: { kind: "scene", scene: "khong-co" } });
    await site.save("rule", "nguon", {
      when: { kind: "source-lost", source: "la" },
      do: { kind: "subject", display: 1 },
    });
    await site.save("rule", "gio", {
      when: { kind: "time", at: "11:00" },
      do: { kind: "focus", display: 1, scene: "a", tile: "mat" },
    });
    site.tell(900);
    await site.pass(2);
    await site.jumpTo(tenOClock + 3_600_000);
    expect(site.shown()).toEqual(["a"]);
    const codes = Object.fromEntries(
      site.wall.automations.list().rules.map(({ id, mistakes }) => [id, mistakes.map(({ code }) => code)]),
    );
    expect(codes).toEqual({
      canh: ["automation.no-scene"],
      gio: ["automation.no-duration", "automation.no-tile"],
      nguon: ["automation.no-source", "automation.no-subject"],
      sai: ["automation.no-indicator", "automation.no-place", "wall.no-such-display"],
    });
  });
});

describe("the file", () => {
  it("holds programmes, rules and holidays, and brings them back the same", async () => {
    await site.save("rule", "o", { when: jam, do: tileOn(1) });
    await site.save("programme", "ngay", { steps: [{ scene: "b", dwellS: 10 }] });
    const tet = { days: [{ date: "2027-02-06", name: "Tết Đinh Mùi" }] };
    await site.wall.saveAutomation("holidays", "holidays", tet, 0, { role: "operator", name: "Lan" });
    const file = JSON.parse(JSON.stringify(site.wall.file()));
    expect(file).toMatchObject({ schema: 3, rules: [{ id: "o" }], programmes: [{ id: "ngay" }], holidays: tet });
    await site.wall.removeAutomation("rule", "o", { role: "operator", name: "Lan" });
    const report = await site.wall.takeIn(file, { role: "operator", name: "Lan" });
    expect(report).toMatchObject({ saved: [], savedAutomations: ["o"], unchanged: 6, mistakes: [] });
    expect(site.wall.automations.rules()).toHaveLength(1);
    await site.drive({ type: "undo" });
    expect(site.wall.automations.rules()).toHaveLength(0);
  });

  it("of a newer program is taken, said what cannot be read, not run, and kept whole", async () => {
    const name = { vi: "Mới", en: "New" };
    const newer = {
      format: "ioc-wall-scenes",
      schema: 9,
      scenes: [],
      programmes: [
        { id: "moi", name, steps: [{ scene: "b", dwellS: 10, transition: "fade" }] },
        { id: "cu", name, steps: [{ scene: "khong-co", dwellS: 10 }] },
      ],
      rules: [{ id: "la", name, when: { kind: "earthquake" }, do: sceneB }, { name }],
    };
    const report = await site.wall.takeIn(newer, { role: "operator", name: "Lan" });
    expect(report.savedAutomations).toEqual(["moi", "cu", "la"]);
    expect(report.mistakes.map(({ automation, reason }) => [automation, reason.code, reason.params.at])).toEqual([
      [undefined, "scene.newer-file", undefined],
      ["moi", "automation.unreadable", "steps.0.transition"],
      ["cu", "automation.no-scene", undefined],
      ["la", "automation.unreadable", "when.kind"],
      ["?", "automation.nameless", undefined],
    ]);
    await expect(site.drive({ type: "programme-start", programme: "moi" })).rejects.toMatchObject({
      code: "programme.unknown",
    });
    expect(site.wall.automations.list().programmes.map(({ content }) => content === null)).toEqual([false, true]);
    expect(site.wall.file()).toMatchObject({ programmes: newer.programmes.toReversed(), rules: [newer.rules[0]] });
  });
});
