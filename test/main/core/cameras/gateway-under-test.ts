import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/profile.ts";
import { createCameraGateway } from "../../../../main/core/cameras/gateway.ts";
import type { CameraGateway, CameraGatewayOptions } from "../../../../main/core/cameras/gateway-interface.ts";

export type GatewayUnderTest = {
  gateway: CameraGateway;
  folder: string;
  /** Everything logged, as text. */
  logged: string[];
  /** Every view told by onChange, oldest first. */
  told: CameraView[];
  view(id: string): CameraView;
  /** Asks for the playlist like a player does, until the test ends. */
  watch(id: string): void;
  stop(): Promise<void>;
};

export const rtspCamera = (
  id: string,
  url: string,
  account?: { username: string; password: string },
): CameraConfig => ({
  id,
  name: { vi: `Máy quay ${id}`, en: `Camera ${id}` },
  stream: { type: "rtsp", url, ...account },
});

export async function startGateway(
  cameras: CameraConfig[],
  overrides: Partial<CameraGatewayOptions> = {},
): Promise<GatewayUnderTest> {
  const folder = overrides.folder ?? (await mkdtemp(join(tmpdir(), "cameras-")));
  const logged: string[] = [];
  const told: CameraView[] = [];
  const note = (details: object, message: string) => void logged.push(`${JSON.stringify(details)} ${message}`);
  const gateway = createCameraGateway({
    cameras,
    folder,
    ffmpegPath: "ffmpeg",
    resolve: (address) => address,
    timeZone: "Asia/Ho_Chi_Minh",
    now: Date.now,
    log: { debug: note, info: note, warn: note },
    onChange: (view) => void told.push(view),
    ...overrides,
  });
  const timers: NodeJS.Timeout[] = [];
  return {
    gateway,
    folder,
    logged,
    told,
    view: (id) => {
      const view = gateway.views().find((v) => v.id === id);
      if (view === undefined) throw new Error(`no view of ${id}`);
      return view;
    },
    watch: (id) => {
      timers.push(setInterval(() => void gateway.playlist(id).catch(() => undefined), 300));
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await gateway.stop();
      if (overrides.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Polls until the condition gives something other than undefined or false; fails after a generous time. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  deadlineMs = 45_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
