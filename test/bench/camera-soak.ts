/**
 * `npm run bench -- camera-soak [MINUTES]`: cameras that flap (cut, killed, repeating) under watchers that come and go. At the
 * end there must be no more processes, file handles or memory than at the beginning. Three minutes when none are given.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { WebSocket } from "ws";
import { routes } from "#contract/http.ts";
import { picturesProtocol, type StreamName } from "#contract/pictures.ts";
import { cameraId, writeCameraProfile } from "../e2e/camera-profile.ts";
import { startProcess } from "../lab/process.ts";
import { startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, median, printFigure } from "./figures.ts";
import { commandOf, memoryMb, processTree } from "./memory.ts";

const cameras = 12;
const minutes = Number(process.argv[2] ?? 3);
const root = path.resolve(import.meta.dirname, "../..");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

await using folder = await temporaryFolder("ioc-bench-soak");
const server = await startRtspServer({ ...usualCamera, cameras });
const profile = await writeCameraProfile(folder.path, server, {
  columns: 1,
  rows: 1,
  resolution: { width: 1920, height: 1080 },
  cameras,
  tiles: [],
});
const data = path.join(folder.path, "data");
const core = await startProcess(process.execPath, [
  path.join(root, "dist/core/index.mjs"),
  ...["--profile", profile, "--data", data, "--port", "0"],
]);
const run = await until(
  async () => JSON.parse(await readFile(path.join(data, "core.json"), "utf8").catch(() => "null")),
  { withinMs: 20_000, what: "the core" },
);
await fetch(`${run.origin}${routes.secrets}/camera`, {
  method: "PUT",
  headers: { authorization: `Bearer ${run.adminToken}`, "content-type": "application/json" },
  body: JSON.stringify({ value: server.password }),
});

let pictures = 0;
const streamOf = (number: number): StreamName => (number % 3 === 0 ? "main" : "sub");
const watching = new Map<number, WebSocket>();
const watch = (number: number) => {
  const socket = new WebSocket(`${run.origin.replace("http", "ws")}${routes.cameraPictures(cameraId(number))}`);
  const stream = streamOf(number);
  socket.on("open", () =>
    socket.send(JSON.stringify({ type: "watch", protocol: picturesProtocol, token: run.adminToken, stream })),
  );
  socket.on("message", () => {
    pictures += 1;
  });
  watching.get(number)?.terminate();
  watching.set(number, socket);
};
const playlist = (number: number) =>
  fetch(`${run.origin}${routes.cameraPlaylist(cameraId(number), streamOf(number))}`, {
    headers: { authorization: `Bearer ${run.adminToken}` },
  }).then((answer) => answer.arrayBuffer());

/** While all cameras are watched and live: the only moments that can be compared. */
const measure = async () => {
  for (let number = 1; number <= cameras; number += 1) if (!watching.has(number)) watch(number);
  await until(
    async () => {
      const answer = await fetch(run.origin + routes.status, {
        headers: { authorization: `Bearer ${run.adminToken}` },
      });
      const { cameras: views } = (await answer.json()) as { cameras: { state: string }[] };
      return views.every(({ state }) => state === "ok");
    },
    { withinMs: 60_000, what: "all cameras to be live" },
  );
  // What flapping left behind is closed by then, and pictures that were due are cut.
  await pause(5_000);
  const tree = processTree(core.pid);
  return {
    processes: tree.filter((pid) => commandOf(pid).includes("frag_every_frame")).length,
    handles: (await readdir(`/proc/${run.pid}/fd`)).length,
    memory: memoryMb([run.pid]),
  };
};

const samples = { processes: [] as number[], handles: [] as number[], memory: [] as number[] };
const take = async () => {
  const { processes, handles, memory } = await measure();
  const minute = Number(((Date.now() - startedAt) / 60_000).toFixed(1));
  process.stdout.write(`${JSON.stringify({ minute, processes, handles, memory: Math.round(memory), pictures })}\n`);
  // A program that has just started grows into its work; that is no leak.
  if (minute < warmUpMinutes) return;
  samples.processes.push(processes);
  samples.handles.push(handles);
  samples.memory.push(memory);
};

const startedAt = Date.now();
const warmUpMinutes = minutes >= 3 ? 1 : 0;
await take();
const endAt = Date.now() + minutes * 60_000;
for (let round = 0; Date.now() < endAt; round += 1) {
  const some = Array.from({ length: 4 }, (_, at) => ((round * 4 + at) % cameras) + 1);
  for (const number of some) {
    watching.get(number)?.terminate();
    watching.delete(number);
  }
  await Promise.all(some.map(playlist));
  if (round % 3 === 0) await server.kill();
  else if (round % 3 === 1) server.pause();
  else server.repeat(true, 1);
  await pause(round % 3 === 1 ? 6_000 : 3_000);
  if (round % 3 === 0) await server.restart();
  else if (round % 3 === 1) server.resume();
  else server.repeat(false, 1);
  for (const number of some) watch(number);
  await take();
}

for (const socket of watching.values()) socket.terminate();
const third = Math.max(1, Math.floor(samples.memory.length / 3));
const growth = (values: number[]) => median(values.slice(-third)) / median(values.slice(0, third));
printFigure({ name: "pictures given out", unit: "pictures", samples: [pictures] });
printFigure({ name: "gateway processes with all cameras watched", unit: "processes", samples: samples.processes });
printFigure({ name: "file handles of the core", unit: "handles", samples: samples.handles });
printFigure({ name: "memory of the core", unit: "MB", samples: samples.memory });
await core.stop();
const left =
  samples.processes.length === 0
    ? 1
    : processTree(process.pid).filter((pid) => commandOf(pid).includes("frag_every_frame")).length;
await server.stop();
finish(
  "camera-soak",
  {
    processes: growth(samples.processes),
    handles: growth(samples.handles),
    memory: growth(samples.memory),
    leftOver: left,
  },
  { processes: 1.05, handles: 1.1, memory: 1.15, leftOver: 0 },
);
