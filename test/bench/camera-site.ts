/** What benches of cameras share: cameras of the RTSP server, and a core of its own that has them. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { WebSocket } from "ws";
import { routes } from "#contract/http.ts";
import { picturesProtocol, type StreamName } from "#contract/pictures.ts";
import { cameraId, writeCameraProfile } from "../e2e/camera-profile.ts";
import { startProcess } from "../lab/process.ts";
import { type RtspServerOptions, startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";

const root = path.resolve(import.meta.dirname, "../..");

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The compiled core is run, as on a wall.
 * @param cameras how many; each with its main and its small stream
 * @param camera what each is like
 */
export async function startCameraSite(cameras: number, camera: RtspServerOptions = usualCamera) {
  await using started = new AsyncDisposableStack();
  const folder = started.use(await temporaryFolder("ioc-bench-cameras"));
  const server = started.use(await startRtspServer({ ...camera, cameras }));
  const profile = await writeCameraProfile(folder.path, server, {
    columns: 1,
    rows: 1,
    resolution: { width: 1920, height: 1080 },
    cameras,
    tiles: [],
  });
  const data = path.join(folder.path, "data");
  const core = started.use(
    await startProcess(process.execPath, [
      path.join(root, "dist/core/index.mjs"),
      ...["--profile", profile, "--data", data, "--port", "0"],
    ]),
  );
  const run: { pid: number; origin: string; adminToken: string } = await until(
    async () => JSON.parse(await readFile(path.join(data, "core.json"), "utf8").catch(() => "null")),
    { withinMs: 60_000, what: "the core" },
  );
  const ask = (route: string, init: RequestInit = {}) =>
    fetch(`${run.origin}${route}`, {
      ...init,
      headers: { authorization: `Bearer ${run.adminToken}`, "content-type": "application/json" },
    });
  await ask(`${routes.secrets}/camera`, { method: "PUT", body: JSON.stringify({ value: server.password }) });
  const everything = started.move();
  return {
    server,
    core,
    run,
    /** The core's data folder. */
    data,
    ask,
    /** Opens a line of a camera's pictures; they come as its binary messages. @param number from 1 */
    watch(number: number, stream: StreamName): WebSocket {
      const socket = new WebSocket(`${run.origin.replace("http", "ws")}${routes.cameraPictures(cameraId(number))}`);
      socket.on("open", () =>
        socket.send(JSON.stringify({ type: "watch", protocol: picturesProtocol, token: run.adminToken, stream })),
      );
      return socket;
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}
