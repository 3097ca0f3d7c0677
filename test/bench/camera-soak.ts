/**
 * `npm run bench -- camera-soak [MINUTES]`: cameras that flap (cut, killed, repeating) under watchers that come and go. At the
 * end there must be no more processes, file handles or memory than at the beginning, when each fault had come once. Three minutes
 * when none are given; `npm test` gives it one.
 */
import { readdir } from "node:fs/promises";
import type { WebSocket } from "ws";
import { routes } from "#contract/http.ts";
import type { StreamName } from "#contract/pictures.ts";
import { cameraId } from "../e2e/camera-profile.ts";
import { usualCamera } from "../lab/rtsp-server.ts";
import { until } from "../lab/until.ts";
import { pause, startCameraSite } from "./camera-site.ts";
import { finish, median, printFigure } from "./figures.ts";
import { commandOf, memoryMb, processTree } from "./memory.ts";

const cameras = 12;
const minutes = Number(process.argv[2] ?? 3);
/** Beside other tests pictures are small: to encode large ones takes seven times what the core does with them. */
const camera = minutes < 3 ? { ...usualCamera, width: 640, height: 360, framesPerSecond: 10 } : usualCamera;

await using site = await startCameraSite(cameras, camera);
const { server, core, run } = site;

let pictures = 0;
const streamOf = (number: number): StreamName => (number % 3 === 0 ? "main" : "sub");
const watching = new Map<number, WebSocket>();
const watch = (number: number) => {
  const socket = site.watch(number, streamOf(number));
  socket.on("message", () => {
    pictures += 1;
  });
  watching.get(number)?.terminate();
  watching.set(number, socket);
};
const playlist = (number: number) =>
  site.ask(routes.cameraPlaylist(cameraId(number), streamOf(number))).then((answer) => answer.arrayBuffer());

const isGateways = (pid: number) => commandOf(pid).includes("frag_every_frame");
/** All of the gateway's processes at any moment that was measured: whose parent is gone is in nobody's tree. */
const seen = new Set<number>();

/** While all cameras are watched and live: the only moments that can be compared. */
const measure = async () => {
  for (let number = 1; number <= cameras; number += 1) if (!watching.has(number)) watch(number);
  await until(
    async () => {
      const answer = await site.ask(routes.status);
      const { cameras: views } = (await answer.json()) as { cameras: { state: string }[] };
      return views.every(({ state }) => state === "ok");
    },
    { withinMs: 60_000, what: "all cameras to be live" },
  );
  // What flapping left behind is closed by then, and pictures that were due are cut.
  await pause(5_000);
  const open = processTree(core.pid).filter(isGateways);
  for (const pid of open) seen.add(pid);
  return {
    processes: open.length,
    handles: (await readdir(`/proc/${run.pid}/fd`)).length,
    memory: memoryMb([run.pid]),
  };
};

const samples = { processes: [] as number[], handles: [] as number[], memory: [] as number[] };
const take = async () => {
  const { processes, handles, memory } = await measure();
  const minute = Number(((Date.now() - startedAt) / 60_000).toFixed(1));
  process.stdout.write(`${JSON.stringify({ minute, processes, handles, memory: Math.round(memory), pictures })}\n`);
  if (!isWarm) return;
  samples.processes.push(processes);
  samples.handles.push(handles);
  samples.memory.push(memory);
};

const startedAt = Date.now();
/** A program that has just started grows into its work; that is no leak. It is warm when every kind of fault came once. */
const warmUpRounds = 3;
let isWarm = false;
let endAt = Number.POSITIVE_INFINITY;
for (let round = 0; Date.now() < endAt; round += 1) {
  if (round === warmUpRounds) {
    isWarm = true;
    await take();
    endAt = Date.now() + minutes * 60_000;
  }
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
/** Most streams have no process at all: what counts is how many more there are at the end. */
const more = (values: number[]) => median(values.slice(-third)) - median(values.slice(0, third));
const growth = (values: number[]) => median(values.slice(-third)) / median(values.slice(0, third));
printFigure({ name: "pictures given out", unit: "pictures", samples: [pictures] });
printFigure({ name: "gateway processes with all cameras watched", unit: "processes", samples: samples.processes });
printFigure({ name: "file handles of the core", unit: "handles", samples: samples.handles });
printFigure({ name: "memory of the core", unit: "MB", samples: samples.memory });
await core.stop();
const left = [...seen].filter(isGateways).length;
await site[Symbol.asyncDispose]();
finish(
  "camera-soak",
  {
    processesMore: more(samples.processes),
    handles: growth(samples.handles),
    memory: growth(samples.memory),
    leftOver: left,
  },
  { processesMore: 0, handles: 1.1, memory: 1.15, leftOver: 0 },
);
