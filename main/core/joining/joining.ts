import os from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { CameraView } from "#contract/entities/camera.ts";
import type { Following, FollowingStatus } from "#contract/entities/following.ts";
import type { MachineLoad } from "#contract/entities/machine.ts";
import type { DisplayStatus } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { JoinedSite } from "#contract/joining.ts";
import type { Delta, Snapshot } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import { SceneList } from "#contract/wall/http.ts";
import type { CameraGateway } from "../cameras/gateway-interface.ts";
import type { Wall } from "../wall/wall.ts";
import { askToJoin, firstMachineOf } from "./asking.ts";
import { createClockAhead } from "./clock-ahead.ts";
import { type Copy, openCopy } from "./copy.ts";
import { trustFirst } from "./first-authority.ts";
import { createFirstCameras } from "./first-cameras.ts";
import { openFirstLine } from "./first-line.ts";
import { type FollowedWall, followWall } from "./followed-wall.ts";

/** At the first start the first machine may be starting too. */
const firstAnswerWithinMs = 60_000;
const retryFirstMs = 250;
const retryLastMs = 5_000;
/** A wall's windows report once a second each; the first machine takes 40 messages a second of a line. */
const reportAfterMs = 100;

export type Joined = {
  readonly first: URL;
  readonly profileFolder: string;
  /** The number of this machine's first monitor. */
  readonly firstNumber: number;
  /** The wall of the first machine in the place of this core's own. */
  follow(options: FollowOptions): Promise<JoinedWall>;
};

type FollowOptions = {
  own: Wall;
  token(): Promise<string | undefined>;
  displays(): readonly DisplayStatus[];
  now(): number;
  log: Logger;
  onWall(state: WallState): void;
  /** All that the first machine tells, for the kinds that are handed on as they are. */
  onTold(message: Snapshot | Delta): void;
  onCamera(view: CameraView): void;
  onCameraGone(id: string): void;
  /** The first machine's profile, or this one's numbers, are others now: the copy is written, the core has to start anew. */
  onOtherSite(why: CodedMessage): void;
};

export type JoinedWall = {
  readonly wall: Wall;
  readonly cameras: CameraGateway;
  status(): FollowingStatus;
  start(): void;
  /** This machine's monitors have changed. */
  report(): void;
  /** What this machine has to bear, for the first one's desk. */
  tellLoad(load: MachineLoad): void;
  stop(): Promise<void>;
};

/**
 * Makes this machine part of another one's wall: from the copy at once where there is one, else by asking the first machine.
 * @param authority see `trustFirst`
 * @param token for the first time; later ones are looked up where it was put
 * @throws CodedError join.bad-address, join.no-token, and what `trustFirst` and `askToJoin` throw
 */
export async function prepareJoining(
  address: string,
  dataFolder: string,
  token: string | undefined,
  authority?: string,
): Promise<Joined> {
  const first = firstMachineOf(address);
  await trustFirst(first, authority, dataFolder);
  const copy = openCopy(dataFolder);
  const machine = { id: await copy.machineId(), name: os.hostname() };
  let site = await copy.site(first.origin);
  if (site === undefined) {
    if (token === undefined) throw new CodedError("join.no-token", { host: first.host });
    site = await askPatiently(first, token, machine);
    await copy.putSite(first.origin, site);
  }
  const joined = site;
  return {
    first,
    profileFolder: copy.profileFolder,
    firstNumber: joined.firstNumber,
    follow: (options) => follow({ ...options, first, copy, machine, site: joined }),
  };
}

async function askPatiently(first: URL, token: string, machine: { id: string; name: string }): Promise<JoinedSite> {
  const untilMs = performance.now() + firstAnswerWithinMs;
  for (;;) {
    try {
      return await askToJoin(first, token, machine);
    } catch (error) {
      const isPassing = error instanceof CodedError && error.code === "join.not-yet";
      if (!isPassing || performance.now() > untilMs) throw error;
      await pause(500);
    }
  }
}

async function follow(
  options: FollowOptions & { first: URL; copy: Copy; machine: { id: string; name: string }; site: JoinedSite },
): Promise<JoinedWall> {
  const { first, copy, machine, now, log } = options;
  const { host } = first;
  const ending = new AbortController();
  const clock = createClockAhead();
  let line: ReturnType<typeof openFirstLine> | undefined;
  let standing: Following = { host, state: "cut", sinceMs: now(), reason: null };
  let keeping: Promise<void> | undefined;
  let isUnkept = false;
  let reporting: NodeJS.Timeout | undefined;
  let sceneChanges: string | undefined;
  /** Until it was measured, the way here is taken for nothing. */
  let roughAheadMs = 0;
  const aheadMs = (): number => clock.best()?.aheadMs ?? roughAheadMs;

  const kept = await copy.wall();
  const cameras = createFirstCameras({
    ...{ first, token: options.token, aheadMs, kept: kept?.cameras ?? [], following: standing },
    onChange: options.onCamera,
    onGone: options.onCameraGone,
  });
  const followed: FollowedWall = followWall({
    own: options.own,
    kept,
    host,
    following: standing,
    onChange: options.onWall,
    onPrepared: (display, change) => void line?.send({ type: "machine-prepared", change, display }),
    onWindows: () => report(),
  });

  /** One after the other; what changes while one is written is written after it. */
  const keep = (): void => {
    isUnkept = true;
    keeping ??= (async () => {
      while (isUnkept) {
        isUnkept = false;
        await copy
          .putWall({ ...followed.copy(), cameras: cameras.told() })
          .catch((error: unknown) => log.warn({ err: error }, "the wall was not kept"));
      }
      keeping = undefined;
    })();
  };
  const stand = (change: Partial<Following>): void => {
    standing = { ...standing, ...change };
    followed.stand(standing);
    cameras.stand(standing);
  };
  const report = (): void => {
    reporting ??= setTimeout(() => {
      reporting = undefined;
      const windows = followed.windows();
      const displays = options
        .displays()
        .filter(({ number }) => number <= 64)
        .map(({ machine: _, ...display }) => ({ ...display, hasWindow: windows.has(display.number) }));
      line?.send({ type: "machine", displays });
    }, reportAfterMs);
  };

  /** Scenes are told in the list of them, when one has changed. */
  const fetchScenes = async (token: string): Promise<void> => {
    const answer = await fetch(new URL(routes.scenes, first), {
      headers: { authorization: `Bearer ${token}` },
      redirect: "error",
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(15_000)]),
    });
    followed.tellScenes(SceneList.parse(await answer.json()).scenes);
    keep();
  };

  const once = async (): Promise<void> => {
    const token = await options.token();
    if (token === undefined) throw new CodedError("join.no-token", { host });
    const site = await askToJoin(first, token, machine);
    if (JSON.stringify(site) !== JSON.stringify(options.site)) {
      await copy.putSite(first.origin, site);
      log.info({ firstNumber: site.firstNumber }, "the first machine has another profile now");
      return options.onOtherSite({ code: "join.other-site", params: { host } });
    }
    let session = "";
    line = openFirstLine({
      first,
      token,
      machine: machine.id,
      signal: ending.signal,
      onUp(theirs) {
        session = theirs;
        followed.begin(theirs);
        log.info({ host }, "joined the wall");
        report();
      },
      onWall(wall, firstNowMs) {
        roughAheadMs = firstNowMs - now();
        followed.tell(wall, aheadMs());
        if (standing.state === "cut") stand({ state: "up", sinceMs: now(), reason: null });
        keep();
        const changes = `${session}/${wall.sceneChanges}`;
        if (changes === sceneChanges) return;
        sceneChanges = changes;
        fetchScenes(token).catch((error: unknown) => {
          sceneChanges = undefined;
          log.warn({ err: error }, "the scenes were not fetched");
        });
      },
      onCameras: cameras.tell,
      onTold: options.onTold,
      onClock: clock.hear,
    });
    await line.end;
  };

  const running = async (): Promise<void> => {
    let waitMs = retryFirstMs;
    while (!ending.signal.aborted) {
      const begunAtMs = performance.now();
      try {
        await once();
      } catch (error) {
        const reason =
          error instanceof CodedError ? error.toMessage() : { code: "join.unreachable", params: { host, detail: "?" } };
        if (!(error instanceof CodedError)) log.error({ err: error }, "the line to the first machine failed");
        const wasUp = standing.state === "up";
        if (wasUp) log.warn({ host, reason }, "the line to the first machine is cut; this machine goes on alone");
        // Said anew at each try it would say nothing new.
        if (wasUp || standing.reason?.code !== reason.code)
          stand({ state: "cut", reason, ...(wasUp ? { sinceMs: now() } : {}) });
      }
      line = undefined;
      if (ending.signal.aborted) return;
      waitMs = performance.now() - begunAtMs > retryLastMs ? retryFirstMs : Math.min(retryLastMs, waitMs * 2);
      await pause(waitMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  };
  let ended: Promise<void> = Promise.resolve();

  options.onWall(followed.wall.state());
  return {
    wall: followed.wall,
    cameras,
    status() {
      const measured = clock.best();
      return { ...standing, clockAheadMs: measured?.aheadMs ?? null, clockWithinMs: measured?.withinMs ?? null };
    },
    start() {
      ended = running();
    },
    report,
    tellLoad: (load) => void line?.send({ type: "machine-load", load }),
    async stop() {
      ending.abort();
      clearTimeout(reporting);
      await ended;
      await keeping;
    },
  };
}
