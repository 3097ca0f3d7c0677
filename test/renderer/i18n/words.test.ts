import { describe, expect, it } from "vitest";
import { deskMapWords, deskWords, editorWords } from "../../../renderer/desk/words.ts";
import { resources } from "../../../renderer/i18n/index.ts";
import { takeawayWords } from "../../../renderer/takeaway/words.ts";

/** Every text by its path. */
function texts(node: unknown, path = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[path, node]]);
  if (typeof node !== "object" || node === null) return new Map();
  return new Map(
    Object.entries(node).flatMap(([key, value]) => [...texts(value, path === "" ? key : `${path}.${key}`)]),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const vi = texts({
  ...resources.vi,
  desk: deskWords.vi,
  deskMap: deskMapWords.vi,
  editor: editorWords.vi,
  takeaway: takeawayWords.vi,
});
const en = texts({
  ...resources.en,
  desk: deskWords.en,
  deskMap: deskMapWords.en,
  editor: editorWords.en,
  takeaway: takeawayWords.en,
});

describe("the words", () => {
  it("stand in both languages", () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
    expect(vi.size).toBeGreaterThan(40);
  });

  it("fill in the same things in both", () => {
    for (const [key, text] of vi) expect([key, placeholders(en.get(key) ?? "")]).toEqual([key, placeholders(text)]);
  });

  it("are never empty", () => {
    for (const [key, text] of [...vi, ...en]) expect(text.trim(), key).not.toBe("");
  });
});
