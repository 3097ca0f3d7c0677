import { type RefObject, useEffect, useRef, useState } from "react";
import type { Pace, StreamName } from "#contract/pictures.ts";
import { routes } from "#contract/routes.ts";
import { fetchFromCore } from "../live/api.ts";
import { cameras } from "../state/cameras.ts";
import { nowStore } from "../state/clock.ts";
import { connectionStore, useAddress } from "../state/connection.ts";
import type { CameraPlayer, Playing } from "../video/camera-player.ts";
import { countVideo } from "../video/load-guard.ts";
import { type Presentation, present, readsSame } from "../video/presentation.ts";
import { watchSight } from "../video/sight.ts";
import { wayFor } from "../video/way.ts";

type Program = typeof import("../video/camera-player.ts");

const lookEveryMs = 250;
/** Ticks of the core's clock that are kept; a clock that was set back counts after as many seconds. */
const keptOffsets = 15;
/** A kept picture that could not be fetched is asked for again after this long. */
const fetchAgainMs = 3_000;

export type CameraVideo = {
  /** One of them shows, the other one loads what is to be shown next. */
  videos: readonly [RefObject<HTMLVideoElement | null>, RefObject<HTMLVideoElement | null>];
  /** The last picture of the stream, for as long as the video shows none. */
  still: RefObject<HTMLCanvasElement | null>;
  /** The picture that the core keeps. */
  kept: RefObject<HTMLCanvasElement | null>;
  shown: Presentation;
  /** How the shown pictures come; null while none are shown. */
  playing: Playing | null;
  /** When the kept picture was taken, epoch ms; null when none was fetched. */
  keptAtMs: number | null;
};

/**
 * Plays a camera in the given elements for the life of the component, and says what they show. What nobody sees is not
 * played.
 * @param stream the one that fits the tile, null while that is not known; changing it changes the picture without a black
 *   moment
 * @param pace what the machine bears
 */
export function useCameraVideo(id: string, stream: StreamName | null, pace: Pace): CameraVideo {
  const first = useRef<HTMLVideoElement>(null);
  const second = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const kept = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState<Presentation>({ kind: "connecting" });
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [keptAtMs, setKeptAtMs] = useState<number | null>(null);
  const player = useRef<CameraPlayer>(null);
  const [isSeen, setSeen] = useState(true);
  const wish = useRef<StreamName | null>(null);
  const wishedPace = useRef<Pace>("all");

  // Before the effect that makes the player, which is then told at once.
  useEffect(() => {
    wish.current = isSeen ? stream : null;
    wishedPace.current = pace;
    player.current?.setPace(pace);
    player.current?.want(wish.current);
  }, [stream, isSeen, pace]);
  const address = useAddress();
  const program = usePlayerProgram(address !== null);

  useEffect(() => {
    if (program === null) return;
    const [one, other] = [first.current, second.current];
    const [stillCanvas, keptCanvas] = [still.current, kept.current];
    if (address === null || one === null || other === null || stillCanvas === null || keptCanvas === null) return;
    // The store ticks on the core's whole seconds; in between the page's own clock goes on from there. A tick can
    // only come too late, so the one that puts the core furthest ahead is the truest.
    const offsetsMs = [nowStore.getState() - performance.now()];
    const undoClock = nowStore.subscribe((nowMs) => {
      offsetsMs.push(nowMs - performance.now());
      if (offsetsMs.length > keptOffsets) offsetsMs.shift();
    });
    const coreNowMs = () => performance.now() + Math.max(...offsetsMs);
    const made = program.createCameraPlayer({
      videos: [one, other],
      still: stillCanvas,
      origin: address.origin,
      token: address.token,
      camera: id,
      way: wayFor(address),
      coreNowMs,
      isCoreUp: () => connectionStore.getState().phase === "up",
      // That nobody watches it, while this page does, says that the quick way does not reach the core: as good as pictures missed.
      hasPictures: () => ["ok", "idle"].includes(cameras.store.getState().get(id)?.state ?? "ok"),
    });
    player.current = made;
    made.setPace(wishedPace.current);
    made.want(wish.current);
    const undos = [watchSight(one, setSeen), countVideo(one), countVideo(other)];
    const ending = new AbortController();
    let drawnAtMs: number | null = null;
    let isFetching = false;
    let fetchedAt = Number.NEGATIVE_INFINITY;
    const fetchKept = async () => {
      isFetching = true;
      fetchedAt = performance.now();
      try {
        const { drawKeptPicture } = await import("../video/kept-picture.ts");
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
      const next = present(view, made.observe(), performance.now(), coreNowMs(), drawnAtMs !== null);
      setShown((before) => (readsSame(before, next) ? before : next));
      const plays = made.playing();
      setPlaying((before) => (JSON.stringify(before) === JSON.stringify(plays) ? before : plays));
      const isWanted = next.kind !== "live" && next.kind !== "frozen";
      const isNewer = view !== undefined && view.lastPictureAtMs !== null && view.lastPictureAtMs !== drawnAtMs;
      if (isWanted && isNewer && !isFetching && performance.now() - fetchedAt > fetchAgainMs) void fetchKept();
    };
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      undoClock();
      ending.abort();
      for (const undo of undos) undo();
      player.current = null;
      made.dispose();
    };
  }, [id, address, program]);

  return { videos: [first, second], still, kept, shown, playing, keptAtMs };
}

/** One a page, however many cameras it shows. */
let read: Program | null = null;

/** What plays cameras: read when there is a core to play them from, not while the page is to paint; null until then. */
function usePlayerProgram(isWanted: boolean): Program | null {
  const [program, setProgram] = useState(read);
  useEffect(() => {
    if (!isWanted || program !== null) return;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const load = () =>
      import("../video/camera-player.ts").then(
        (loaded) => {
          read = loaded;
          if (!isGone) setProgram(loaded);
        },
        () => {
          if (!isGone) retry = setTimeout(load, fetchAgainMs);
        },
      );
    void load();
    return () => {
      isGone = true;
      clearTimeout(retry);
    };
  }, [isWanted, program]);
  return program;
}
