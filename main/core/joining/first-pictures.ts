import WebSocket from "ws";
import {
  fragmentHeadBytes,
  type Opened,
  PicturesMessage,
  picturesProtocol,
  type WatchedStream,
} from "#contract/pictures.ts";
import { routes } from "#contract/routes.ts";
import { splitFragments } from "../cameras/fragments.ts";
import type { Watcher } from "../cameras/gateway-interface.ts";

const againAfterMs = 1_000;
/** Nobody has to send pictures; the first machine pings every line each 5 s. */
const muteAfterMs = 15_000;
/** A key picture of a large camera is some MB. */
const maxMessageBytes = 32_000_000;

export type PictureSource = {
  first: URL;
  token(): Promise<string | undefined>;
  /** So far the first machine's clock is ahead of this one's, ms. */
  aheadMs(): number;
};

/**
 * A camera's pictures from the first machine, for one who watches: opened again and again until it is stopped. They are taken
 * apart as those of an own ffmpeg are, so that a slow screen is served here as it is there.
 * @returns its end
 */
export function watchAtFirst(
  source: PictureSource,
  camera: string,
  stream: WatchedStream,
  watcher: Watcher,
): () => void {
  let isStopped = false;
  let socket: WebSocket | undefined;
  let again: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const token = await source.token().catch(() => undefined);
    if (isStopped) return;
    const url = new URL(routes.cameraPictures(camera), source.first);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const line = new WebSocket(url, { maxPayload: maxMessageBytes, followRedirects: false, perMessageDeflate: false });
    socket = line;
    let opened: Opened | undefined;
    let put: ((chunk: Buffer) => void) | undefined;
    /** When pictures came, in the order in which they are being taken apart: one message is one picture. */
    let arrivals: number[] = [];
    const watchdog = setTimeout(() => line.terminate(), muteAfterMs);

    const begin = (told: Opened, initialization: Buffer): void => {
      opened = undefined;
      arrivals = [];
      const own = arrivals;
      put = splitFragments(() => own.shift() ?? Date.now(), {
        onInitialization: () => watcher.onOpened(told, initialization),
        onFragment: (fragment) => {
          // What a former stream left must not follow the next one's beginning.
          if (own === arrivals && !isStopped) watcher.onFragment(fragment);
        },
        onGarbage: () => line.terminate(),
      });
      put(initialization);
    };
    line.on("open", () =>
      line.send(JSON.stringify({ type: "watch", protocol: picturesProtocol, stream, ...(token && { token }) })),
    );
    line.on("ping", () => watchdog.refresh());
    line.on("message", (data, isBinary) => {
      watchdog.refresh();
      if (isStopped) return;
      const bytes = data as Buffer;
      if (isBinary) {
        if (opened !== undefined) return begin(opened, bytes);
        if (put === undefined || bytes.length <= fragmentHeadBytes) return;
        arrivals.push(bytes.readDoubleBE(0) - source.aheadMs());
        return put(bytes.subarray(fragmentHeadBytes));
      }
      const message = PicturesMessage.safeParse(parseJson(bytes.toString()));
      if (message.success && message.data.type === "opened") opened = message.data;
      else line.terminate();
    });
    line.on("error", () => {});
    line.on("close", () => {
      clearTimeout(watchdog);
      if (!isStopped) again = setTimeout(() => void open(), againAfterMs);
    });
  };
  void open();
  return () => {
    isStopped = true;
    clearTimeout(again);
    socket?.terminate();
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
