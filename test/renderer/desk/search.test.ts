import { expect, it } from "vitest";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { newTileCandidates } from "../../../renderer/desk/editor/new-tiles.ts";
import { panelCandidates } from "../../../renderer/desk/search/panel-candidates.ts";
import { candidatesOf, folded, search } from "../../../renderer/desk/search/search.ts";
import en from "../../../renderer/i18n/en/editor.json";
import vi from "../../../renderer/i18n/vi/editor.json";
import { ruleOf } from "../../../renderer/panels/rules.ts";
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

it("puts what has the words as they are typed before what has them somewhere", () => {
  const scenes = [scene("a", "Kim ngạch so với cùng kỳ"), scene("b", "Cầu Kỳ Cùng"), scene("c", "Kỳ Cùng dâng cao")];
  const names = search(candidatesOf({ scenes, cameras: [], readings: [], site }), "ky cung", 5);
  expect(names.map(({ key }) => key)).toEqual(["scene/c", "scene/b", "scene/a"]);
});

const wordsOf = { vi: vi.panel, en: en.panel } as Record<string, Record<string, string>>;
const alsoOf = { vi: vi.also, en: en.also } as Record<string, Record<string, string>>;
const panelName = (kind: string) => ({ vi: wordsOf.vi?.[kind] ?? kind, en: wordsOf.en?.[kind] ?? kind });
const panelAlso = (kind: string) => ["vi", "en"].flatMap((language) => (alsoOf[language]?.[kind] ?? "").split(", "));

it("finds by first letters and by words run together, after what is found by words", () => {
  const place = (vi: string) => ({ name: { vi, en: vi } });
  const places = ["Cửa khẩu Hữu Nghị", "Hữu Nghị", "Trạm thủy văn Kỳ Cùng", "Xã Hnam", "Bản đồ", "Bản Chắt"].map(place);
  const names = (typed: string) => search(places, typed, 9).map(({ name }) => name.vi);
  expect(names("hn")).toEqual(["Xã Hnam", "Hữu Nghị", "Cửa khẩu Hữu Nghị"]);
  expect(names("ckhn")).toEqual(["Cửa khẩu Hữu Nghị"]);
  for (const typed of ["kyc", "kỳc", "kycung", "KC"]) expect(names(typed)).toEqual(["Trạm thủy văn Kỳ Cùng"]);
  for (const typed of ["bando", "bảnđồ", "bd"]) expect(names(typed)).toEqual(["Bản đồ"]);
  expect(names("cua hn")).toEqual(["Cửa khẩu Hữu Nghị"]);
  expect(names("x")).toEqual(["Xã Hnam"]);
  expect(names("hnx")).toEqual([]);
});

it("finds panels by what people call them, on the desk and in the editor, and only such as can be shown", () => {
  const { readings, cameras } = snapshot;
  const tiles = newTileCandidates({ cameras, readings, site, panelName, panelAlso });
  const kinds = (typed: string) => search(tiles, typed, 50).flatMap((one) => ("panel" in one ? [one.panel] : []));
  for (const typed of ["biểu đồ", "bieu do", "đồ thị", "bieudo", "chart"])
    expect(kinds(typed)).toEqual(expect.arrayContaining(["trend", "comparison"]));
  expect(kinds("giờ")).toContain("clock");
  expect(kinds("bando")[0]).toBe("map");
  const onWall = panelCandidates({ readings, site, panelName, panelAlso });
  const shown = search([...all, ...onWall], "biểu đồ", 50).flatMap((one) => ("panel" in one ? [one.panel] : []));
  expect(new Set(shown)).toEqual(new Set(["trend", "comparison"]));
  expect(search([...all, ...onWall], "bando", 50)[0]).toMatchObject({ panel: "map" });
  for (const one of onWall)
    expect("panel" in one && ruleOf(one.panel)?.schema.safeParse(one.settings).error, one.key).toBeUndefined();
});
