import { type RefObject, useEffect, useRef, useState } from "react";
import { routes } from "#contract/http.ts";
import { authorization, fetchFromCore } from "../../live/api.ts";
import { cameras } from "../../state/cameras.ts";
import { nowStore } from "../../state/clock.ts";
import { useAddress } from "../../state/connection.ts";
import { createCameraPlayer } from "../../video/camera-player.ts";
import { drawKeptPicture } from "../../video/kept-picture.ts";
import { type Presentation, present, readsSame } from "../../video/presentation.ts";

const lookEveryMs = 250;
/** Ticks of the core's clock that are kept; a clock that was set back counts after as many seconds. */
const keptOffsets = 15;
/** A kept picture that could not be fetched is asked for again after this long. */
const fetchAgainMs = 3_000;

export type CameraVideo = {
  video: RefObject<HTMLVideoElement | null>;
  /** The last picture of the stream, for as long as the video shows none. */
  still: RefObject<HTMLCanvasElement | null>;
  /** The picture that the core keeps. */
  kept: RefObject<HTMLCanvasElement | null>;
  shown: Presentation;
  /** When the kept picture was taken, epoch ms; null when none was fetched. */
  keptAtMs: number | null;
};

/** Plays a camera in the given elements for the life of the component, and says what they show. */
export function useCameraVideo(id: string): CameraVideo {
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const kept = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState<Presentation>({ kind: "connecting" });
  const [keptAtMs, setKeptAtMs] = useState<number | null>(null);
  const address = useAddress();

  useEffect(() => {
    const elements = { video: video.current, still: still.current, kept: kept.current };
    if (address === null || elements.video === null || elements.still === null || elements.kept === null) return;
    const keptCanvas = elements.kept;
    // The store ticks on the core's whole seconds; in between the page's own clock goes on from there. A tick can
    // only come too late, so the one that puts the core furthest ahead is the truest.
    const offsetsMs = [nowStore.getState() - performance.now()];
    const undoClock = nowStore.subscribe((nowMs) => {
      offsetsMs.push(nowMs - performance.now());
      if (offsetsMs.length > keptOffsets) offsetsMs.shift();
    });
    const coreNowMs = () => performance.now() + Math.max(...offsetsMs);
    const player = createCameraPlayer({
      video: elements.video,
      still: elements.still,
      url: new URL(routes.cameraPlaylist(id), address.origin).href,
      headers: authorization(address),
      coreNowMs,
    });
    const ending = new AbortController();
    let drawnAtMs: number | null = null;
    let isFetching = false;
    let fetchedAt = Number.NEGATIVE_INFINITY;
    const fetchKept = async () => {
      isFetching = true;
      fetchedAt = performance.now();
      try {
        const get = (signal: AbortSignal) => fetchFromCore(address, routes.cameraLastPicture(id), signal);
        const atMs = await drawKeptPicture(get, keptCanvas, ending.signal);
        if (ending.signal.aborted) return;
        if (atMs !== null) drawnAtMs = atMs;
        setKeptAtMs(drawnAtMs);
      } catch {
        // The core is away or the tile is: the next look asks again, or nobody does.
      } finally {
        isFetching = false;
      }
    };
    const look = () => {
      const view = cameras.store.getState().get(id);
      const next = present(view, player.observe(), performance.now(), coreNowMs(), drawnAtMs !== null);
      setShown((before) => (readsSame(before, next) ? before : next));
      const isWanted = next.kind !== "live" && next.kind !== "frozen";
      const isNewer = view !== undefined && view.lastPictureAtMs !== null && view.lastPictureAtMs !== drawnAtMs;
      if (isWanted && isNewer && !isFetching && performance.now() - fetchedAt > fetchAgainMs) void fetchKept();
    };
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      undoClock();
      ending.abort();
      player.dispose();
    };
  }, [id, address]);

  return { video, still, kept, shown, keptAtMs };
}
