import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../lab/free-port.ts";
import { giveKeptPictures } from "../lab/kept-pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { ioc, runStart, start } from "./commands.ts";

test("npm start without a display brings up four virtual monitors; ioc finds the wall, takes its picture, and nothing is left after", async () => {
  await using folder = await temporaryFolder();
  const port = await freePort();
  await giveKeptPictures(path.join(folder.path, "data"));
  await using run = await start(["--data", path.join(folder.path, "data"), "--port", String(port)]);
  await run.waitForOutput(/Bức tường .* đã lên: 4 màn hình/, 60_000);
  expect(run.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/);
  expect(run.output()).toContain("npm run ioc -- snapshot");

  const status = await until(
    async () => {
      const told = await ioc("status", "--json", "--port", String(port));
      const parsed = JSON.parse(told.stdout) as {
        state: string;
        displays: { bounds: unknown; window: unknown; state: string }[];
        sources: { name: string; type: string; state: string }[];
        cameras: { id: string; state: string }[];
      };
      return parsed.state === "ok" ? parsed : null;
    },
    { withinMs: 60_000, what: "ioc status to be ok" },
  );
  expect(status.displays).toHaveLength(4);
  // Nobody has entered anything yet, which is nothing wrong.
  const byHand = status.sources.filter(({ type }) => type === "entered");
  const brought = status.sources.filter((one) => !byHand.includes(one));
  for (const each of [...status.displays, ...brought, ...status.cameras]) expect(each.state).toBe("ok");
  expect(byHand.map(({ state }) => state)).toEqual(byHand.map(() => "starting"));

  const picture = path.join(folder.path, "wall.png");
  const taken = await ioc("snapshot", picture, "--data", path.join(folder.path, "data"));
  expect(taken.code).toBe(0);
  const png = await readFile(picture);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect(width / height).toBeCloseTo(3840 / 2160, 2);

  expect((await ioc("doctor", "--json", "--port", String(port))).code).toBe(0);
  const second = await runStart(["--data", path.join(folder.path, "data"), "--port", "0"]);
  expect(second.code).toBe(75);
  expect(second.stderr).toContain("đang được một bức tường khác dùng");

  const exit = await run.stop();
  expect(exit.code === 0 || exit.signal === "SIGTERM").toBe(true);
  const gone = await ioc("status", "--json", "--port", String(port));
  expect(gone.code).toBe(69);
});

test("mistakes end with a sentence in Vietnamese and an exit code", async () => {
  await using folder = await temporaryFolder();
  const profile = path.join(folder.path, "hong");
  await mkdir(profile);
  await writeFile(path.join(profile, "profile.yaml"), "schema: 1\nid: HONG\nname: {vi: x}\nwall: {columns: nhiều}\n");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = String((server.address() as AddressInfo).port);
  const data = (name: string) => ["--data", path.join(folder.path, name)];
  const [wrong, absent, mistaken, taken] = await Promise.all([
    runStart(["--no-such-option"]),
    runStart(["--profile", "khong-co", ...data("data")]),
    runStart(["--profile", profile, ...data("data-2")]),
    runStart([...data("data-3"), "--port", port]),
  ]);
  server.close();
  expect([wrong.code, absent.code]).toEqual([64, 66]);
  expect(mistaken.code).toBe(78);
  expect(mistaken.stderr).toMatch(/profile\.yaml:2:\d+/);
  expect(mistaken.stderr).toMatch(/profile\.yaml:4:\d+/);
  expect(taken.code).toBe(69);
  expect(taken.stderr).toContain(`Cổng ${port} đang được chương trình khác dùng`);
});
