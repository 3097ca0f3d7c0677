import path from "node:path";
import { _electron, type ElectronApplication } from "@playwright/test";
import { copied, fragmentedOutput } from "../../../main/core/cameras/ffmpeg-arguments.ts";
import { startProcess } from "../../lab/process.ts";
import type { RtspServer } from "../../lab/rtsp-server.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const bareFolder = path.join(root, "test/bench/bare");
const isRoot = process.getuid?.() === 0;

export const output = fragmentedOutput("0:v:0", copied);

/** One ffmpeg a camera, and a script that passes on what it writes. */
export async function bareScript(server: RtspServer, cameras: number) {
  const urls = Array.from({ length: cameras }, (_, at) =>
    server.address(at + 1).replace("://", `://${server.username}:${server.password}@`),
  );
  const script = await startProcess(
    process.execPath,
    [path.join(bareFolder, "pictures.cjs"), JSON.stringify(urls), ...output],
    { withIpc: true },
  );
  const port = await new Promise<number>((resolve) =>
    script.child.once("message", (message) => resolve((message as { port: number }).port)),
  );
  return { script, port };
}

/** The page of bare video elements. @param swapPort of the line that says which half of them is seen; absent: all are */
export const launchBare = (
  display: string,
  port: number,
  count: number,
  data: string,
  swapPort?: number,
): Promise<ElectronApplication> =>
  _electron.launch({
    args: [path.join(bareFolder, "main.cjs"), ...(isRoot ? ["--no-sandbox"] : [])],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display,
      BARE_PAGE: "pictures.html",
      BARE_PORT: String(port),
      BARE_COUNT: String(count),
      BARE_DENSE: swapPort === undefined ? "" : String(swapPort),
      BARE_DATA: data,
    },
  });
