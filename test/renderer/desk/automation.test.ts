import { expect, it } from "vitest";
import type { AutomationList } from "#contract/entities/automation.ts";
import { Programme } from "#contract/entities/programme.ts";
import { Rule, type RuleTrigger } from "#contract/entities/rule.ts";
import { everyDay } from "#contract/entities/timetable.ts";
import { type RuleView, restingWall } from "#contract/entities/wall-state.ts";
import { createSentences } from "../../../renderer/desk/automation/automation-words.ts";
import { idFor, itemsOf } from "../../../renderer/desk/automation/item.ts";
import { createDeskWords } from "../../../renderer/desk/words.ts";

const words = (vi: string) => ({ vi, en: vi });
const stored = { version: 1, changedAtMs: 1, by: null, mistakes: [] };
const rule = (id: string, more: object = {}) => ({
  ...stored,
  id,
  content: Rule.parse({
    id,
    name: words(id),
    when: { kind: "figure", indicator: "xe-cho", is: "above", value: 1 },
    do: { kind: "subject", display: 1 },
    ...more,
  }),
});
const programme = (id: string) => ({
  ...stored,
  id,
  content: Programme.parse({ id, name: words(id), steps: [{ scene: "a", dwellS: 1 }] }),
});

it("lists what runs and what holds the wall first, then by priority, what is off last", () => {
  const list: AutomationList = {
    programmes: [programme("dung"), programme("chay")],
    rules: [
      rule("tat", { isEnabled: false, priority: 9 }),
      rule("thap", { priority: 1 }),
      rule("cao", { priority: 9 }),
      rule("doi"),
      rule("giu"),
      { ...rule("la"), content: null },
    ],
    holidays: { version: 0, content: { days: [] } },
  };
  const holds = (id: string, behind: RuleView["behind"]): RuleView => ({
    ...{ id, name: words(id), what: words("x"), priority: 5, display: 1, sinceMs: 1, untilMs: null },
    behind,
  });
  const wall = restingWall({ id: "a", name: words("a"), tiles: [] });
  const items = itemsOf(list, {
    ...wall,
    programme: {
      ...{ id: "chay", name: words("chay"), step: 1, steps: 1, sinceMs: 1, isPaused: false, nextAtMs: null },
      next: null,
    },
    rules: [holds("doi", "rule"), holds("giu", null)],
  });
  expect(items.map(({ stored: { id } }) => id)).toEqual(["chay", "dung", "giu", "doi", "cao", "thap", "tat", "la"]);
  expect(itemsOf(undefined, null)).toEqual([]);
});

it("makes ids of names as people write them, and no id twice", () => {
  expect(idFor("Giao ban sáng Thứ Hai", [])).toBe("giao-ban-sang-thu-hai");
  expect(idFor("Đèo – Chi Lăng!", ["deo-chi-lang", "deo-chi-lang-2"])).toBe("deo-chi-lang-3");
  expect(idFor("???", [])).toBe("moi");
});

it("says what a rule waits for and does in both languages, by the names people know", () => {
  const names = {
    scene: () => words("Toàn cảnh"),
    indicator: () => ({ vi: "Xe chờ", en: "Waiting trucks" }),
    place: () => words("Hữu Nghị"),
    source: () => undefined,
    camera: () => words("Cầu Kỳ Cùng"),
    tile: (_scene: string, id: string) => (id === "grdp" ? "3 · GRDP" : undefined),
  };
  const say = (language: "vi" | "en") =>
    createSentences(createDeskWords(language).getFixedT(language, "desk"), language, names);
  const jam: RuleTrigger = {
    kind: "figure",
    ...{ indicator: "xe-cho", place: "huu-nghi", is: "above", value: 500, overAt: 300, forS: 120 },
  };
  expect(say("vi").trigger(jam)).toBe("Xe chờ · Hữu Nghị trên 500, ít nhất 2 phút, hết khi về 300");
  expect(say("en").trigger(jam)).toBe("Waiting trucks · Hữu Nghị above 500, for at least 2 min, over when back at 300");
  expect(
    say("vi").trigger({ kind: "time", at: "07:30", days: { ...everyDay, weekdays: [1, 5], holidays: "not" } }),
  ).toBe("07:30, T2, T6 · trừ ngày nghỉ");
  expect(say("vi").trigger({ kind: "source-lost", source: "vnpt", forS: 30 })).toBe("Mất nguồn «vnpt» quá 30 giây");
  expect(say("vi").trigger({ kind: "camera-event", camera: null, event: null })).toBe(
    "Bất kỳ camera nào: bất kỳ sự kiện nào",
  );
  expect(say("vi").action({ kind: "subject", display: 4 })).toBe("Màn hình 4 hiện đúng camera hay chỉ tiêu ấy");
  expect(say("en").action({ kind: "focus", display: 2, scene: "a", tile: "grdp" })).toBe(
    "Monitor 2 shows the tile “3 · GRDP” of the scene “Toàn cảnh”",
  );
  expect(say("vi").action({ kind: "focus", display: 2, scene: "a", tile: "bo" })).toBe(
    "Màn hình 2 hiện riêng ô «bo» của cảnh «Toàn cảnh»",
  );
});
