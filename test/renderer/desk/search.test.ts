import { expect, it } from "vitest";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { candidatesOf, folded, search } from "../../../renderer/desk/wall/search.ts";
import { setSite, siteStore } from "../../../renderer/state/site.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const snapshot = stageSnapshot("well", 1_800_000_000_000);
setSite(snapshot.site, () => new Map());
const site = siteStore.getState();
if (site === null) throw new Error("no site");
const scene = (id: string, vi: string): StoredScene => ({
  id,
  name: { vi, en: id },
  tags: [],
  tiles: [],
  version: 1,
  changedAtMs: 1,
  by: null,
  mistakes: [],
});
const all = candidatesOf({
  scenes: [scene("congestion", "Ùn tắc cửa khẩu"), scene("overview", "Toàn cảnh")],
  cameras: snapshot.cameras,
  readings: snapshot.readings,
  site,
});
const found = (typed: string) => search(all, typed, 50).map(({ name }) => name.vi);

it("folds every mark of Vietnamese away", () => {
  expect(folded("Đường Hữu Nghị, ỨỪỬỮỰ ỳỷỹỵ ờỡ ặ đ")).toBe("duong huu nghi, uuuuu yyyy oo a d");
});

it("finds anything by three letters, with or without marks, in Vietnamese or English", () => {
  for (const typed of ["un t", "ùn t", "UN TAC", "cua un", "cong"]) expect(found(typed)[0]).toBe("Ùn tắc cửa khẩu");
  expect(found("toa")).toContain("Toàn cảnh");
  const gate = snapshot.site.places.find(({ id }) => id === "huu-nghi")?.name.vi ?? "";
  expect(found("huu").some((name) => name.startsWith(gate))).toBe(true);
  expect(found("hữu").length).toBe(found("huu").length);
});

it("finds a scene by its tags too, with a word of its name or alone, after those that are named so", () => {
  const tagged = { ...scene("morning", "Giao ban sáng"), tags: ["cửa khẩu", "thứ Hai"] };
  const scenes = [tagged, scene("congestion", "Ùn tắc cửa khẩu")];
  const tags = candidatesOf({ scenes, cameras: [], readings: [], site });
  const keys = (typed: string) => search(tags, typed, 9).map(({ key }) => key);
  for (const typed of ["thu h", "thứ", "sang thu", "hai giao"]) expect(keys(typed)).toEqual(["scene/morning"]);
  expect(keys("cua k")).toEqual(["scene/congestion", "scene/morning"]);
  expect(keys("chin")).toEqual([]);
});

it("wants every word, and finds nothing where there is nothing", () => {
  expect(found("un tac toan")).toEqual([]);
  expect(found("zzz")).toEqual([]);
  expect(found("  ")).toEqual([]);
  expect(search(all, "u", 1)).toHaveLength(1);
});

it("puts first what begins with what is typed", () => {
  const names = search(
    candidatesOf({ scenes: [scene("a", "Bản đồ cửa khẩu"), scene("b", "Cửa khẩu")], cameras: [], readings: [], site }),
    "cua",
    5,
  );
  expect(names.map(({ key }) => key)).toEqual(["scene/b", "scene/a"]);
});
