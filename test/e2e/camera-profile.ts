import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import type { RtspServer } from "../lab/rtsp-server.ts";

const words = (vi: string) => ({ vi, en: vi });
export const cameraId = (number: number) => `cam-${number}`;

export type CameraTiles = Record<string, unknown>[];

/**
 * A profile with cameras of an RTSP server and nothing else: each with its main and its small stream, the password in the
 * secret "camera". @returns its folder
 */
export async function writeCameraProfile(
  parent: string,
  server: RtspServer,
  site: {
    columns: number;
    rows: number;
    resolution: { width: number; height: number };
    cameras: number;
    tiles: CameraTiles;
    /** Pages of the net that tiles may show. */
    web?: { id: string; name: ReturnType<typeof words>; url: string }[];
    /** Beside the one with `tiles`. */
    moreScenes?: { id: string; tiles: CameraTiles }[];
  },
): Promise<string> {
  const folder = path.join(parent, "cameras");
  await mkdir(folder, { recursive: true });
  const { columns, rows, resolution } = site;
  const profile = {
    schema: 1,
    id: "cameras",
    name: words("Camera thử nghiệm"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns, rows, viewingDistanceM: 2, diagonalInch: 55, resolution },
    map: { bounds: [105.95, 21.2, 107.5, 22.55], outline: "outline.geojson", attribution: "test" },
    places: [
      { id: "tinh", kind: "province", name: words("Tỉnh") },
      {
        id: "cua-khau",
        kind: "gate",
        name: words("Cửa khẩu"),
        position: { lon: 106.71, lat: 21.97, accuracy: "surveyed" },
      },
    ],
    indicators: [],
    ...(site.web === undefined ? {} : { web: site.web }),
    sources: [],
    cameras: Array.from({ length: site.cameras }, (_, index) => ({
      id: cameraId(index + 1),
      name: words(`Camera ${index + 1}`),
      // The higher its number, the nearer it is to the gate.
      position: { lon: 106.71, lat: 21.97 - (site.cameras - index) * 0.01, accuracy: "surveyed" },
      stream: {
        type: "rtsp",
        url: server.address(index + 1),
        sub: server.subAddress(index + 1),
        username: server.username,
        password: ["$", "{secret.camera}"].join(""),
      },
    })),
    scenes: [{ id: "thu", tiles: site.tiles }, ...(site.moreScenes ?? [])].map((scene) => ({
      ...scene,
      name: words(`Cảnh ${scene.id}`),
    })),
    scene: "thu",
  };
  await writeFile(path.join(folder, "profile.yaml"), stringify(profile));
  await writeFile(path.join(folder, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');
  return folder;
}
