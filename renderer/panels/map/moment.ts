import { useEffect, useState } from "react";
import { nowStore, useNow } from "../../state/clock.ts";

const hourMs = 3_600_000;
/** Played from so far back where nothing else was chosen, hours; one an interval. */
const playedHours = 24;
const playedEveryMs = 1_000;

/** The whole hour so many hours back, epoch ms; null: now. The first is the hour that runs. */
export const momentBack = (hours: number, nowMs: number): number | null =>
  hours <= 0 ? null : nowMs - (nowMs % hourMs) - (hours - 1) * hourMs;

/** @returns 0 for now */
export const hoursBack = (atMs: number | null, nowMs: number): number =>
  atMs === null ? 0 : Math.max(1, Math.round((nowMs - (nowMs % hourMs) - atMs) / hourMs) + 1);

export type Moment = {
  /** What the communes are shown as known at; null: now. */
  atMs: number | null;
  isPlaying: boolean;
  choose(atMs: number | null): void;
  /** Starts playing towards now, or stops. */
  play(): void;
};

/**
 * The moment that the communes are shown at: the scene's own until somebody chooses another.
 * @param backMs the scene's, so long ago; undefined: now
 */
export function useMoment(backMs: number | undefined): Moment {
  const [chosen, choose] = useState<number | null | "scene">("scene");
  const [isPlaying, setPlaying] = useState(false);
  // By the hour, as all of it: nothing is asked for more often.
  const sceneMs = useNow((nowMs) => (backMs === undefined ? 0 : nowMs - backMs - ((nowMs - backMs) % hourMs)));
  const atMs = chosen === "scene" ? (backMs === undefined ? null : sceneMs) : chosen;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const nowMs = nowStore.getState();
      choose((at) => (typeof at === "number" ? momentBack(hoursBack(at, nowMs) - 1, nowMs) : null));
    }, playedEveryMs);
    return () => clearInterval(timer);
  }, [isPlaying]);
  useEffect(() => {
    if (atMs === null) setPlaying(false);
  }, [atMs]);
  return {
    atMs,
    isPlaying,
    choose(at) {
      setPlaying(false);
      choose(at);
    },
    play() {
      if (!isPlaying) choose(atMs ?? momentBack(playedHours, nowStore.getState()));
      setPlaying(!isPlaying);
    },
  };
}
