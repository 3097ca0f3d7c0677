import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addWords, createWords } from "../../../renderer/i18n/index.ts";

const folder = fileURLToPath(new URL("../../../renderer/i18n", import.meta.url));
/** All files of a language, whoever brings them to a page. */
const wordsIn = (language: string): Record<string, unknown> =>
  Object.fromEntries(
    readdirSync(path.join(folder, language), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => [
        file.slice(0, -".json".length),
        JSON.parse(readFileSync(path.join(folder, language, file), "utf8")),
      ]),
  );

/** Every text by its path. */
function texts(node: unknown, path = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[path, node]]);
  if (typeof node !== "object" || node === null) return new Map();
  return new Map(
    Object.entries(node).flatMap(([key, value]) => [...texts(value, path === "" ? key : `${path}.${key}`)]),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const vi = texts(wordsIn("vi"));
const en = texts(wordsIn("en"));

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

it("that a feature brings are there on pages made before and after", () => {
  const before = createWords("vi");
  addWords("thu", { vi: { one: "một" }, en: { one: "one" } });
  const after = createWords("en");
  expect([before.t("one", { ns: "thu" as "wall" } as never), after.t("one", { ns: "thu" as "wall" } as never)]).toEqual(
    ["một", "one"],
  );
});
