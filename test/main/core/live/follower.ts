import WebSocket from "ws";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import { type ClientMessage, liveProtocol, ServerMessage } from "#contract/live.ts";
import type { Topics } from "#contract/told.ts";
import { until } from "../../../lab/until.ts";

/** A client that holds what it was told, over lines that come and go, and never accepts a gap. */
export class Follower {
  readonly readings = new Map<string, Reading["value"]>();
  snapshots = 0;
  deltas = 0;
  gaps = 0;
  #socket: WebSocket | undefined;
  #session = "";
  #held: { session: string; view: string; seq: number } | undefined;
  #isWelcome = false;

  /** Opens a line; without topics for everything. Fulfilled once it is told where it stands. */
  async connect(origin: string, token: string, wish: { topics?: Topics; maxRateHz?: number } = {}): Promise<void> {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/live`);
    this.#socket = socket;
    this.#isWelcome = false;
    socket.on("open", () => {
      const hello: ClientMessage = { type: "hello", protocol: liveProtocol, kind: "web", token, ...wish };
      if (this.#held !== undefined) hello.resume = this.#held;
      socket.send(JSON.stringify(hello));
    });
    socket.on("message", (data) => {
      if (this.#socket === socket) this.#hear(ServerMessage.parse(JSON.parse(String(data))));
    });
    socket.on("error", () => {});
    await until(() => this.#isWelcome, { what: "a snapshot or a delta" });
  }

  send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** The line is gone in the middle of whatever it carried. */
  drop(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  #hear(message: ServerMessage): void {
    if (message.type === "welcome") this.#session = message.session;
    if (message.type === "snapshot") {
      this.snapshots += 1;
      this.#held = { session: this.#session, view: message.view, seq: message.seq };
      this.readings.clear();
      this.#take(message.readings);
    }
    if (message.type === "delta" && this.#held !== undefined) {
      this.deltas += 1;
      if (message.after > this.#held.seq) this.gaps += 1;
      if (message.seq > this.#held.seq) this.#take(message.readings ?? []);
      this.#held.seq = Math.max(this.#held.seq, message.seq);
      this.#isWelcome = true;
    }
  }

  #take(readings: readonly Reading[]): void {
    for (const { indicator, place, value } of readings) this.readings.set(seriesKey(indicator, place), value);
    this.#isWelcome = true;
  }
}
