import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { expect, it } from "vitest";
import { superviseSimulator } from "../../../../main/core/supervision/simulator-process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

const log = pino({ level: "silent" });
/** Serves nothing but says where: the process id stands for the port. */
const ready = `process.send({ type: "simulator-ready", mqtt: "mqtt://" + process.pid, http: "http://a", rtsp: process.argv.slice(4).join(" "), folder: process.argv[3], secret: "s" });
  process.on("disconnect", () => process.exit(0)); setInterval(() => {}, 1000);`;
const pidOf = (address: string) => Number(address.slice("mqtt://".length));
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("starts it, starts it again when it dies, and ends it", async () => {
  await using folder = await temporaryFolder();
  const entry = join(folder.path, "simulator.mjs");
  await writeFile(entry, ready);
  const supervisor = superviseSimulator({
    ...{ entry, folder: join(folder.path, "made"), ffmpegPath: "/opt/ffmpeg", timeZone: "Asia/Tokyo", log },
  });
  const first = await supervisor.ready();
  expect(first.folder).toBe(join(folder.path, "made"));
  // What it was started with.
  expect(first.rtsp).toBe("--ffmpeg /opt/ffmpeg --time-zone Asia/Tokyo");
  expect(supervisor.failure()).toBeNull();
  process.kill(pidOf(first.mqtt), "SIGKILL");
  await until(() => supervisor.failure() !== null);
  const second = await until(() => supervisor.ready().catch(() => undefined));
  expect(second.mqtt).not.toBe(first.mqtt);
  expect(supervisor.failure()).toBeNull();
  await supervisor.stop();
  expect(isRunning(pidOf(second.mqtt))).toBe(false);
});

it("says why it cannot be started, and goes on when it can", async () => {
  await using folder = await temporaryFolder();
  const entry = join(folder.path, "simulator.mjs");
  await writeFile(entry, 'process.stderr.write("không có cổng nào trống\\n"); process.exitCode = 3;');
  const supervisor = superviseSimulator({ entry, folder: folder.path, log });
  await expect(supervisor.ready()).rejects.toMatchObject({
    code: "simulator.failed",
    params: { detail: "không có cổng nào trống" },
  });
  await writeFile(entry, ready);
  await until(() => supervisor.ready().catch(() => undefined));
  await supervisor.stop();
});
