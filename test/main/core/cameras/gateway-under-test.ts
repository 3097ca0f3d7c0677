import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CameraView } from "#contract/entities/camera.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Opened, WatchedStream } from "#contract/pictures.ts";
import type { Fragment } from "../../../../main/core/cameras/fragments.ts";
import { createCameraGateway } from "../../../../main/core/cameras/gateway.ts";
import type { CameraGatewayOptions, OwnCameraGateway } from "../../../../main/core/cameras/gateway-interface.ts";
import { type Opening, openingsOf, type StreamLine } from "../../../lab/openings.ts";

export type GatewayUnderTest = {
  gateway: OwnCameraGateway;
  folder: string;
  /** Everything logged, as text. */
  logged: string[];
  /** Every view told by onChange, oldest first. */
  told: CameraView[];
  /** Ids told by onGone. */
  gone: string[];
  view(id: string): CameraView;
  /** Watches like a tile does, until the test ends. */
  watch(id: string, stream?: WatchedStream): Seen;
  stop(): Promise<void>;
};

/** What a watcher was given. */
export type Seen = {
  opened: Opened[];
  /** Of the last `opened`. */
  initialization: Buffer;
  /** Of all since the last `opened`. */
  fragments: Fragment[];
  isGone: boolean;
  stop(): void;
};

export const rtspCamera = (
  id: string,
  url: string,
  account?: { username: string; password: string },
  sub?: string,
): CameraConfig => ({
  id,
  name: { vi: `Máy quay ${id}`, en: `Camera ${id}` },
  stream: { type: "rtsp", url, ...account, ...(sub === undefined ? {} : { sub }) },
});

export async function startGateway(
  cameras: CameraConfig[],
  overrides: Partial<CameraGatewayOptions> = {},
): Promise<GatewayUnderTest> {
  const folder = overrides.folder ?? (await mkdtemp(join(tmpdir(), "cameras-")));
  const logged: string[] = [];
  const told: CameraView[] = [];
  const gone: string[] = [];
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
    onGone: (id) => void gone.push(id),
    ...overrides,
  });
  const undos: (() => void)[] = [];
  return {
    gateway,
    folder,
    logged,
    told,
    gone,
    view: (id) => {
      const view = gateway.views().find((v) => v.id === id);
      if (view === undefined) throw new Error(`no view of ${id}`);
      return view;
    },
    watch: (id, stream = "sub") => {
      const seen: Seen = {
        opened: [],
        initialization: Buffer.alloc(0),
        fragments: [],
        isGone: false,
        stop: () => undefined,
      };
      seen.stop = gateway.watch(id, stream, {
        onOpened: (opened, initialization) => {
          seen.opened.push(opened);
          seen.initialization = initialization;
          seen.fragments = [];
        },
        onFragment: (fragment) => void seen.fragments.push(fragment),
        onGone: () => {
          seen.isGone = true;
        },
      });
      undos.push(seen.stop);
      return seen;
    },
    stop: async () => {
      for (const undo of undos) undo();
      await gateway.stop();
      if (overrides.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All openings so far, oldest first, by what the gateway logged. */
export const openings = ({ logged }: Pick<GatewayUnderTest, "logged">): Opening[] =>
  openingsOf(
    logged.flatMap((line) => {
      const [, details, word] = /^(\{.*\}) (camera stream \w+)$/.exec(line) ?? [];
      return details === undefined || word === undefined ? [] : [{ word, ...JSON.parse(details) } as StreamLine];
    }),
  );

/** CAMERA/STREAM of all that are open. */
export const openStreams = (g: Pick<GatewayUnderTest, "logged">): string[] =>
  openings(g)
    .filter(({ isOpen }) => isOpen)
    .map(({ stream }) => stream)
    .sort();

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
