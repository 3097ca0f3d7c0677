import type { IncomingMessage, ServerResponse } from "node:http";

/** What a sector's platforms stand on: one broker, one HTTP server, one folder, shared by all. */
export type Ground = {
  /** Where the simulator's files go; a sector has a folder of its own in it. */
  folder: string;
  /** A pack's `simulator.yaml`, as it is written; undefined where the pack or the file is not there. */
  script(pack: string): Promise<unknown>;
  /** Tells a broker's followers, retained, QoS 1. Rejects when the broker has ended. */
  publish(topic: string, payload: unknown): Promise<void>;
  /** Has GET of a path answered with JSON. @param nowMs epoch ms */
  answer(path: string, answerAt: (nowMs: number, asked: URL) => unknown): void;
  /** Has every request of a path, and of what lies below it when it ends in "/", answered by the sector itself. */
  handle(path: string, answer: (request: IncomingMessage, response: ServerResponse, asked: URL) => void): void;
};

/** The platforms of a sector. Rejects where they cannot be served; then the simulator ends and is started again. */
export type Sector = (ground: Ground) => Promise<{ stop(): Promise<void> | void }>;
