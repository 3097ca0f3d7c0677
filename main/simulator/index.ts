import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type SimulatorReady, SimulatorTold } from "#contract/supervision.ts";
import { serveAsked } from "./asked.ts";
import { serveBroker } from "./broker.ts";
import { createCameraPlatform } from "./camera-platform.ts";
import { createOnvifCamera } from "./onvif-camera.ts";
import { servePictures } from "./pictures/rtsp-server.ts";
import { readScript } from "./script.ts";
import { sectors } from "./sectors.ts";

/**
 * Stands in for the platforms of a province, over their real protocols: `--folder F` is where its files go, `--packs F` where the packs
 * with its scripts are, `--ffmpeg PROGRAM` makes its cameras' pictures, `--time-zone Z` is that of the clock in them. Tells its addresses over the IPC channel, or on stdout when it was
 * started by hand, and ends when its parent does.
 */
const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    packs: { type: "string" },
    ffmpeg: { type: "string" },
    "time-zone": { type: "string" },
  },
});
const folder = resolve(values.folder ?? "simulator");
await mkdir(folder, { recursive: true });

const broker = await serveBroker();
const asked = await serveAsked();
const turned = createOnvifCamera();
asked.handle(turned.folder, turned.answer);
const ground = {
  folder,
  script: (pack: string) => readScript(values.packs, pack),
  publish: broker.publish,
  answer: asked.answer,
  handle: asked.handle,
};
const running = await Promise.all(sectors.map((sector) => sector(ground)));
const pictures = await servePictures({
  folder: join(folder, "pictures"),
  ffmpegPath: values.ffmpeg ?? "ffmpeg",
  timeZone: values["time-zone"] ?? "Asia/Ho_Chi_Minh",
  place: turned.view,
});
/** Of this run: what it signs its calls with, for whoever started it. */
const secret = randomBytes(24).toString("hex");
const cameraPlatform = createCameraPlatform(secret);
process.on("message", (message) => {
  const told = SimulatorTold.safeParse(message);
  if (told.success) cameraPlatform.follow(told.data);
});

let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  cameraPlatform.stop();
  await Promise.all(running.map(({ stop }) => stop()));
  await Promise.all([broker.stop(), asked.stop(), pictures.stop()]);
  process.exit(0);
};
process.on("disconnect", () => void stop());
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

const ready: SimulatorReady = {
  type: "simulator-ready",
  ...{ mqtt: broker.address, http: asked.address, rtsp: pictures.address, folder, secret },
};
if (process.send === undefined) process.stdout.write(`${JSON.stringify(ready)}\n`);
else process.send(ready);
