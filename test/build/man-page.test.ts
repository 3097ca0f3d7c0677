import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { icoOf } from "../../build/icons.mjs";
import { manPage } from "../../build/man-page.mjs";
import { sayIn } from "../../main/command/words.ts";
import { runProcess } from "../lab/process.ts";
import { projectRoot } from "../lab/programs.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/** What stands for hyphens and backslashes in it. */
const plain = (page: string) => page.replaceAll("\\-", "-").replaceAll("\\e", "\\");

describe.each(["vi", "en"] as const)("the manual page of ioc in %s", (language) => {
  it("has every command and option of the help, and the words of it", async () => {
    const page = plain(await manPage(language));
    const say = sayIn(language);
    for (const words of [
      ...["help.status", "help.restore", "help.source.maintenance", "help.wall", "help.serve"],
      ...["option.until", "option.monitors", "option.ffmpeg", "argument.backup"],
    ] as const)
      expect(page).toContain(say(words));
    for (const more of ["help.backup.more", "help.restore.more", "help.wall.more"] as const)
      expect(page).toContain(say(more));
    expect(page).toMatch(/^\.SS source maintenance <NAME>$/m);
    expect(page).toContain("/etc/ioc-wall/ioc-wall.conf");
  });

  it("is read by groff without a warning", async ({ skip }) => {
    if (!existsSync("/usr/bin/groff")) return skip("groff is not installed");
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, "ioc.1");
    writeFileSync(file, await manPage(language));
    const read = await runProcess("/usr/bin/groff", ["-man", "-ww", "-k", "-Tutf8", file]);
    expect([read.code, read.stderr]).toEqual([0, ""]);
    expect(read.stdout).toContain("ioc-wall.conf");
  });
});

describe("the icons", () => {
  it("are there in the sizes that systems ask for", () => {
    const folder = path.join(projectRoot, "assets", "icons");
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(path.join(folder, `${size}x${size}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
    const ico = readFileSync(path.join(folder, "icon.ico"));
    const pictures = [16, 24, 32, 48, 64, 128, 256].map((size): [number, Buffer] => [
      size,
      readFileSync(path.join(folder, `${size}x${size}.png`)),
    ]);
    expect(ico.equals(icoOf(pictures))).toBe(true);
  });
});
