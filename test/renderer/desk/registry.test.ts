import { expect, it } from "vitest";
import { deskCommands, openingOf } from "../../../renderer/desk/registry/commands.ts";
import { capOf, digitOf, fitOf } from "../../../renderer/desk/registry/press.ts";
import { views } from "../../../renderer/desk/registry/views.ts";
import { whyNot } from "../../../renderer/desk/registry/why-not.ts";
import type { WordKey } from "../../../renderer/desk/registry/word-key.ts";
import { search } from "../../../renderer/desk/search/search.ts";
import { createDeskWords } from "../../../renderer/desk/words.ts";
import { setSite } from "../../../renderer/state/site.ts";
import { wallStore } from "../../../renderer/state/wall.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const commands = [...deskCommands, ...views.map(openingOf), ...views.flatMap(({ commands }) => commands)];
const words = createDeskWords("vi");
const say = (key: WordKey, lng: "vi" | "en") => String(words.t(key as never, { lng }));

const press = (key: string, { code = "", ...held }: Partial<KeyboardEvent> = {}) => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

it("every word of a view and of a command stands in both languages", () => {
  const keys = [
    ...views.flatMap(({ words }) => Object.values(words)),
    ...commands.flatMap(({ words, under, whyNotOffered }) => [...Object.values(words), under, whyNotOffered?.key]),
  ].filter((key): key is WordKey => key !== undefined);
  for (const key of keys) for (const lng of ["vi", "en"] as const) expect(words.exists(key, { lng }), key).toBe(true);
});

it("ids and the keys of every page are told apart, and no page takes what every page has", () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  expect(new Set(views.map(({ id }) => id)).size).toBe(views.length);
  const everywhere = [...deskCommands, ...views.map(openingOf)].flatMap(({ keys }) => keys);
  expect(new Set(everywhere).size).toBe(everywhere.length);
  expect(everywhere).not.toContain("F5");
  for (const { id, commands: own } of views) {
    const keys = own.flatMap((command) => command.keys);
    expect(new Set(keys).size, id).toBe(keys.length);
    // The map and the editor have a search of their own.
    expect(
      keys.filter((one) => one !== "/" && everywhere.includes(one)),
      id,
    ).toEqual([]);
    for (const command of own) expect(command.view).toBe(id);
  }
});

it("keys fit with what is held beside them, and a digit by its place in the row", () => {
  expect(fitOf("F", press("f"))).toBe(2);
  expect(fitOf("F", press("F", { shiftKey: true }))).toBe(1);
  expect(fitOf("Shift+B", press("B", { shiftKey: true }))).toBe(2);
  expect(fitOf("Shift+B", press("b"))).toBe(0);
  expect(fitOf("F", press("f", { ctrlKey: true }))).toBe(0);
  expect(fitOf("Ctrl+K", press("k", { metaKey: true }))).toBe(2);
  expect(fitOf("+", press("+", { shiftKey: true }))).toBe(1);
  expect(fitOf("Space", press(" "))).toBe(2);
  // As a Vietnamese keyboard writes it.
  expect(fitOf("1…9", press("ă", { code: "Digit1" }))).toBe(2);
  expect(fitOf("1…9", press("0", { code: "Digit0" }))).toBe(0);
  expect(fitOf("Alt+1…9", press("4", { code: "Digit4", altKey: true }))).toBe(2);
  expect([digitOf(press("7", { code: "Numpad7" })), digitOf(press("Home", { code: "Numpad7" }))]).toEqual([
    7,
    undefined,
  ]);
  expect(["Ctrl+Shift+Z", "1…9", "+", "-", "Space", "ArrowUp"].map(capOf)).toEqual([
    ...["Ctrl ⇧ Z", "1 … 9", "+", "−", "Space", "↑"],
  ]);
});

it("what cannot be done now says why, and what drives the wall says where that is done", () => {
  const { wall, site } = stageSnapshot("well", 1_800_000_000_000);
  setSite(site, () => new Map());
  wallStore.setState(wall, true);
  const of = (id: string) => {
    const command = commands.find((one) => one.id === id);
    if (command === undefined) throw new Error(id);
    return whyNot(command)?.key;
  };
  expect(of("wall.giveBack")).toBe("desk:why.nothingPushed");
  expect(of("wall.take")).toBe("desk:why.nothingPrepared");
  expect(of("automation.stop")).toBe("desk:why.noProgramme");
  expect(of("wall.freeze")).toBeUndefined();
  const programme = { id: "x", name: { vi: "x", en: "x" }, step: 1, steps: 2, isPaused: false, nextAtMs: null };
  wallStore.setState({ ...wall, programme: { ...wall.programme, ...programme } as never }, true);
  expect(of("automation.stop")).toBeUndefined();
  wallStore.setState({ ...wall, following: { host: "a", state: "together", sinceMs: 1 } as never }, true);
  expect([of("wall.freeze"), of("automation.stop")]).toEqual(["desk:why.follows", "desk:why.follows"]);
  // Nothing is shown by it.
  expect(of("wall.takeAway")).toBeUndefined();
});

it("a command is found by what people call it, in either language", () => {
  const named = commands
    .filter(({ isKeyOnly }) => isKeyOnly !== true)
    .map(({ id, words: { name, also } }) => ({
      id,
      name: { vi: say(name, "vi"), en: say(name, "en") },
      also: also === undefined ? [] : [...say(also, "vi").split(", "), ...say(also, "en").split(", ")],
    }));
  const first = (typed: string) => search(named, typed, 1)[0]?.id;
  const wanted = {
    ...{ "trang phuc hoi": "wall.takeBack", "phục hồi": "wall.takeBack", "dong bang": "wall.freeze" },
    ...{ freeze: "wall.freeze", ptz: "wall.steer", "bao tri": "status.maintenance", "xuat so lieu": "wall.takeAway" },
    ...{ excel: "wall.takeAway", "tat hinh": "wall.blank", "sao luu canh": "editor.export", volume: "desk.sound" },
    ...{ "bao nhieu dan": "map.area", "tro giup": "desk.help", "tra quyen": "wall.release" },
  };
  for (const [typed, id] of Object.entries(wanted)) expect([typed, first(typed)]).toEqual([typed, id]);
});
