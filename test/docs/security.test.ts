import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);

it("names only files that there are, and a state for every part of the standard", async () => {
  const page = await readFile(new URL("docs/security.md", root), "utf8");
  const named = [...page.matchAll(/`((?:main|test|contract|renderer|build|docs)\/[\w./-]+)`/g)].map(
    ([, file = ""]) => file,
  );
  expect(new Set(named).size).toBeGreaterThan(50);
  expect([...new Set(named)].filter((file) => !existsSync(fileURLToPath(new URL(file, root))))).toEqual([]);
  const [, table = ""] = page.split("## OWASP ASVS");
  const rows = table.split("\n").filter((line) => /^\| \d/.test(line));
  const stateOf = (row: string) => row.split(" | ")[1]?.trim();
  for (const row of rows) expect(stateOf(row), row).toMatch(/^(?:met|part|not met|n\/a)$/);
  // Every chapter of ASVS 5.0.
  const chapters = new Set(rows.map((row) => Number(/^\| (\d+)/.exec(row)?.[1])));
  expect([...chapters].sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, at) => at + 1));
  // What is met in part says what is missing; what is met shows by what.
  for (const row of rows.filter((one) => stateOf(one) === "part")) expect(row).toMatch(/\*\*|not /);
  for (const row of rows.filter((one) => stateOf(one) === "met")) expect(row).toMatch(/`|[Dd]ecision|elsewhere/);
});
