import WebSocket from "ws";
import type { DisplayStatus, DisplayView } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { type ClientMessage, liveProtocol, ServerMessage } from "#contract/live.ts";
import { until } from "./until.ts";

/** A window of the wall without pixels: it prepares at once what it is told to, and says so. */
export interface Screen extends Disposable {
  /** The newest that it was told. */
  wall(): WallState | undefined;
  displays(): readonly DisplayStatus[];
  /** Waits until the wall is told so. */
  wallWhere(what: string, isWanted: (wall: WallState) => boolean): Promise<WallState>;
  displaysWhere(what: string, isWanted: (displays: readonly DisplayStatus[]) => boolean): Promise<void>;
  /** From now on it does not prepare anything. */
  stall(): void;
}

const line = (origin: string, hello: Omit<Extract<ClientMessage, { type: "hello" }>, "type" | "protocol">) => {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/live`);
  socket.on("error", () => {});
  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));
  socket.on("open", () => send({ type: "hello", protocol: liveProtocol, ...hello }));
  return { socket, send };
};

/** @param display absent: a browser, which sees and prepares nothing */
export async function openScreen(origin: string, token: string, display?: number): Promise<Screen> {
  let wall: WallState | undefined;
  let displays: readonly DisplayStatus[] = [];
  let isStalled = false;
  const kind = display === undefined ? "web" : "wall";
  const { socket, send } = line(origin, { kind, token, ...(display === undefined ? {} : { displays: [display] }) });
  socket.on("message", (data) => {
    const message = ServerMessage.parse(JSON.parse(String(data)));
    if (message.type !== "snapshot" && message.type !== "delta") return;
    displays = message.displays ?? displays;
    if (message.wall === undefined) return;
    wall = message.wall;
    if (wall.next !== null && display !== undefined && !isStalled) send({ type: "prepared", change: wall.next.change });
  });
  const wallWhere = (what: string, isWanted: (wall: WallState) => boolean) =>
    until(() => (wall !== undefined && isWanted(wall) ? wall : null), { what }).catch((error: Error) => {
      throw new Error(`${error.message}; told was ${JSON.stringify(wall)}`);
    });
  await wallWhere("a screen to be told the wall", () => true);
  return {
    wall: () => wall,
    displays: () => displays,
    wallWhere,
    displaysWhere: async (what, isWanted) => {
      await until(() => isWanted(displays) || null, { what }).catch((error: Error) => {
        throw new Error(`${error.message}; told was ${JSON.stringify(displays)}`);
      });
    },
    stall() {
      isStalled = true;
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}

/** A shell that says it has these monitors, each with a window that shows well. */
export async function openShell(origin: string, token: string, numbers: readonly number[]): Promise<Disposable> {
  const bounds = { x: 0, y: 0, width: 1_920, height: 1_080 };
  const displays = numbers.map(
    (number): DisplayView => ({
      ...{ number, state: "ok", bounds, scaleFactor: 1 },
      window: { bounds, state: "ok", paintedAtMs: 1, reloads: 0 },
    }),
  );
  const { socket, send } = line(origin, { kind: "shell", token });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on("message", (data) => {
    if (ServerMessage.parse(JSON.parse(String(data))).type !== "welcome") return;
    send({ type: "displays", displays });
    resolve();
  });
  await promise;
  return { [Symbol.dispose]: () => socket.terminate() };
}
