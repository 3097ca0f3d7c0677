import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { spawnBound } from "./process.ts";

export type RtspServerOptions = {
  cameras?: number;
  /** Digest account; null: anybody may look. There is one by default, as real cameras have. */
  account?: { username: string; password: string } | null;
  codec?: "h264" | "h265";
  width?: number;
  height?: number;
  framesPerSecond?: number;
  /** One repeated picture. */
  isStill?: boolean;
  /** Frames from one key picture to the next. */
  keyEvery?: number;
  /** kbit/s that main streams of 720 lines and more are filled up to, as cameras of a constant rate do; absent: what the picture needs. */
  fillKbps?: number;
  /** Pictures are sent in another order than they are shown in, as encoders do that may take their time (B pictures). */
  isReordered?: boolean;
  /** The time of each picture of camera 1 is in it; see test/bench/time-code.ts. */
  hasTimeCode?: boolean;
  /** Each camera has a small stream too, 640×360 at 10, of this codec. */
  sub?: "h264" | "h265";
  /** Of cameras 1, 2, …: what their main stream has beside its pictures, a steady tone; absent: nothing. */
  sounds?: readonly ("aac" | "pcmu" | "none")[];
};

/** A camera as this project's tests have most of them: main 1280×720 at 15, sub 640×360 at 10. */
export const usualCamera: RtspServerOptions = { width: 1280, height: 720, framesPerSecond: 15, sub: "h264" };

export type RtspServer = AsyncDisposable & {
  readonly port: number;
  /** Of the account; empty where there is none. */
  readonly username: string;
  readonly password: string;
  readonly cameras: readonly { url: string }[];
  /** rtsp://127.0.0.1:PORT/camN, without the account. */
  address(camera?: number): string;
  /** Of the small stream. */
  subAddress(camera?: number): string;
  /** One camera repeats one picture from now on, or moves again. */
  repeat(isRepeating: boolean, camera?: number): void;
  /** Closes every connection, and takes new ones. */
  drop(): void;
  /** Gone at once, like a camera whose plug was pulled. */
  kill(): Promise<void>;
  /** Neither answers nor closes, like a network that was cut. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same port; after kill(). */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const script = fileURLToPath(new URL("rtsp-server.py", import.meta.url));

/** Starts GStreamer's RTSP server on a free port. */
export async function startRtspServer(given: RtspServerOptions = {}): Promise<RtspServer> {
  const account = given.account === undefined ? { username: "quan-sat", password: "mat-khau-1" } : given.account;
  const options = { ...given, account };
  let child: ChildProcess | null = null;
  let port = 0;
  const start = async () => {
    const started = spawnBound("/usr/bin/python3", [script, ...argumentsOf(options, port)], {
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        ...process.env,
        RTSP_USER: account?.username ?? "",
        RTSP_PASSWORD: account?.password ?? "",
        GST_DEBUG: "0",
      },
    });
    child = started;
    const ready = new Promise<number>((resolve, reject) => {
      createInterface({ input: started.stdout as Readable }).on("line", (line) => {
        if (line.startsWith("ready ")) resolve(Number(line.slice(6)));
      });
      started.on("exit", (exit) => reject(new Error(`the RTSP server ended with ${exit} before it was ready`)));
    });
    port = await ready;
  };
  const kill = async () => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, "exit");
    running.kill("SIGKILL");
    await gone;
  };
  await start();
  const address = (camera = 1) => `rtsp://127.0.0.1:${port}/cam${camera}`;
  return {
    username: account?.username ?? "",
    password: account?.password ?? "",
    cameras: Array.from({ length: options.cameras ?? 1 }, (_, at) => ({ url: address(at + 1) })),
    get port() {
      return port;
    },
    address,
    subAddress: (camera = 1) => `${address(camera)}/sub`,
    repeat: (isRepeating, camera = 1) => void child?.stdin?.write(`${isRepeating ? "still" : "move"} ${camera}\n`),
    drop: () => void child?.stdin?.write("drop\n"),
    kill,
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    restart: start,
    stop: kill,
    [Symbol.asyncDispose]: kill,
  };
}

function argumentsOf(options: RtspServerOptions, port: number): string[] {
  return [
    ...["--port", String(port), "--cameras", String(options.cameras ?? 1)],
    ...["--codec", options.codec ?? "h264", "--fps", String(options.framesPerSecond ?? 10)],
    ...["--width", String(options.width ?? 640), "--height", String(options.height ?? 360)],
    ...["--key-every", String(options.keyEvery ?? 10)],
    ...(options.isReordered === true ? ["--reordered"] : []),
    ...(options.isStill === true ? ["--still"] : []),
    ...(options.fillKbps === undefined ? [] : ["--fill", String(options.fillKbps)]),
    ...(options.hasTimeCode === true ? ["--time-code"] : []),
    ...(options.sounds === undefined ? [] : ["--sounds", options.sounds.join(",")]),
    ...(options.sub === undefined ? [] : ["--sub-codec", options.sub]),
  ];
}
