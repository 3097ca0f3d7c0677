import path from "node:path";
import { type RtspServer, type RtspServerOptions, startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeCameraProfile } from "./camera-profile.ts";
import { openWall, startVirtualWall, type WallUnderTest } from "./wall-under-test.ts";

export type CameraWall = { wall: WallUnderTest; server: RtspServer; stop(): Promise<void> };

/** The real program on a wall of its own, with usual cameras. @param served more cameras than the profile has, or other ones */
export async function startCameraWall(
  site: Parameters<typeof writeCameraProfile>[2],
  served: RtspServerOptions = {},
): Promise<CameraWall> {
  const { columns, rows, resolution, cameras } = site;
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder();
  starting.defer(() => folder.remove());
  const server = await startRtspServer({ ...usualCamera, cameras, ...served });
  starting.defer(() => server.stop());
  const virtualWall = await startVirtualWall({ columns, rows, ...resolution });
  starting.defer(() => virtualWall.stop());
  const wall = await openWall({
    display: virtualWall.display,
    profile: await writeCameraProfile(folder.path, server, site),
    data: path.join(folder.path, "data"),
    secrets: { camera: server.password },
  });
  starting.defer(() => wall.close());
  const started = starting.move();
  return { wall, server, stop: () => started.disposeAsync() };
}
