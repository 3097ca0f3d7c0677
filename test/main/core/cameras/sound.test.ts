import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { mediaOf } from "../../../../main/core/cameras/fragments.ts";
import { startHttpCamera } from "../../../lab/http-camera.ts";
import { startRtspServer } from "../../../lab/rtsp-server.ts";
import { startTestPictures } from "../../../lab/test-pictures.ts";
import { type GatewayUnderTest, rtspCamera, type Seen, startGateway, until } from "./gateway-under-test.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const account = ({ username, password }: { username: string; password: string }) => ({ username, password });

async function listening(sounds: ("aac" | "pcmu" | "none")[]) {
  const server = await startRtspServer({ cameras: sounds.length, sounds });
  cleanups.push(() => server.stop());
  const cameras = sounds.map((_, at) => rtspCamera(`c${at + 1}`, server.address(at + 1), account(server)));
  const pictures = await startTestPictures();
  cleanups.push(() => pictures.stop());
  const gateway = await startGateway(
    [...cameras, { id: "drawn", name: { vi: "Vẽ", en: "Drawn" }, stream: { type: "test", pattern: "gate" } }],
    { resolve: pictures.resolve },
  );
  cleanups.push(() => gateway.stop());
  return { server, gateway };
}

/** What ffmpeg finds in what was given: the codec, and how loud it is at its loudest, dB (0: as loud as can be). */
async function heardIn({ folder }: GatewayUnderTest, { initialization, fragments }: Seen) {
  const file = join(folder, "heard.mp4");
  await writeFile(file, Buffer.concat([initialization, ...fragments.map(mediaOf)]));
  const { stderr } = await promisify(execFile)("ffmpeg", ["-i", file, "-af", "volumedetect", "-f", "null", "-"]);
  return {
    streams: [...stderr.matchAll(/Stream #0:\d+.*?: (\w+): (\w+)/g)].slice(0, -1).map((found) => found.slice(1)),
    loudestDb: Number(/max_volume: (\S+) dB/.exec(stderr)?.[1]),
    text: stderr,
  };
}

test("the sound of a camera comes as AAC, copied or made so, and its pictures go on without any", async () => {
  const { gateway } = await listening(["aac", "pcmu"]);
  const pictures = [gateway.watch("c1", "main"), gateway.watch("c2", "main")];
  await until("both cameras are live", () => ["c1", "c2"].every((id) => gateway.view(id).state === "ok"));
  expect(gateway.view("c1").sound).toBeUndefined();

  for (const [id, mode] of [
    ["c1", "copy"],
    ["c2", "transcode"],
  ] as const) {
    const sound = gateway.watch(id, "sound");
    await until("two seconds of sound", () => sound.fragments.reduce((sum, one) => sum + one.durationS, 0) > 2);
    expect(gateway.view(id).sound).toEqual({ state: "ok", reason: null });
    expect(sound.opened.at(-1)).toMatchObject({ stream: "sound", mode, mime: 'audio/mp4; codecs="mp4a.40.2"' });
    const heard = await heardIn(gateway, sound);
    expect(heard.streams, heard.text).toEqual([["Audio", "aac"]]);
    expect(heard.loudestDb).toBeGreaterThan(-20);
    sound.stop();
  }
  for (const { opened } of pictures) {
    // Never begun anew for the sound's sake, and never with any in it.
    expect(opened).toHaveLength(1);
    expect(opened[0]?.mime).toMatch(/^video\/mp4; codecs="avc1\.\w+"$/);
  }
  await until("nobody listens any more", () => ["c1", "c2"].every((id) => gateway.view(id).sound === undefined));
  expect(["c1", "c2"].map((id) => gateway.view(id).state)).toEqual(["ok", "ok"]);
});

test("a camera without sound says so, and one that went away with its sound is heard again when it is back", async () => {
  const { server, gateway } = await listening(["none", "aac"]);
  gateway.watch("c1", "sound");
  gateway.watch("drawn", "sound");
  const sound = gateway.watch("c2", "sound");
  for (const id of ["c1", "drawn"]) {
    await until(`${id} is known to have none`, () => gateway.view(id).sound?.state === "none");
    expect(gateway.view(id).sound?.reason).toEqual({ code: "camera.no-sound", params: {} });
  }
  await until("sound", () => sound.fragments.length > 10);
  await server.kill();
  await until("it is gone", () => gateway.view("c2").sound?.state === "failing");
  await server.restart();
  await until("it is heard again", () => gateway.view("c2").sound?.state === "ok");
  expect(sound.opened.length).toBeGreaterThan(1);
});

test("HLS of a platform is heard by the sound in its segments, and one without says so", async () => {
  const [loud, silent] = await Promise.all([startHttpCamera({ hasSound: true }), startHttpCamera()]);
  for (const camera of [loud, silent]) cleanups.push(async () => camera[Symbol.asyncDispose]());
  const hls = (id: string, url: string) => ({
    ...{ id, name: { vi: id, en: id } },
    stream: { type: "hls" as const, url: `${url}/hls/live.m3u8` },
  });
  const gateway = await startGateway([hls("loud", loud.url), hls("silent", silent.url)]);
  cleanups.push(() => gateway.stop());
  gateway.watch("loud", "main");
  const sound = gateway.watch("loud", "sound");
  gateway.watch("silent", "sound");
  await until("pictures", () => gateway.view("loud").state === "ok");
  await until("two seconds of sound", () => sound.fragments.reduce((sum, one) => sum + one.durationS, 0) > 2);
  expect(sound.opened.at(-1)).toMatchObject({ mode: "transcode", mime: 'audio/mp4; codecs="mp4a.40.2"' });
  expect((await heardIn(gateway, sound)).loudestDb).toBeGreaterThan(-30);
  await until("the other has none", () => gateway.view("silent").sound?.state === "none");
});
