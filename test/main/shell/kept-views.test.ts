import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { createKeptViews } from "../../../main/shell/kept-views.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";

const view = JSON.stringify({ title: "Lạng Sơn </script>", figures: [1, 2, 3] });
const made = { build: "b1", profile: "lang-son", data: "/data", monitors: [{ x: 0, y: 0 }] };

it("gives back what was kept, for each monitor its own, and replaces it whole", async () => {
  await using folder = await temporaryFolder();
  const views = createKeptViews(path.join(folder.path, "views"), () => made);
  expect(views.hasAny()).toBe(false);
  expect(views.read(1)).toBeUndefined();
  views.keep(1, view);
  views.keep(2, "{}");
  expect(views.hasAny()).toBe(true);
  expect([views.read(1), views.read(2), views.read(3)]).toEqual([view, "{}", undefined]);
  views.keep(1, '{"newer":true}');
  expect(views.read(1)).toBe('{"newer":true}');
  views.forget(2);
  expect(views.read(2)).toBeUndefined();
  views.keep(2, "{}");
  // No draft is left, and nothing else reads what is only this user's.
  expect((await readdir(path.join(folder.path, "views"))).sort()).toEqual(["1.view", "2.view"]);
});

it("is not used for another build, profile, data folder or set of monitors", async () => {
  await using folder = await temporaryFolder();
  createKeptViews(folder.path, () => made).keep(1, view);
  const others = [
    { ...made, build: "b2" },
    { ...made, profile: "cao-bang" },
    { ...made, data: "/other" },
    { ...made, monitors: [...made.monitors, { x: 1920, y: 0 }] },
    { ...made, monitors: [{ x: 0, y: 1080 }] },
  ];
  for (const other of others) expect(createKeptViews(folder.path, () => other).read(1)).toBeUndefined();
  expect(createKeptViews(folder.path, () => made).read(1)).toBe(view);
});

it("ignores a file that is damaged, cut short, too long, of another monitor or not its own", async () => {
  await using folder = await temporaryFolder();
  const views = createKeptViews(folder.path, () => made);
  const file = path.join(folder.path, "1.view");
  views.keep(1, view);
  const whole = await readFile(file, "utf8");
  const lines = whole.split("\n");
  const damaged = [
    whole.replace("[1,2,3]", "[1,2,4]"),
    whole.slice(0, -20),
    lines.slice(0, 2).join("\n"),
    `${whole}more\n`,
    "",
    "\u0000\u0001",
    `{"format":0}\n${lines[1]}\n${lines[2]}\n`,
    whole + " ".repeat(3_000_000),
  ];
  for (const text of damaged) {
    await writeFile(file, text);
    expect(views.read(1), text.slice(0, 80)).toBeUndefined();
  }
  await writeFile(file, whole);
  expect(views.read(1)).toBe(view);
  await writeFile(path.join(folder.path, "2.view"), whole);
  expect(views.read(2)).toBeUndefined();
});

it("does without where nothing can be written, and leaves what was there", async () => {
  await using folder = await temporaryFolder();
  const blocked = path.join(folder.path, "blocked");
  await writeFile(blocked, "a file where the folder should be");
  const views = createKeptViews(path.join(blocked, "views"), () => made);
  views.keep(1, view);
  expect(views.read(1)).toBeUndefined();
  // The draft cannot be written: the former view stays.
  const kept = createKeptViews(folder.path, () => made);
  kept.keep(1, view);
  await mkdir(path.join(folder.path, `1.view.${process.pid}`));
  kept.keep(1, "{}");
  expect(kept.read(1)).toBe(view);
});
