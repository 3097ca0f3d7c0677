import type { Surfaces } from "#contract/entities/surface.ts";
import type { DisplayView, Restart } from "#contract/entities/wall.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { type ClientMessage, heartbeatEveryMs, liveProtocol, ServerMessage } from "#contract/live.ts";
import { WebSocket } from "./compat.ts";

/** The shell's own line to the core: what its monitors and windows do goes up, requests for a picture come down. */
export type CoreLine = {
  connect(origin: string): void;
  /** Remembered and told again after every reconnect. */
  reportDisplays(displays: DisplayView[]): void;
  /** Why the core was started anew: for the next one to know. */
  reportRestart(restart: Restart): void;
  close(): void;
};

type Capture = (scale: number) => Promise<{ png: Buffer } | { reason: CodedMessage }>;

const silenceMs = heartbeatEveryMs * 4;
/**
 * In its first minute a core catches up what came while it was away, and on a full machine it has said nothing for longer than that now and
 * then; whoever ended it then would end the next one too, and so on.
 */
const startMs = 60_000;
const silenceAtStartMs = heartbeatEveryMs * 10;

/**
 * @param onArrange which monitors are to be one surface each, told with every line and whenever it changes
 * @param onSilent the core's process is there but has said nothing for 8 s, in its first minute for 20: it hangs; given are those seconds
 */
export function openCoreLine(
  token: string,
  capture: Capture,
  onArrange: (surfaces: Surfaces) => void,
  onSilent: (seconds: number) => void,
): CoreLine {
  let socket: WebSocket | undefined;
  let displays: DisplayView[] = [];
  let coreRestart: Restart | undefined;
  let silence: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  let connectedAtMs = 0;

  const send = (message: ClientMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const report = () => send({ type: "displays", displays, ...(coreRestart === undefined ? {} : { coreRestart }) });
  const listenForSilence = () => {
    clearTimeout(silence);
    const allowedMs = performance.now() - connectedAtMs < startMs ? silenceAtStartMs : silenceMs;
    silence = setTimeout(() => {
      socket?.terminate();
      onSilent(allowedMs / 1_000);
    }, allowedMs);
  };
  const receive = async (text: string) => {
    const message = ServerMessage.safeParse(JSON.parse(text));
    if (!message.success) return;
    if (message.data.type === "welcome") report();
    if (message.data.type === "arrange") onArrange(message.data.surfaces);
    if (message.data.type === "capture") {
      const { request, scale } = message.data;
      const taken = await capture(scale);
      send(
        "png" in taken
          ? { type: "captured", request, png: taken.png.toString("base64") }
          : { type: "captured", request, reason: taken.reason },
      );
    }
  };

  const open = (origin: string) => {
    clearTimeout(retry);
    socket?.terminate();
    const opened = new WebSocket(`${origin.replace(/^http/, "ws")}/live`, { maxPayload: 64 * 1024 * 1024 });
    socket = opened;
    opened.on("open", () => send({ type: "hello", protocol: liveProtocol, token, kind: "shell" }));
    opened.on("message", (data) => {
      listenForSilence();
      void receive(data.toString()).catch(() => {});
    });
    opened.on("error", () => {});
    opened.on("close", () => {
      if (isClosed || socket !== opened) return;
      clearTimeout(silence);
      retry = setTimeout(() => open(origin), 500);
    });
  };

  return {
    connect(origin) {
      connectedAtMs = performance.now();
      open(origin);
    },
    reportDisplays(changed) {
      displays = changed;
      report();
    },
    reportRestart(restart) {
      coreRestart = restart;
    },
    close() {
      isClosed = true;
      clearTimeout(silence);
      clearTimeout(retry);
      socket?.terminate();
    },
  };
}
