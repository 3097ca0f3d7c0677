import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { WebSocket } from "ws";
import { routes } from "#contract/http.ts";
import { picturesProtocol } from "#contract/pictures.ts";
import { cameraId, writeCameraProfile } from "../../e2e/camera-profile.ts";
import { startProcess } from "../../lab/process.ts";
import { startRtspServer } from "../../lab/rtsp-server.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { printFigure } from "../figures.ts";
import { processTree } from "../memory.ts";
import { bareScript, output } from "./bare-pictures.ts";
import { pause, repeats, seconds, site } from "./site.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** Of all threads of a process, in ms of processor time: what the scheduler counts, as ticks of 10 ms are too coarse for so little. */
async function cpuMs(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const took = await Promise.all(
    threads.map(async (thread) => {
      const stat = await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0");
      return Number(stat.split(" ")[0]) / 1e6;
    }),
  );
  return sum(took);
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * The core and its processes while cameras are watched, less the core at rest, beside the same number of bare ffmpegs whose
 * output nobody is given, and beside the bare script that passes on what its ffmpegs write.
 * @param fillKbps what the cameras send at least, as those of a constant rate do; absent: the little that the test's picture needs
 */
export async function gatewayCpu(fillKbps?: number) {
  const cameras = 8;
  await using folder = await temporaryFolder("ioc-bench-camera");
  const usual = { width: 1280, height: 720, framesPerSecond: 15, keyEvery: 15, sub: "h264" } as const;
  const server = await startRtspServer({ ...usual, cameras, ...(fillKbps !== undefined && { fillKbps }) });
  const profile = await writeCameraProfile(folder.path, server, site(cameras));
  const data = path.join(folder.path, "data");
  const core = await startProcess(process.execPath, [
    path.join(root, "dist/core/index.mjs"),
    ...["--profile", profile, "--data", data, "--port", "0"],
  ]);
  const bares: ChildProcess[] = [];
  const { script, port } = await bareScript(server, cameras);
  const sockets: WebSocket[] = [];
  try {
    const run = await until(
      async () => JSON.parse(await readFile(path.join(data, "core.json"), "utf8").catch(() => "null")),
      { withinMs: 20_000, what: "the core" },
    );
    const secret = await fetch(`${run.origin}${routes.secrets}/camera`, {
      method: "PUT",
      headers: { authorization: `Bearer ${run.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ value: server.password }),
    });
    if (!secret.ok) throw new Error(`the secret was not taken: ${secret.status}`);
    await pause(3_000);
    const restBefore = await cpuMs(run.pid);
    await pause(seconds * 1_000);
    const restMs = (await cpuMs(run.pid)) - restBefore;

    const received = Array.from({ length: cameras }, () => 0);
    for (let at = 0; at < cameras; at += 1) {
      const socket = new WebSocket(`${run.origin.replace("http", "ws")}${routes.cameraPictures(cameraId(at + 1))}`);
      sockets.push(socket);
      socket.on("open", () =>
        socket.send(
          JSON.stringify({ type: "watch", protocol: picturesProtocol, token: run.adminToken, stream: "main" }),
        ),
      );
      socket.on("message", () => {
        received[at] = (received[at] ?? 0) + 1;
      });
      const url = server.address(at + 1).replace("://", `://${server.username}:${server.password}@`);
      const bare = spawn("ffmpeg", ["-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, ...output], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      bare.stdout?.resume();
      bares.push(bare);
      const passed = new WebSocket(`ws://127.0.0.1:${port}/${at}`);
      passed.on("message", () => undefined);
      sockets.push(passed);
    }
    await until(() => received.every((pictures) => pictures > 45), {
      withinMs: 40_000,
      what: "pictures of all cameras",
    });
    const folders = await readdir(path.join(data, "cameras"));
    // One for each stream that the core has an ffmpeg read.
    const written = await Promise.all(
      folders.map((each) => readFile(path.join(data, "cameras", each, "main.pid"), "utf8").catch(() => "")),
    );
    const pids = written.filter((pid) => pid !== "").map(Number);
    const taken = async () => ({
      core: await cpuMs(run.pid),
      ours: sum(await Promise.all(pids.map(cpuMs))),
      bare: sum(await Promise.all(bares.map((bare) => cpuMs(bare.pid ?? 0)))),
      passed: sum(await Promise.all(processTree(script.pid).map(cpuMs))),
    });
    const share = (ms: number) => (ms / (seconds * 1_000) / cameras) * 100;
    const names = ["core", "ours", "bare", "passed", "ratio", "passedRatio"] as const;
    const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
      (typeof names)[number],
      number[]
    >;
    for (let round = 0; round < repeats + 2; round += 1) {
      const before = await taken();
      await pause(seconds * 1_000);
      const after = await taken();
      const core = after.core - before.core - restMs;
      samples.core.push(share(core));
      samples.ours.push(share(core + after.ours - before.ours));
      samples.bare.push(share(after.bare - before.bare));
      samples.passed.push(share(after.passed - before.passed));
      samples.ratio.push((core + after.ours - before.ours) / (after.bare - before.bare));
      samples.passedRatio.push((core + after.ours - before.ours) / (after.passed - before.passed));
    }
    const rate = fillKbps === undefined ? "a still scene" : `${fillKbps / 1_000} Mbit/s`;
    printFigure({ name: `gateway's processor a camera, ${rate}`, unit: "% of a core", samples: samples.ours });
    printFigure({ name: `of it in the core, ${rate}`, unit: "% of a core", samples: samples.core });
    printFigure({ name: `bare ffmpeg's, ${rate}`, unit: "% of a core", samples: samples.bare });
    printFigure({ name: `bare ffmpeg and script, ${rate}`, unit: "% of a core", samples: samples.passed });
    printFigure({ name: `gateway / bare ffmpeg and script, ${rate}`, unit: "ratio", samples: samples.passedRatio });
    return printFigure({ name: `gateway / bare ffmpeg, ${rate}`, unit: "ratio", samples: samples.ratio });
  } finally {
    for (const socket of sockets) socket.terminate();
    for (const bare of bares) bare.kill("SIGKILL");
    await core.stop();
    await script.stop();
    await server.stop();
  }
}
