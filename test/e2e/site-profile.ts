import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";

export type SiteAddresses = {
  mqtt: string;
  rest: string;
  folder: string;
  /** The broker's account, its password in the secret "broker"; absent: no login. */
  account?: string;
  /** Cameras of an RTSP server: addresses without an account; the password stands in the secret "camera". */
  cameras?: { id: string; url: string; username: string }[];
};

/** A reference as profiles write it, filled in by the core. */
const reference = (name: string) => ["$", "{", name, "}"].join("");
const words = (vi: string) => ({ vi, en: vi });
/** Short enough for a test to see every state of age, long enough not to hurry it. */
const freshness = { lateAfter: "4s", staleAfter: "8s", lostAfter: "12s" };

const indicator = (code: string, unit: string) => ({
  code,
  name: words(`Chỉ tiêu ${code}`),
  unit: words(unit),
  sector: "thu-nghiem",
  period: "minute",
  decimals: 0,
  freshness,
});

/** Readings a test sends carry their own time, so that their age is what the test says. */
const mapping = '{"indicator": indicator, "value": $number(value), "asOf": $exists(asOf) ? asOf : $receivedAt}';

/**
 * A profile as a site would write it for platforms of its own: a broker, an endpoint, a folder, RTSP cameras. Nothing
 * in it refers to the simulator. Four monitors: a figure by MQTT and one of each other source, and the cameras.
 */
export async function writeSiteProfile(parent: string, addresses: SiteAddresses): Promise<string> {
  const folder = path.join(parent, "site");
  await mkdir(folder, { recursive: true });
  const cameras = addresses.cameras ?? [];
  const figure = (id: string, code: string, x: number, y: number) => ({
    id,
    panel: "key-figure",
    x,
    y,
    width: 12,
    height: 12,
    settings: { indicator: code },
  });
  const profile = {
    schema: 1,
    id: "site",
    name: words("Trung tâm thử nghiệm"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns: 2, rows: 2, viewingDistanceM: 5, diagonalInch: 55, resolution: { width: 1920, height: 1080 } },
    map: { bounds: [105.95, 21.2, 107.5, 22.55], outline: "outline.geojson", attribution: "test" },
    places: [{ id: "tinh", kind: "province", name: words("Tỉnh") }],
    indicators: [indicator("mqtt.so", "xe"), indicator("rest.so", "hồ sơ"), indicator("folder.so", "tỷ đ")],
    sources: [
      {
        id: "mqtt-that",
        name: words("Broker thật"),
        type: "mqtt",
        lateAfter: "60m",
        status: "official",
        url: addresses.mqtt,
        ...(addresses.account === undefined
          ? {}
          : { username: addresses.account, password: reference("secret.broker") }),
        topics: ["site/+"],
        mapping,
      },
      {
        id: "rest-that",
        name: words("Máy chủ thật"),
        type: "rest",
        lateAfter: "60m",
        url: addresses.rest,
        every: "1s",
        mapping,
      },
      {
        id: "folder-that",
        name: words("Thư mục thật"),
        type: "folder",
        lateAfter: "60m",
        path: addresses.folder,
        mapping: '$.{"indicator": "folder.so", "value": $number($lookup($, "Giá trị")), "asOf": $receivedAt}',
      },
    ],
    cameras: cameras.map(({ id, url, username }) => ({
      id,
      name: words(`Camera ${id}`),
      stream: { type: "rtsp", url, username, password: reference("secret.camera") },
    })),
    scenes: [
      {
        id: "thu",
        name: words("Thử"),
        tiles: [
          figure("o-mqtt", "mqtt.so", 0, 0),
          figure("o-rest", "rest.so", 24, 0),
          figure("o-folder", "folder.so", 0, 24),
          ...(cameras.length === 0
            ? [
                {
                  id: "o-tinh-trang",
                  panel: "status-board",
                  x: 24,
                  y: 24,
                  width: 24,
                  height: 24,
                  settings: { title: words("Tình trạng") },
                },
              ]
            : cameras.slice(0, 4).map((camera, index) => ({
                id: `o-camera-${index + 1}`,
                panel: "camera",
                x: 24 + (index % 2) * 12,
                y: 24 + Math.floor(index / 2) * 12,
                width: 12,
                height: 12,
                settings: { camera: camera.id },
              }))),
        ],
      },
    ],
    scene: "thu",
  };
  await writeFile(path.join(folder, "profile.yaml"), stringify(profile));
  await writeFile(path.join(folder, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');
  return folder;
}
