import type { TurnedDown } from "#contract/entities/wall.ts";
import { LoadGauge, type LoadLevel } from "./load-gauge.ts";

const lookEveryMs = 2_000;
/** A video that has just begun catches up, and drops pictures for it. */
const settlesMs = 6_000;
/** The contract's limit. */
const mostTold = 256;

type Counted = { presented: number; dropped: number };

/** One for a page: all its cameras share one decoder and one processor. */
const gauge = new LoadGauge();
const videos = new Map<HTMLVideoElement, { since: number; last: Counted }>();
const listeners = new Set<(level: LoadLevel) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const countOf = (video: HTMLVideoElement): Counted => {
  const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
  return { presented: totalVideoFrames - droppedVideoFrames, dropped: droppedVideoFrames };
};

function look(): void {
  const now = performance.now();
  const sum: Counted = { presented: 0, dropped: 0 };
  for (const [video, known] of videos) {
    const count = countOf(video);
    // Counts begin anew with each stream that comes into the element.
    const isNew = count.presented < known.last.presented || count.dropped < known.last.dropped;
    if (isNew) known.since = now;
    else if (now - known.since > settlesMs) {
      sum.presented += count.presented - known.last.presented;
      sum.dropped += count.dropped - known.last.dropped;
    }
    known.last = count;
  }
  const before = gauge.level;
  gauge.put(sum, now);
  if (gauge.level === before) return;
  for (const listener of listeners) listener(gauge.level);
  for (const listener of onTurned) listener();
}

/** Counts what a video drops, from now on. @returns the undo */
export function countVideo(video: HTMLVideoElement): () => void {
  videos.set(video, { since: performance.now(), last: countOf(video) });
  timer ??= setInterval(look, lookEveryMs);
  return () => {
    videos.delete(video);
    if (videos.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export const loadLevel = (): LoadLevel => gauge.level;

/** Calls back with each change of what this page has to do without. @returns the undo */
export function onLoadLevel(listener: (level: LoadLevel) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tiles that do without something, and the camera of each. */
const turned = new Map<symbol, string>();
const onTurned = new Set<() => void>();

/** A tile does without something from now on. @returns the undo */
export function turnDown(camera: string): () => void {
  const tile = Symbol(camera);
  turned.set(tile, camera);
  for (const listener of onTurned) listener();
  return () => {
    turned.delete(tile);
    for (const listener of onTurned) listener();
  };
}

/** What this page does without, as the core is told of it; undefined: nothing. */
export function turnedDown(): TurnedDown | undefined {
  if (gauge.level === 0 || turned.size === 0) return undefined;
  return { level: gauge.level, cameras: [...new Set(turned.values())].sort().slice(0, mostTold) };
}

/** Calls back when `turnedDown` may say something else. @returns the undo */
export function onTurnedDown(listener: () => void): () => void {
  onTurned.add(listener);
  return () => onTurned.delete(listener);
}
