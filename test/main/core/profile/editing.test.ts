import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { editTexts, type ProfileEdit } from "../../../../main/core/profile/editing.ts";
import { projectRoot } from "../../../lab/programs.ts";

const site = path.join(projectRoot, "test/fixtures/profiles/six-figures");
async function texts(): Promise<Map<string, string>> {
  const names = (await readdir(site)).filter((name) => name.endsWith(".yaml"));
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(site, name), "utf8")] as const)),
  );
}
/** Lines that are in one text and not in the other, as a person reads a change. */
async function changeOf(...edits: ProfileEdit[]) {
  const before = await texts();
  const changed = editTexts(before, edits);
  return Object.fromEntries(
    [...changed].map(([name, after]) => {
      const [was, is] = [(before.get(name) ?? "").split("\n"), after.split("\n")];
      return [name, { gone: was.filter((line) => !is.includes(line)), come: is.filter((line) => !was.includes(line)) }];
    }),
  );
}

it("changes a value in its line, and no other letter of any file", async () => {
  expect(await changeOf({ at: ["rules", "xe-cho-vuot-nguong", "when", "value"], value: 600 })).toEqual({
    "automation.yaml": {
      gone: [
        "    when: { kind: figure, indicator: cua-khau.tong-xe-cho, is: above, value: 550, overAt: 500, forS: 60 }",
      ],
      come: [
        "    when: { kind: figure, indicator: cua-khau.tong-xe-cho, is: above, value: 600, overAt: 500, forS: 60 }",
      ],
    },
  });
});

it("takes a whole item as it is to be, and leaves what is the same of it in its words", async () => {
  const rules = parse((await texts()).get("automation.yaml") ?? "").rules;
  const [first] = rules;
  expect(await changeOf({ at: ["rules", first.id], value: { ...first, priority: 9 } })).toEqual({
    "automation.yaml": { gone: ["    priority: 7"], come: ["    priority: 9"] },
  });
});

it("adds an item as people write one, and takes one out", async () => {
  const page = { id: "cong-tin", name: { vi: "Cổng tin", en: "Portal" }, url: "https://tin.example/" };
  expect(await changeOf({ at: ["web", page.id], value: page }).catch((error: Error) => error.message)).toBe(
    "nothing at web.cong-tin",
  );
  const added = await changeOf({ at: ["web"], value: [page] });
  expect(added["web.yaml"]?.come).toEqual([
    "web:",
    "  - id: cong-tin",
    "    name: { vi: Cổng tin, en: Portal }",
    "    url: https://tin.example/",
  ]);
  const gone = await changeOf({ at: ["rules", "mat-camera-lan-xe"], value: undefined });
  expect(gone["automation.yaml"]?.come).toEqual([]);
  expect(gone["automation.yaml"]?.gone).toContain("  - id: mat-camera-lan-xe");
});

it("keeps notes, quotes, empty lines and the spaces in brackets of a file that it changes", async () => {
  const file = `# Đầu tệp
sources:
  # Nguồn một
  - id: mot   # ghi chú
    name: { vi: 'Một', en: "One" }

    topics: [a/#, b/#]
    mapping: |
      {
        "indicator": "x"
      }
  - id: hai
    lateAfter: 5m
`;
  const changed = editTexts(new Map([["sources.yaml", file]]), [
    { at: ["sources", "hai", "lateAfter"], value: "10m" },
    { at: ["sources", "mot", "name", "vi"], value: "Mới" },
  ]);
  expect(changed.get("sources.yaml")).toBe(file.replace("5m", "10m").replace("'Một'", "'Mới'"));
});

it("changes one of several that share an anchor, and leaves those that do not change", () => {
  const file = `indicators:
  - code: mot
    freshness: &nam { lateAfter: 450d }
  - code: hai
    freshness: *nam
  - code: ba
    freshness: *nam
`;
  const changeIn = (...edits: Parameters<typeof editTexts>[1]) =>
    editTexts(new Map([["indicators.yaml", file]]), edits).get("indicators.yaml");
  expect(changeIn({ at: ["indicators", "hai", "freshness"], value: { lateAfter: "1d" } })).toBe(
    file.replace("hai\n    freshness: *nam", "hai\n    freshness: { lateAfter: 1d }"),
  );
  const spelled = file.replace("&nam ", "").replaceAll("*nam", "{ lateAfter: 450d }");
  expect(changeIn({ at: ["indicators", "mot", "freshness", "lateAfter"], value: "1d" })).toBe(
    spelled.replace("450d", "1d"),
  );
  expect(changeIn({ at: ["indicators", "ba", "freshness", "lateAfter"], value: "1d" })).toBe(
    spelled.replace(/450d(?=[^d]*$)/, "1d"),
  );
  expect(changeIn({ at: ["indicators", "mot"], value: undefined })).toBe(
    spelled.replace("  - code: mot\n    freshness: { lateAfter: 450d }\n", ""),
  );
});
