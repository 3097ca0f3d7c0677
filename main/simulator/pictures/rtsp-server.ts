import { randomInt } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { listenLocally } from "../listening.ts";
import { type Caption, createCaption } from "./caption.ts";
import { clockRate, payloadType, RtpStream } from "./rtp-packets.ts";
import { type RtspRequest, requestReader } from "./rtsp-requests.ts";
import { framesPerSecond, paintScene } from "./scene-encoder.ts";
import { openSceneLoop, type ParameterSets, type SceneLoop } from "./scene-loop.ts";
import { type Pattern, scenes } from "./scenes.ts";
import { keyAt, show } from "./showing.ts";
import { type Place, placeText, type Window, windowOf } from "./views.ts";

/** Lines at the same time; more are closed at once. A wall opens 64 streams at most, and asks after others now and then. */
const mostLines = 160;
/** What may wait in a line that is read slowly; then pictures are left out. */
const mostWaitingBytes = 1024 * 1024;
/** A client is told what to expect after this, though the first picture is not there yet. */
const answersWithinMs = 3_000;
/** Of the parts of a scene that a camera which is turned has looked at; the others are on disk. */
const mostViews = 8;
/** One that broke off is not begun anew before this. */
const againAfterMs = 2_000;
const video = "video";
const methods = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER, SET_PARAMETER";

export type PictureServer = { address: string; stop(): Promise<void> };

type Asked = { pattern: Pattern; camera: string; isTurned: boolean };

/**
 * The cameras: RTSP on a free port of this machine, H.264 in RTP over the same line, no account. `/PATTERN/CAMERA` is the scene of that
 * name as the camera of that name has it; with `/turned` behind it as it looks where `place` says.
 * @param folder for scenes that were encoded; made when missing
 */
export async function servePictures(options: {
  folder: string;
  ffmpegPath: string;
  timeZone: string;
  place(): Place;
}): Promise<PictureServer> {
  await mkdir(options.folder, { recursive: true });
  let painter: Promise<unknown> = Promise.resolve();
  const paintings = new Map<Pattern, Promise<string>>();
  const painted = (pattern: Pattern): Promise<string> => {
    const folder = join(options.folder, `${pattern}-scene`);
    const known = paintings.get(pattern);
    if (known !== undefined) return known;
    // One after the other: the first is shown while the next is painted.
    const painting = painter.then(() => paintScene(pattern, folder)).then(() => folder);
    paintings.set(pattern, painting);
    painter = painting.catch(() => undefined);
    // A full disk may have room again.
    painting.catch(() => paintings.delete(pattern));
    return painting;
  };
  const opened = (pattern: Pattern, window: Window | null) => ({
    loop: openSceneLoop(pattern, window, { folder: options.folder, ffmpegPath: options.ffmpegPath, painted }),
    openedAt: performance.now(),
  });
  type Open = ReturnType<typeof opened>;
  const mayStay = ({ loop, openedAt }: Open) => !loop.isBroken || performance.now() - openedAt < againAfterMs;
  const whole = new Map<Pattern, Open>();
  /** The newest last; the last one is what is looked at now. */
  const views = new Map<string, Open>();
  const captions = new Map<Pattern | null, Promise<Caption>>();
  const lines = new Set<Socket>();

  const wholeOf = (pattern: Pattern): SceneLoop => {
    const known = whole.get(pattern);
    if (known !== undefined && mayStay(known)) return known.loop;
    const open = opened(pattern, null);
    whole.set(pattern, open);
    return open.loop;
  };
  const viewOf = (pattern: Pattern): SceneLoop => {
    const window = windowOf(options.place());
    const key = `${pattern} ${window.name}`;
    const [newest] = [...views].slice(-1);
    const known = views.get(key);
    if (known !== undefined && mayStay(known) && newest?.[0] === key) return known.loop;
    // What was looked at before is encoded no further: one at a time, however it is turned about.
    if (newest !== undefined && newest[0] !== key && newest[1].loop.available < newest[1].loop.length)
      newest[1].loop.stop();
    const open = known !== undefined && mayStay(known) && !known.loop.isBroken ? known : opened(pattern, window);
    views.delete(key);
    views.set(key, open);
    const [oldest] = views.keys();
    if (views.size > mostViews && oldest !== undefined) views.delete(oldest);
    return open.loop;
  };
  const loopOf = ({ pattern, isTurned }: Asked) => (isTurned ? viewOf(pattern) : wholeOf(pattern));
  const captionOf = ({ pattern, isTurned }: Asked): Promise<Caption> => {
    const sky = isTurned ? null : pattern;
    const caption = captions.get(sky) ?? createCaption(sky, options.timeZone);
    captions.set(sky, caption);
    return caption;
  };
  const placeOf = ({ isTurned }: Asked) => (isTurned ? placeText(options.place()) : "");

  const server = createServer((socket) => {
    if (lines.size >= mostLines) return socket.destroy();
    lines.add(socket);
    socket.setNoDelay();
    serveLine(socket, { loopOf, captionOf, placeOf });
    socket.on("close", () => lines.delete(socket));
  });
  const port = await listenLocally(server);
  return {
    address: `rtsp://127.0.0.1:${port}`,
    async stop() {
      for (const { loop } of [...whole.values(), ...views.values()]) loop.stop();
      for (const line of lines) line.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

type Parts = {
  /** What it shows now. */
  loopOf(asked: Asked): SceneLoop;
  captionOf(asked: Asked): Promise<Caption>;
  placeOf(asked: Asked): string;
};

function serveLine(socket: Socket, { loopOf, captionOf, placeOf }: Parts): void {
  const read = requestReader();
  const session = String(randomInt(1e9, 1e10));
  let channel: number | null = null;
  let isPlaying = false;
  let stop = (): void => undefined;
  let tail: Promise<void> = Promise.resolve();

  const answer = (request: RtspRequest, status: string, headers: readonly string[] = [], body = ""): void => {
    const lines = [
      `RTSP/1.0 ${status}`,
      `CSeq: ${request.headers.get("cseq") ?? 0}`,
      "Server: ioc-wall simulator",
      ...headers,
      ...(body === "" ? [] : ["Content-Type: application/sdp", `Content-Length: ${Buffer.byteLength(body)}`]),
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  };
  const play = async (request: RtspRequest, asked: Asked): Promise<void> => {
    if (channel === null) return answer(request, "455 Method Not Valid in This State");
    if (isPlaying) return answer(request, "200 OK", [`Session: ${session}`]);
    isPlaying = true;
    const loop = loopOf(asked);
    answer(request, "200 OK", [`Session: ${session}`, "Range: npt=now-"]);
    const [caption] = await Promise.all([captionOf(asked), loop.begun]);
    // It may have gone meanwhile.
    if (socket.destroyed || !isPlaying) return;
    stop = show({
      wanted: () => loopOf(asked),
      caption,
      from: keyAt(loop, momentOf(asked.camera, loop)),
      place: () => placeOf(asked),
      stream: new RtpStream(channel, randomInt(2 ** 32), randomInt(2 ** 16)),
      send(bytes) {
        if (socket.writableLength > mostWaitingBytes) return false;
        socket.write(bytes);
        return true;
      },
      onEnd: () => socket.destroy(),
    });
  };
  const serve = async (request: RtspRequest): Promise<void> => {
    const { method } = request;
    const inSession = [`Session: ${session};timeout=60`];
    if (method === "OPTIONS") return answer(request, "200 OK", [`Public: ${methods}`]);
    if (method === "GET_PARAMETER" || method === "SET_PARAMETER") return answer(request, "200 OK", inSession);
    if (method === "TEARDOWN") {
      isPlaying = false;
      stop();
      return answer(request, "200 OK");
    }
    const asked = askedIn(request.target);
    if (asked === null) return answer(request, "404 Not Found");
    if (method === "DESCRIBE") {
      const parameters = await inTime(loopOf(asked).begun).catch(() => null);
      if (parameters === null) return answer(request, "503 Service Unavailable");
      const base = request.target.endsWith("/") ? request.target : `${request.target}/`;
      return answer(request, "200 OK", [`Content-Base: ${base}`], description(asked, parameters));
    }
    if (method === "SETUP") {
      const way = (request.headers.get("transport") ?? "").split(",").find((one) => /RTP\/AVP\/TCP/i.test(one));
      if (way === undefined) return answer(request, "461 Unsupported Transport");
      channel = Number(/interleaved=(\d{1,3})/.exec(way)?.[1] ?? 0) & 0xff;
      const transport = `Transport: RTP/AVP/TCP;unicast;interleaved=${channel}-${(channel + 1) & 0xff}`;
      return answer(request, "200 OK", [transport, ...inSession]);
    }
    if (method === "PLAY") return play(request, asked);
    answer(request, "501 Not Implemented", [`Public: ${methods}`]);
  };

  socket.on("data", (bytes: Buffer) => {
    try {
      // One after the other: answers come in the order of what was asked.
      for (const request of read(bytes)) tail = tail.then(() => serve(request));
      tail = tail.catch(() => void socket.destroy());
    } catch {
      socket.destroy();
    }
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    isPlaying = false;
    stop();
  });
}

/** What an address asks for; null: there is no such camera. */
function askedIn(target: string): Asked | null {
  if (!URL.canParse(target)) return null;
  const [pattern = "", camera = "", ...rest] = new URL(target).pathname.split("/").filter((part) => part !== "");
  if (!isPattern(pattern)) return null;
  return { pattern, camera: camera === video ? "" : camera, isTurned: rest.includes("turned") };
}

const isPattern = (name: string): name is Pattern => Object.hasOwn(scenes, name);

/** Where in the loop a camera is now. Those that show the same scene do not show it in step. */
function momentOf(camera: string, { length }: SceneLoop): number {
  const seed = [...camera].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7);
  return ((Math.floor(Date.now() / 1_000) + seed) * framesPerSecond) % length;
}

/** @returns undefined where it is not known in time */
async function inTime<T>(value: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answersWithinMs);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}

/** The session description (RFC 8866, RFC 6184, 8.2.1). */
function description({ pattern }: Asked, parameters: ParameterSets | undefined): string {
  const format =
    parameters === undefined
      ? ""
      : `;profile-level-id=${parameters.sps.toString("hex", 1, 4)};sprop-parameter-sets=${[parameters.sps, parameters.pps].map((set) => set.toString("base64")).join(",")}`;
  return [
    "v=0",
    "o=- 0 0 IN IP4 127.0.0.1",
    `s=${pattern}`,
    "c=IN IP4 0.0.0.0",
    "t=0 0",
    "a=control:*",
    `m=video 0 RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} H264/${clockRate}`,
    `a=framerate:${framesPerSecond}`,
    `a=fmtp:${payloadType} packetization-mode=1${format}`,
    `a=control:${video}`,
    "",
  ].join("\r\n");
}
