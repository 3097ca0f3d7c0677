import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { openWall, root, startVirtualWall } from "./wall-under-test.ts";

test("a core that a profile makes listen on another name of this machine is reached by the windows too", async () => {
  await using folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  await cp(path.join(root, "assets/profiles/lang-son"), profile, { recursive: true });
  const file = path.join(profile, "profile.yaml");
  const text = await readFile(file, "utf8");
  expect(text).toContain("host: 127.0.0.1");
  await writeFile(file, text.replace("host: 127.0.0.1", "host: localhost"));
  const virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
  try {
    await using wall = await openWall({ display: virtualWall.display, profile, data: path.join(folder.path, "data") });
    expect((await wall.run()).origin).toContain("http://localhost:");
    await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
    await expect((await wall.page(3)).getByText("TRỰC TIẾP")).toHaveCount(4);
  } finally {
    await virtualWall.stop();
  }
});
