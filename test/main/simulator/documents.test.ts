import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";
import type { DocumentMessage } from "#contract/documents/document.ts";
import { readEdxml } from "../../../main/core/edxml/reading.ts";
import { filesUntil } from "../../../main/simulator/documents/days.ts";
import { DocumentsScript } from "../../../main/simulator/documents/script.ts";

const { documents: script } = DocumentsScript.parse(
  parse(await readFile("assets/packs/van-ban/simulator.yaml", "utf8")),
);
const at = (time: string) => filesUntil(Date.parse(`2026-11-27T${time}:00+07:00`), script);
const read = (text: string): DocumentMessage | undefined => {
  try {
    return readEdxml(text);
  } catch {
    return undefined;
  }
};

it("drops messages of believable days: the same ones at the same moment, most of them right, none at night", () => {
  const files = at("16:30");
  expect(files).toEqual(at("16:30"));
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  expect(files.length).toBeGreaterThan(200);
  expect(files.length).toBeLessThan(900);
  const messages = files.flatMap(({ text }) => read(text) ?? []);
  expect(files.length - messages.length).toBeLessThan(2);
  for (const kind of ["sent", "state"]) expect(messages.some((one) => one.kind === kind)).toBe(true);
  const states = new Set(messages.flatMap((one) => (one.kind === "state" ? one.state : [])));
  for (const state of ["03", "04", "05", "06"]) expect(states).toContain(state);
  expect(messages.some((one) => "dueOn" in one && one.dueOn === null)).toBe(true);
  for (const { atMs } of files) {
    const hour = new Date(atMs + 7 * 3_600_000).getUTCHours();
    expect(hour).toBeGreaterThanOrEqual(7);
    expect(hour).toBeLessThan(24);
  }
});

it("goes on through the day and keeps every document's last state", () => {
  const morning = at("08:00");
  const evening = at("17:30");
  expect(evening.length).toBeGreaterThan(morning.length);
  const lastOf = (files: typeof morning) =>
    new Map(files.filter((one) => one.isState).map((one) => [one.about, one.atMs]));
  const later = lastOf(evening);
  for (const [about, atMs] of lastOf(morning)) expect(later.get(about)).toBeGreaterThanOrEqual(atMs);
});

it("sends nothing on a Sunday", () => {
  const sunday = (time: string) => filesUntil(Date.parse(`2026-11-29T${time}:00+07:00`), script).length;
  expect(sunday("23:00") - sunday("01:00")).toBeLessThan(3);
});
