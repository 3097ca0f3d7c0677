import { parse, setOptions, type types } from "hls-parser";
import { CodedError } from "#contract/errors.ts";
import type { StreamName } from "#contract/pictures.ts";
import { bytesOf, type HttpPeer, sameHost } from "./asking.ts";
import { type Feed, type FeedRun, pass, pause } from "./feed.ts";
import { isFinal } from "./jpeg-feed.ts";

// It writes what it finds wrong to standard error, once a look.
setOptions({ silent: true });

type MediaPlaylist = types.MediaPlaylist;
type Segment = types.Segment;
type Listed = { playlist: types.MasterPlaylist | MediaPlaylist; url: URL; ageS: number | null };

export const playlistLimits = { bytes: 1024 * 1024, withinMs: 5_000 };
/** Ten seconds of 12 Mbit/s. */
const segmentLimits = { bytes: 16 * 1024 * 1024, withinMs: 10_000 };
/** So many segments behind the newest one: the next one has to be there before these are over. */
const startSegments = 2;
const longestWaitMs = 13_000;
const keptAnchors = 10;

/**
 * Brings the segments of a live playlist in their order (RFC 8216), at most one ahead of what ffmpeg reads. Nothing is passed on
 * before it is certain that the playlist goes on: what a platform left behind when it stopped would pass for live. Ends where
 * the stream is cut in the playlist (discontinuity, another initialization, segments missed), to be begun anew.
 */
export function hlsFeed(peer: HttpPeer, which: StreamName): Feed {
  return async (run) => {
    const address = await mediaAddress(peer, which, run.signal);
    const progress = new Progress(run);
    let isPlaying = false;
    let initialization: string | null = null;
    let last = await begin(peer, address, run.signal);
    while (!run.signal.aborted) {
      let targetS = 2;
      try {
        const { playlist, url } = await listed(peer, address, run.signal);
        const media = checked(playlist);
        targetS = media.targetDuration;
        const fresh = media.segments.filter((one) => one.mediaSequenceNumber > last);
        if (fresh.length === 0 && media.endlist) return;
        for (const segment of fresh) {
          if (isPlaying && (segment.mediaSequenceNumber !== last + 1 || segment.discontinuity === true)) return;
          const map = segment.map?.uri ?? null;
          if (isPlaying && map !== initialization) return;
          const seenAtMs = run.now();
          if (map !== null && !isPlaying) await pass(run, await fetched(peer, map, url, run.signal));
          const bytes = await fetched(peer, segment.uri, url, run.signal);
          progress.add(segment, seenAtMs);
          isPlaying = true;
          initialization = map;
          last = segment.mediaSequenceNumber;
          await pass(run, bytes);
        }
      } catch (error) {
        if (run.signal.aborted) return;
        if (!isPlaying || isFinal(error) || isUnusable(error)) throw error;
      }
      await pause(Math.min(3_000, Math.max(500, targetS * 500)), run.signal);
    }
  };
}

/** When the first picture was taken, as well as a playlist tells it. */
class Progress {
  readonly #run: FeedRun;
  #playedMs = 0;
  #anchors: number[] = [];

  constructor(run: FeedRun) {
    this.#run = run;
  }

  /** @param seenAtMs when it was first seen in the playlist: its first picture is older than that by its whole length */
  add(segment: Segment, seenAtMs: number): void {
    const ownMs = segment.programDateTime?.getTime() ?? Number.POSITIVE_INFINITY;
    const atMs = Math.min(ownMs, seenAtMs - segment.duration * 1_000);
    this.#anchors.push(atMs - this.#playedMs);
    if (this.#anchors.length > keptAnchors) this.#anchors.shift();
    this.#playedMs += segment.duration * 1_000;
    this.#run.began(Math.min(...this.#anchors));
  }
}

/** The number of the segment before the one to begin with, once it is certain that the playlist goes on. */
async function begin(peer: HttpPeer, address: string, signal: AbortSignal): Promise<number> {
  const { playlist, ageS } = await listed(peer, address, signal);
  const first = checked(playlist);
  const before = newest(first) - startSegments;
  // By the platform's own clock alone, so that a wrong one does no harm.
  if (ageS !== null && ageS <= first.targetDuration * 1.5) return before;
  if (first.endlist) throw new CodedError("camera.stale");
  const until = performance.now() + Math.min(longestWaitMs, first.targetDuration * 1_500 + 2_000);
  while (performance.now() < until && !signal.aborted) {
    await pause(500, signal);
    const next = checked((await listed(peer, address, signal)).playlist);
    if (newest(next) > newest(first)) return newest(next) - startSegments;
  }
  throw new CodedError("camera.stale");
}

const newest = ({ segments }: MediaPlaylist): number => segments.at(-1)?.mediaSequenceNumber ?? -1;

/** The playlist of segments: the one given, or the variant that fits. */
async function mediaAddress(peer: HttpPeer, which: StreamName, signal: AbortSignal): Promise<string> {
  const { playlist, url } = await listed(peer, peer.address, signal);
  if (!playlist.isMasterPlaylist) return url.href;
  const byBits = playlist.variants
    .filter((variant) => !variant.isIFrameOnly)
    .sort((one, other) => other.bandwidth - one.bandwidth);
  const variant = byBits.at(which === "main" ? 0 : -1);
  if (variant === undefined) throw new CodedError("camera.not-found");
  return sameHost(variant.uri, url);
}

async function listed(peer: HttpPeer, address: string, signal: AbortSignal): Promise<Listed> {
  const { bytes, answer } = await bytesOf(peer, "*/*", signal, playlistLimits, address);
  const { date, "last-modified": modified } = answer.headers;
  const ageMs = Date.parse(date ?? "") - Date.parse(modified ?? "");
  try {
    return { playlist: parse(bytes.toString()), url: answer.url, ageS: Number.isNaN(ageMs) ? null : ageMs / 1_000 };
  } catch {
    throw new CodedError("camera.not-found");
  }
}

function checked(playlist: Listed["playlist"]): MediaPlaylist {
  if (playlist.isMasterPlaylist) throw new CodedError("camera.not-found");
  // It has the encryption and the pieces of files that a camera's platform does not need, and costs to support.
  const isStrange = ({ key, byterange }: Segment) =>
    (key != null && key.method !== "NONE") || (byterange as unknown) != null;
  if (playlist.segments.some(isStrange)) throw new CodedError("camera.encrypted");
  return playlist;
}

const isUnusable = (error: unknown): boolean => error instanceof CodedError && error.code === "camera.encrypted";

const fetched = async (peer: HttpPeer, named: string, base: URL, signal: AbortSignal): Promise<Buffer> =>
  (await bytesOf(peer, "*/*", signal, segmentLimits, sameHost(named, base))).bytes;
