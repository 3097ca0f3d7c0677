import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Caption, createCaption } from "../../../../main/simulator/pictures/caption.ts";
import { type Place, placeText, windowOf } from "../../../../main/simulator/pictures/views.ts";
import { decoded, run } from "../../../lab/encoded-scene.ts";
import { keptScene } from "../../../lab/kept-pictures.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { startTestPictures, type TestPictures } from "../../../lab/test-pictures.ts";
import { until } from "../../../lab/until.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// Most tests watch a camera for some seconds, and stand in nobody's way: all of them at once.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** It has one scene on disk, whole and as two places show it, and no ffmpeg. */
let kept: TestPictures;
const places: readonly Place[] = [
  { pan: 0, tilt: 0, zoom: 0 },
  { pan: 0.9, tilt: 0.1, zoom: 0.4 },
];
let place = places[0] as Place;
const files: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const window of [null, ...places.map(windowOf)]) files.push(await keptScene(folder.path, "gate", window));
  kept = await startTestPictures({ folder: folder.path, ffmpegPath: "/nowhere/ffmpeg", place: () => place });
}, 120_000);
afterAll(async () => {
  await kept.stop();
  await folder.remove();
});

/** The first line of macroblocks with the upper halves of the letters, of which no two texts have the same. */
const lineOf = (caption: Caption, atMs: number, shown: string): string => {
  const raster = caption.at(atMs, shown);
  const blocks = Array.from({ length: raster.across }, (_, at) => Buffer.from(raster.samples(at)));
  return Array.from({ length: 16 }, (_, row) =>
    blocks.map((block) => block.subarray(row * 16, row * 16 + 16).toString("hex")).join(""),
  ).join("");
};
const upperOf = (picture: Buffer): string => picture.subarray(0, 640 * 16).toString("hex");
const lowerOf = (picture: Buffer): string => picture.subarray(640 * 32, 640 * 360).toString("hex");

it.concurrent("ffmpeg reads it, and sees what time it is in each picture anew", async () => {
  const caption = await createCaption("gate", "Asia/Ho_Chi_Minh");
  const fromMs = Date.now();
  const { pictures, complaints } = await decoded([
    ...["-rtsp_transport", "tcp", "-i", `${kept.address}/gate/b`, "-frames:v", "25"],
  ]);
  const seconds = Math.floor((Date.now() - fromMs) / 1_000) + 3;
  expect(complaints).toBe("");
  expect(pictures).toHaveLength(25);
  const known = new Set(Array.from({ length: seconds }, (_, at) => lineOf(caption, fromMs + (at - 1) * 1_000, "")));
  const seen = pictures.map(upperOf);
  for (const line of seen) expect(known).toContain(line);
  expect(new Set(seen).size).toBeGreaterThan(1);
});

it.concurrent("a camera that is turned shows another part of its scene, and says in numbers where it looks", async () => {
  const [first, second] = places as [Place, Place];
  place = first;
  const caption = await createCaption(null, "Asia/Ho_Chi_Minh");
  const fromMs = Date.now();
  const watching = decoded([...["-rtsp_transport", "tcp", "-i", `${kept.address}/gate/a/turned`, "-frames:v", "60"]]);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  place = second;
  const { pictures, complaints } = await watching;
  const seconds = Math.floor((Date.now() - fromMs) / 1_000) + 3;
  expect(complaints).toBe("");
  const textOf = (picture: Buffer | undefined) =>
    places
      .map(placeText)
      .find((text) =>
        Array.from({ length: seconds }, (_, at) => fromMs + (at - 1) * 1_000).some(
          (atMs) => picture !== undefined && lineOf(caption, atMs, text) === upperOf(picture),
        ),
      );
  expect([textOf(pictures[0]), textOf(pictures.at(-1))]).toEqual(places.map(placeText));
  for (const [at, picture] of [pictures[0], pictures.at(-1)].entries()) {
    const of = (await decoded(["-i", files[at + 1] ?? ""])).pictures.map(lowerOf);
    expect(of).toContain(lowerOf(picture ?? Buffer.alloc(0)));
  }
});

it.concurrent("GStreamer reads it, which asks by UDP first", async () => {
  const file = join(folder.path, "gst.h264");
  const { complaints } = await run("gst-launch-1.0", [
    ...["-q", "rtspsrc", `location=${kept.address}/gate/a`, "!", "rtph264depay"],
    ...["!", "h264parse", "!", "video/x-h264,stream-format=byte-stream,alignment=au"],
    ...["!", "identity", "eos-after=25", "!", "filesink", `location=${file}`],
  ]);
  const { pictures, complaints: ofPictures } = await decoded(["-f", "h264", "-i", file]);
  expect(pictures.length, complaints).toBeGreaterThanOrEqual(20);
  expect(ofPictures).toBe("");
});

it.concurrent("a scene is shown while it is encoded; what ffmpeg left unfinished is not kept, and asked for again", async () => {
  const own = await temporaryFolder();
  const poor = join(own.path, "poor-ffmpeg");
  await writeFile(poor, '#!/bin/sh\nffmpeg "$@" | head -c 60000\n', { mode: 0o755 });
  const seenWith = async (ffmpegPath: string, times: number): Promise<number[]> => {
    await using server = await startTestPictures({ folder: own.path, ffmpegPath });
    const counts: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const { pictures } = await decoded([
        ...["-rtsp_transport", "tcp", "-i", `${server.address}/bridge/a`, "-frames:v", "60"],
      ]);
      counts.push(pictures.length);
    }
    return counts;
  };
  // The second one asks after the first try has broken off.
  for (const count of await seenWith(poor, 2)) {
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(60);
  }
  expect((await readdir(own.path)).filter((name) => name.endsWith(".flv"))).toEqual([]);
  expect(await seenWith("ffmpeg", 1)).toEqual([60]);
  await own.remove();
});

it.concurrent("without ffmpeg, and for what is no camera, it says no", async () => {
  const line = await ask(kept.address);
  expect(await line.ask("DESCRIBE", "/street/a")).toContain("RTSP/1.0 503");
  expect(await line.ask("DESCRIBE", "/nowhere/a")).toContain("RTSP/1.0 404");
  expect(await line.ask("OPTIONS", "/gate/a")).toMatch(/RTSP\/1\.0 200[\s\S]*Public: .*DESCRIBE/);
  expect(await line.ask("SETUP", "/gate/a/video", "Transport: RTP/AVP;unicast;client_port=5000-5001")).toContain(
    " 461 ",
  );
  expect(await line.ask("PLAY", "/gate/a")).toContain(" 455 ");
  expect(await line.ask("RECORD", "/gate/a")).toContain(" 501 ");
  line.socket.write("GET / HTTP/1.1\r\n\r\n");
  await once(line.socket, "close");
});

it.concurrent("packets come on the channel that was asked for, until it is told to end", async () => {
  const line = await ask(kept.address);
  expect(await line.ask("SETUP", "/gate/a/video", "Transport: RTP/AVP/TCP;unicast;interleaved=4-5")).toContain(
    "interleaved=4-5",
  );
  expect(await line.ask("PLAY", "/gate/a")).toContain(" 200 ");
  const channels = new Set<number>();
  line.socket.on("data", (bytes: Buffer) => {
    if (bytes[0] === 0x24) channels.add(bytes[1] ?? -1);
  });
  await until(() => channels.size > 0, { what: "a packet" });
  expect([...channels]).toEqual([4]);
  expect(await line.ask("TEARDOWN", "/gate/a")).toContain(" 200 ");
});

/** A client that says what it is told to say. */
async function ask(address: string) {
  const { hostname, port } = new URL(address);
  const socket: Socket = connect(Number(port), hostname);
  let received = "";
  let number = 0;
  socket.setNoDelay();
  socket.on("error", () => undefined);
  socket.on("data", (bytes: Buffer) => {
    received += bytes.toString("latin1");
  });
  return {
    socket,
    async ask(method: string, path: string, ...headers: string[]): Promise<string> {
      number += 1;
      socket.write([`${method} ${address}${path} RTSP/1.0`, `CSeq: ${number}`, ...headers, "", ""].join("\r\n"));
      const answer = new RegExp(`RTSP/1\\.0 \\d+ [^\\r]*\\r\\nCSeq: ${number}\\r\\n[\\s\\S]*?\\r\\n\\r\\n`);
      return until(() => answer.exec(received)?.[0], { what: `the answer to ${method}` });
    },
  };
}
