import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../lab/programs.ts";

const bold = (text: string): string[] =>
  [...text.matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, words = ""]) =>
    words.split(",").map((word) => word.trim().toLowerCase()),
  );

it("no word has two meanings that is not said to have them", async () => {
  const text = await readFile(path.join(projectRoot, "docs", "words.md"), "utf8");
  const [glossary = "", twofold = ""] = text.split("## Still of two meanings");
  const words = bold(glossary);
  expect(words.length).toBeGreaterThan(200);
  const said = new Set(bold(twofold));
  const twice = [...new Set(words.filter((word, at) => words.indexOf(word) !== at))];
  expect(twice.filter((word) => !said.has(word))).toEqual([]);
});
