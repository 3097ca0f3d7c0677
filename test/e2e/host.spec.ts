import path from "node:path";
import { expect, test } from "@playwright/test";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeOneMonitor } from "./one-monitor.ts";
import { openWall, startVirtualWall } from "./wall-under-test.ts";

test("a core that a profile makes listen on another name of this machine is reached by the windows too", async () => {
  await using folder = await temporaryFolder();
  const settings = { cameras: ["a", "b", "c", "d"] };
  const cameras = settings.cameras.map((id) => ({
    ...{ id, name: { vi: id, en: id } },
    stream: { type: "test", pattern: "gate" },
  }));
  const profile = await writeOneMonitor(
    folder.path,
    [{ id: "luoi", panel: "camera-grid", x: 0, y: 0, width: 24, height: 24, settings }],
    { server: { host: "localhost" }, cameras },
  );
  const virtualWall = await startVirtualWall({ columns: 1, rows: 1, width: 960, height: 540 });
  try {
    await using wall = await openWall({ display: virtualWall.display, profile, data: path.join(folder.path, "data") });
    expect((await wall.run()).origin).toContain("http://localhost:");
    await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
    await expect((await wall.page(1)).getByText("TRỰC TIẾP")).toHaveCount(4);
  } finally {
    await virtualWall.stop();
  }
});
