import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { spawnBound } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

export type HttpCameraOptions = {
  auth?: "none" | "basic" | "digest";
  account?: { username: string; password: string };
  codec?: "libx264" | "libx265";
  /** fmp4: an initialization file and fragments, in place of transport streams. */
  segments?: "mpegts" | "fmp4";
  /** Its HLS has a steady tone beside its pictures. */
  hasSound?: boolean;
};

export type HttpCamera = AsyncDisposable & {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Where ffmpeg writes HLS, for another server to publish. */
  readonly hlsFolder: string;
  /** Requests, by path, with or without an account. */
  readonly asked: string[];
  /** ffmpeg stops where it is, as when a camera hangs: what was made before is still served. */
  hold(): void;
  resume(): void;
  /** /snapshot.jpg gives the same picture again and again. */
  repeat(isRepeating: boolean): void;
};

const input = ["-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=10"];

/**
 * A camera that speaks HTTP, its pictures made by ffmpeg: `/mjpeg` (ffmpeg's own multipart, a process for each who asks),
 * `/snapshot.jpg`, `/hls/live.m3u8`, and `/hls/all.m3u8` with that as its only variant. Digest is checked by RFC 2617 with qop.
 */
export async function startHttpCamera(options: HttpCameraOptions = {}): Promise<HttpCamera> {
  const { auth = "none", account = { username: "", password: "" } } = options;
  const folder = await temporaryFolder("ioc-http-camera");
  const children = new Set<ChildProcess>();
  const run = (args: readonly string[]): ChildProcess => {
    const child = spawnBound("ffmpeg", args, { stdio: ["ignore", "pipe", "ignore"], cwd: folder.path });
    children.add(child);
    child.on("close", () => children.delete(child));
    return child;
  };
  const files = options.segments === "fmp4" ? ["-hls_segment_type", "fmp4", "-hls_segment_filename", "s%d.m4s"] : [];
  await writeFile(join(folder.path, "all.m3u8"), "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000\nlive.m3u8\n");
  const tone = ["-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"];
  const [tones, sound] = options.hasSound ? [tone, ["-map", "0:v", "-map", "1:a", "-c:a", "aac"]] : [[], []];
  run([
    ...[...input, ...tones, ...sound],
    ...["-c:v", options.codec ?? "libx264", "-preset", "ultrafast", "-g", "10", "-pix_fmt", "yuv420p"],
    ...["-f", "hls", "-hls_time", "1", "-hls_list_size", "5", "-hls_flags", "delete_segments", ...files, "live.m3u8"],
    ...[
      "-map",
      "0:v",
      "-c:v",
      "mjpeg",
      "-q:v",
      "5",
      "-f",
      "image2",
      "-update",
      "1",
      "-atomic_writing",
      "1",
      "snapshot.jpg",
    ],
  ]);

  const asked: string[] = [];
  let repeated: Buffer | null = null;
  const nonce = createHash("md5").update(`${Math.random()}`).digest("hex");
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "/";
    asked.push(`${path} ${request.headers.authorization === undefined ? "without" : "with"} account`);
    if (!isWelcome(request)) {
      const digest = `Digest realm="camera", nonce="${nonce}", qop="auth", algorithm=MD5`;
      response.writeHead(401, { "www-authenticate": auth === "digest" ? digest : 'Basic realm="camera"' }).end();
    } else if (path === "/mjpeg") {
      response.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=ffmpeg" });
      const child = run([...input, "-c:v", "mjpeg", "-q:v", "5", "-f", "mpjpeg", "pipe:1"]);
      child.stdout?.pipe(response);
      response.on("close", () => child.kill("SIGKILL"));
    } else {
      const file = join(folder.path, path === "/snapshot.jpg" ? "snapshot.jpg" : path.replace(/^\/hls\//, ""));
      const [bytes, { mtime }] = await Promise.all([readFile(file), stat(file)]);
      const isPicture = path === "/snapshot.jpg";
      if (isPicture && repeated?.length === 0) repeated = bytes;
      const type = isPicture ? "image/jpeg" : "application/octet-stream";
      response.writeHead(200, { "content-type": type, "last-modified": mtime.toUTCString() });
      response.end(isPicture ? (repeated ?? bytes) : bytes);
    }
  };
  const isWelcome = ({ headers, method, url }: IncomingMessage): boolean => {
    const given = headers.authorization ?? "";
    const { username, password } = account;
    if (auth === "none") return true;
    if (auth === "basic") return given === `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    const part = (name: string) => new RegExp(`[ ,]${name}="?([^",]*)`).exec(given)?.[1] ?? "";
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const secret = md5(`${username}:camera:${password}`);
    const counted = [part("nonce"), part("nc"), part("cnonce"), part("qop")].join(":");
    const right = md5(`${secret}:${counted}:${md5(`${method}:${url}`)}`);
    return given.startsWith("Digest ") && part("nonce") === nonce && part("uri") === url && part("response") === right;
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const isThere = (file: string) => stat(join(folder.path, file)).then((found) => found.size > 0 && found);
  await until(async () => (await isThere("live.m3u8").catch(() => false)) && isThere("snapshot.jpg"), {
    what: "ffmpeg's first segment",
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hlsFolder: folder.path,
    asked,
    hold: () => children.forEach((child) => void child.kill("SIGSTOP")),
    resume: () => children.forEach((child) => void child.kill("SIGCONT")),
    repeat: (isRepeating) => {
      repeated = isRepeating ? Buffer.alloc(0) : null;
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill("SIGKILL");
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await folder.remove();
    },
  };
}
