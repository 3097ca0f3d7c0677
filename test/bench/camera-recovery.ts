/**
 * `npm run bench -- camera-recovery [ROUNDS]`: sixteen watched cameras, a fault, and how long after its cause is gone each one's
 * pictures are given out again, beside bare ffmpegs that are started at that very moment: what those take is what the
 * cameras themselves need (their encoders start on this machine too), and the machine. What a screen then takes to show
 * them is told by test/e2e/cameras.spec.ts.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { WebSocket } from "ws";
import { fragmentedOutput } from "../../main/core/cameras/ffmpeg-arguments.ts";
import { until } from "../lab/until.ts";
import { pause, startCameraSite } from "./camera-site.ts";
import { finish, median, printFigure } from "./figures.ts";

const cameras = 16;
const rounds = Number(process.argv[2] ?? 3);
const numbers = Array.from({ length: cameras }, (_, at) => at + 1);

await using site = await startCameraSite(cameras);
const { server } = site;

/** When the newest picture of each came, ms of the monotonic clock. */
const newestAt = new Map<number, number>();
const watch = (number: number): WebSocket => {
  const socket = site.watch(number, "sub");
  socket.on("message", (_, isBinary) => {
    if (isBinary) newestAt.set(number, performance.now());
  });
  return socket;
};
const startBare = (number: number): ChildProcess => {
  const url = server.subAddress(number).replace("://", `://${server.username}:${server.password}@`);
  const output = fragmentedOutput("0:v:0", ["-c", "copy"]);
  return spawn("ffmpeg", ["-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, ...output], {
    stdio: ["ignore", "pipe", "ignore"],
  });
};

const sockets = numbers.map(watch);
const areAllNew = () => numbers.every((number) => (newestAt.get(number) ?? 0) > performance.now() - 1_000);
const settle = async () => {
  await until(areAllNew, { withinMs: 90_000, what: "pictures of all cameras" });
  // Long enough for the next outage to count as the first again.
  await pause(11_000);
};
/** How long after now each camera gives pictures again, ms; the first that is newer than the cause's end by a moment counts. */
async function recoveries(): Promise<number[]> {
  const goneAt = performance.now();
  const firstAt = new Map<number, number>();
  await until(
    () => {
      for (const [number, at] of newestAt) if (at > goneAt && !firstAt.has(number)) firstAt.set(number, at);
      return firstAt.size === cameras;
    },
    { withinMs: 60_000, everyMs: 10, what: "pictures of all cameras again" },
  );
  return [...firstAt.values()].map((at) => at - goneAt);
}
/** The same without a gateway: started at the moment when the cause is gone. */
async function bareStarts(): Promise<number[]> {
  const startedAt = performance.now();
  const started = numbers.map(startBare);
  try {
    return await Promise.all(
      started.map(
        (bare) =>
          new Promise<number>((resolve) => {
            let bytes = 0;
            bare.stdout?.on("data", (chunk: Buffer) => {
              bytes += chunk.length;
              // More than the initialization segment: a picture.
              if (bytes > 2_000) resolve(performance.now() - startedAt);
            });
          }),
      ),
    );
  } finally {
    for (const bare of started) bare.kill("SIGKILL");
  }
}

const faults: Record<string, () => Promise<void>> = {
  "cameras without power for 10 s": async () => {
    await server.kill();
    await pause(10_000);
    await server.restart();
  },
  "network silent for 6 s": async () => {
    server.pause();
    await pause(6_000);
    server.resume();
  },
  "network silent for 15 s": async () => {
    server.pause();
    await pause(15_000);
    server.resume();
  },
  "all connections closed by the cameras": async () => server.drop(),
};
const added: Record<string, number> = {};
for (const [name, fault] of Object.entries(faults)) {
  const samples = { ours: [] as number[], bare: [] as number[], added: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    await settle();
    await fault();
    const [ours, bare] = await Promise.all([recoveries(), bareStarts()]);
    samples.ours.push(...ours);
    samples.bare.push(...bare);
    samples.added.push(Math.max(...ours) - median(bare));
  }
  printFigure({ name: `pictures again after: ${name}`, unit: "ms", samples: samples.ours });
  printFigure({ name: `bare ffmpegs started then: ${name}`, unit: "ms", samples: samples.bare });
  printFigure({ name: `the last camera later than a bare one: ${name}`, unit: "ms", samples: samples.added });
  added[name] = Math.max(...samples.added);
}
for (const socket of sockets) socket.terminate();
await site[Symbol.asyncDispose]();
finish("camera-recovery", added, Object.fromEntries(Object.keys(faults).map((name) => [name, 5_000])));
