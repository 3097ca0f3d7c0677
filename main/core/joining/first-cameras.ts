import type { CameraView } from "#contract/entities/camera.ts";
import type { Following } from "#contract/entities/following.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import type { CameraGateway, Watcher } from "../cameras/gateway-interface.ts";
import { type PictureSource, watchAtFirst } from "./first-pictures.ts";

/** The first machine's cameras at a joined one, which has no account of any. */
export type FirstCameras = CameraGateway & {
  /** @param gone ids of those that are there no longer; all others where `views` is all there is */
  tell(views: readonly CameraView[], gone: readonly string[] | "others"): void;
  /** Without a line there are no pictures, and each camera says why. */
  stand(following: Following): void;
  /** As the first machine told them. */
  told(): CameraView[];
};

/**
 * Pictures come through the first machine's gateway; nothing of them is kept here. For browsers there is no HLS: they look
 * at the first machine.
 * @param options.kept what was told before a restart
 */
export function createFirstCameras(
  options: PictureSource & {
    kept: readonly CameraView[];
    following: Following;
    onChange(view: CameraView): void;
    onGone(id: string): void;
  },
): FirstCameras {
  const views = new Map(options.kept.map((view) => [view.id, view]));
  const watched = new Map<Watcher, { id: string; end: () => void }>();
  let { following } = options;

  /** By this machine's clock, and as it is here. */
  const shown = ({ steering: _, ...view }: CameraView): CameraView => {
    const here = (atMs: number) => Math.max(0, Math.round(atMs - options.aheadMs()));
    const { checkedAtMs, lastPictureAtMs } = view;
    const timed = {
      ...view,
      sinceMs: here(view.sinceMs),
      ...(checkedAtMs === undefined ? {} : { checkedAtMs: here(checkedAtMs) }),
      lastPictureAtMs: lastPictureAtMs === null ? null : here(lastPictureAtMs),
    };
    if (following.state === "up") return timed;
    const reason = { code: "join.cut", params: { host: following.host } };
    return { ...timed, state: "no-signal", sinceMs: following.sinceMs, lastPictureAtMs: null, reason };
  };
  const known = (id: string): void => {
    if (!views.has(id)) throw new CodedError("camera.unknown", { id });
  };

  return {
    views: () => [...views.values()].map(shown),
    told: () => [...views.values()],
    tell(list, gone) {
      const named = new Set(list.map(({ id }) => id));
      for (const id of gone === "others" ? [...views.keys()].filter((id) => !named.has(id)) : gone) {
        if (!views.delete(id)) continue;
        options.onGone(id);
        for (const [watcher, one] of watched) if (one.id === id) watcher.onGone();
      }
      for (const view of list) {
        views.set(view.id, view);
        options.onChange(shown(view));
      }
    },
    stand(now) {
      const isOther = now.state !== following.state;
      following = now;
      if (isOther) for (const view of views.values()) options.onChange(shown(view));
    },
    watch(id, stream, watcher) {
      known(id);
      const end = watchAtFirst(options, id, stream, watcher);
      watched.set(watcher, { id, end });
      return () => {
        watched.delete(watcher);
        end();
      };
    },
    async playlist(id) {
      known(id);
      return null;
    },
    file(id) {
      known(id);
      return null;
    },
    async lastPicture(id) {
      known(id);
      const token = await options.token();
      try {
        const answer = await fetch(new URL(routes.cameraLastPicture(id), options.first), {
          headers: { authorization: `Bearer ${token ?? ""}` },
          redirect: "error",
          signal: AbortSignal.timeout(10_000),
        });
        if (!answer.ok) return null;
        const atMs = Number(answer.headers.get("x-picture-at-ms")) - options.aheadMs();
        return { jpeg: Buffer.from(await answer.arrayBuffer()), atMs: Math.max(0, Math.round(atMs)) };
      } catch {
        return null;
      }
    },
    setSteeredBy() {},
    goRound() {},
    async stop() {
      for (const { end } of watched.values()) end();
    },
  };
}
