import { routes } from "#contract/http.ts";
import { fragmentHeadBytes, type Pace, PicturesMessage, picturesProtocol, type Watch } from "#contract/pictures.ts";
import type { Feed, FeedOptions } from "./feed.ts";
import { createMediaSink, type MediaSink } from "./media-sink.ts";

const firstRetryMs = 300;
const lastRetryMs = 2_000;
const coreLookMs = 100;
/** No picture for this long is none. */
const arrivingMs = 2_000;

/** Fragments by WebSocket into Media Source: the quick way, for screens near the core. */
export function createSocketFeed(options: FeedOptions): Feed {
  const { video, origin, token, camera, stream, coreNowMs } = options;
  let sink: MediaSink = createMediaSink(video);
  let socket: WebSocket | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  let sent: Feed["sent"] = null;
  let isInitialized = false;
  let arrivedAt: number | null = null;
  let pace: Pace = "all";
  let isDisposed = false;

  const say = () => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const watch: Watch = { type: "watch", protocol: picturesProtocol, stream, pace };
    if (token !== undefined) watch.token = token;
    socket.send(JSON.stringify(watch));
  };
  const open = () => {
    clearTimeout(retry);
    if (!options.isCoreUp()) {
      retry = setTimeout(open, coreLookMs);
      return;
    }
    const line = new WebSocket(origin.replace(/^http/, "ws") + routes.cameraPictures(camera));
    socket = line;
    line.binaryType = "arraybuffer";
    line.onopen = say;
    line.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) receive(data);
      else if (typeof data === "string") hear(data);
    };
    line.onclose = () => drop();
    line.onerror = () => undefined;
  };
  const hear = (text: string) => {
    const message = PicturesMessage.safeParse(parseJson(text));
    if (!message.success || message.data.type !== "opened") return;
    const { mime, mode, stream: given } = message.data;
    sent = { stream: given, mode };
    isInitialized = false;
    sink.begin(mime);
  };
  const receive = (data: ArrayBuffer) => {
    if (sent === null) return;
    if (!isInitialized) {
      isInitialized = true;
      sink.initialize(new Uint8Array(data));
      return;
    }
    if (data.byteLength <= fragmentHeadBytes) return;
    const head = new DataView(data, 0, fragmentHeadBytes);
    arrivedAt = performance.now();
    retryMs = firstRetryMs;
    sink.append(new Uint8Array(data, fragmentHeadBytes), head.getFloat64(8), head.getFloat64(0));
  };
  const drop = (pauseMs = retryMs) => {
    const line = socket;
    socket = null;
    sent = null;
    if (line === null) return;
    line.onopen = line.onmessage = line.onclose = null;
    line.close();
    if (isDisposed) return;
    retry = setTimeout(open, pauseMs);
    retryMs = Math.min(lastRetryMs, retryMs * 2);
  };
  open();

  return {
    way: "socket",
    get sent() {
      return sent;
    },
    isArriving: () => arrivedAt !== null && performance.now() - arrivedAt < arrivingMs,
    delayMs(mediaTimeS) {
      const arrivedAtMs = sink.arrivedAtMs(mediaTimeS);
      return arrivedAtMs === null ? null : Math.max(0, coreNowMs() - arrivedAtMs);
    },
    setPace(next) {
      if (next === pace) return;
      pace = next;
      say();
    },
    steer() {
      sink.steer();
    },
    reload() {
      sink.dispose();
      sink = createMediaSink(video);
      clearTimeout(retry);
      if (socket === null) open();
      else drop(0);
    },
    dispose() {
      isDisposed = true;
      clearTimeout(retry);
      drop();
      sink.dispose();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
