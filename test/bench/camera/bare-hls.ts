import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { copied } from "../../../main/core/cameras/ffmpeg-arguments.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const types: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  m3u8: "application/vnd.apple.mpegurl",
};

/** One ffmpeg that writes the segments of a camera, in one second each as the gateway makes them, and a server of files. */
export async function startBareHls(url: string) {
  const folder = await temporaryFolder("ioc-bench-hls");
  const ffmpeg = spawn(
    "ffmpeg",
    [
      ...["-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, "-map", "0:v:0", ...copied],
      ...["-f", "hls", "-hls_time", "1", "-hls_list_size", "4", "-hls_flags", "delete_segments"],
      ...["-hls_segment_type", "fmp4", "live.m3u8"],
    ],
    { stdio: "ignore", cwd: folder.path },
  );
  const files: Record<string, string> = {
    "/": path.join(root, "test/bench/bare/hls.html"),
    "/hls.min.js": path.join(root, "node_modules/hls.js/dist/hls.min.js"),
  };
  const server = createServer((request, response) => {
    const asked = request.url ?? "/";
    const file = files[asked] ?? path.join(folder.path, path.basename(asked));
    readFile(file).then(
      (bytes) =>
        response
          .setHeader("content-type", types[path.extname(file).slice(1)] ?? "video/mp4")
          .setHeader("cache-control", "no-store")
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      ffmpeg.kill("SIGKILL");
      if (ffmpeg.exitCode === null && ffmpeg.signalCode === null) await once(ffmpeg, "exit");
      await folder.remove();
    },
  };
}
