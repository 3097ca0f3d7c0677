import { narrowed, steer, widened } from "./live-edge.ts";

/** What was played is kept this long: a step back of the steering must find it. */
const keptBehindS = 3;
const tidyEveryMs = 4_000;
/** Pictures that could not be appended yet; more than this means that the element is stuck. */
const pendingLimitBytes = 24 * 1024 * 1024;
const firstCushionS = 0.15;
const settlesWithinMs = 1_500;
/** Pictures whose times are remembered, to tell how old the shown one is. */
const rememberedPictures = 300;

type Job = { mime: string } | { bytes: Uint8Array<ArrayBuffer>; timeS?: number; arrivedAtMs?: number };

export type MediaSink = {
  /** Another stream follows: its initialization segment comes next. It is joined to what was shown before. */
  begin(mime: string): void;
  initialize(bytes: Uint8Array<ArrayBuffer>): void;
  append(bytes: Uint8Array<ArrayBuffer>, timeS: number, arrivedAtMs: number): void;
  /** When the picture with this time in the element reached the core, epoch ms; null when it is not remembered. */
  arrivedAtMs(mediaTimeS: number): number | null;
  steer(): void;
  /** The element cannot go on; a new sink is needed. */
  readonly isBroken: boolean;
  dispose(): void;
};

/**
 * A video or audio element fed with fragmented MP4 by Media Source, kept at the live edge. Its object URL is what the page's policy
 * allows as media (`media-src blob:`); `srcObject` takes a media source only from a worker.
 */
export function createMediaSink(video: HTMLMediaElement): MediaSink {
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const jobs: Job[] = [];
  let jobBytes = 0;
  let buffer: SourceBuffer | null = null;
  let mime = "";
  /** Added to the stream's own times, which begin anew with each stream. */
  let offsetS: number | null = null;
  let isBroken = false;
  let hasStarted = false;
  /** Waits until then are of the beginning, or of a jump, and say nothing of the line. */
  let settledAt = Number.POSITIVE_INFINITY;
  let cushionS = firstCushionS;
  let cushionAt = performance.now();
  let tidiedAt = performance.now();
  const times: [mediaTimeS: number, arrivedAtMs: number][] = [];

  const lastRange = (): { startS: number; endS: number } | null => {
    const ranges = buffer === null || isBroken ? null : buffer.buffered;
    if (ranges === null || ranges.length === 0) return null;
    return { startS: ranges.start(ranges.length - 1), endS: ranges.end(ranges.length - 1) };
  };
  /** How long a picture lasts, by the last of them; 0 while that is not known. */
  const pictureS = (): number => {
    const [before, last] = [times.at(-4), times.at(-1)];
    return before === undefined || last === undefined ? 0 : Math.max(0, (last[0] - before[0]) / 3);
  };
  const fail = () => {
    isBroken = true;
    jobs.length = 0;
    jobBytes = 0;
  };

  const work = () => {
    if (buffer === null || buffer.updating || isBroken || source.readyState !== "open") return;
    try {
      const [job] = jobs;
      if (job === undefined) return tidy(buffer);
      if ("mime" in job) {
        jobs.shift();
        buffer.changeType(job.mime);
        return work();
      }
      const { timeS } = job;
      if (timeS !== undefined && offsetS === null) {
        offsetS = (lastRange()?.endS ?? 0) - timeS;
        buffer.timestampOffset = offsetS;
      }
      // All that wait and belong together go in at once.
      const taken: Uint8Array<ArrayBuffer>[] = [];
      for (let next = jobs[0]; next !== undefined && !("mime" in next); next = jobs[0]) {
        if ((next.timeS === undefined) !== (timeS === undefined)) break;
        jobs.shift();
        jobBytes -= next.bytes.length;
        taken.push(next.bytes);
        if (next.timeS === undefined || next.arrivedAtMs === undefined || offsetS === null) continue;
        times.push([next.timeS + offsetS, next.arrivedAtMs]);
        if (times.length > rememberedPictures) times.shift();
      }
      buffer.appendBuffer(joined(taken));
    } catch {
      fail();
    }
  };
  const tidy = (open: SourceBuffer) => {
    const now = performance.now();
    const until = video.currentTime - keptBehindS;
    if (now - tidiedAt < tidyEveryMs || open.buffered.length === 0 || open.buffered.start(0) >= until - 1) return;
    tidiedAt = now;
    open.remove(0, until);
  };

  const onOpen = () => {
    if (mime === "" || buffer !== null) return;
    try {
      // A live stream has no end: the browser then shows pictures as they come instead of gathering some first.
      buffer = source.addSourceBuffer(mime);
      buffer.addEventListener("updateend", () => {
        start();
        work();
      });
      work();
    } catch {
      fail();
    }
  };
  const start = () => {
    const range = lastRange();
    if (hasStarted || range === null) return;
    hasStarted = true;
    settledAt = performance.now() + settlesWithinMs;
    video.currentTime = Math.max(range.startS, range.endS - cushionS);
    void video.play().catch(() => undefined);
  };
  const onWaiting = () => {
    if (performance.now() > settledAt) cushionS = widened(cushionS);
  };
  source.addEventListener("sourceopen", onOpen);
  video.addEventListener("waiting", onWaiting);
  video.src = url;

  return {
    get isBroken() {
      return isBroken || video.error !== null;
    },
    begin(next) {
      if (!MediaSource.isTypeSupported(next)) return fail();
      offsetS = null;
      if (mime === "") {
        mime = next;
        if (source.readyState === "open") onOpen();
      } else {
        jobs.push({ mime: next });
        mime = next;
      }
    },
    initialize(bytes) {
      jobs.push({ bytes });
      jobBytes += bytes.length;
      work();
    },
    append(bytes, timeS, arrivedAtMs) {
      jobs.push({ bytes, timeS, arrivedAtMs });
      jobBytes += bytes.length;
      if (jobBytes > pendingLimitBytes) fail();
      else work();
    },
    arrivedAtMs(mediaTimeS) {
      // A picture is shown at its own time, give or take what its place in the order of decoding adds.
      const found = times.findLast(([timeS]) => timeS <= mediaTimeS + 0.001);
      return found?.[1] ?? null;
    },
    steer() {
      const now = performance.now();
      if (now - cushionAt > 1_000) {
        cushionAt = now;
        cushionS = narrowed(cushionS, pictureS());
      }
      if (!hasStarted || isBroken || video.seeking) return;
      const how = steer({ currentS: video.currentTime, buffered: lastRange(), cushionS });
      if ("seekToS" in how) {
        settledAt = now + settlesWithinMs;
        video.currentTime = how.seekToS;
      } else if (video.playbackRate !== how.rate) video.playbackRate = how.rate;
      if (video.paused) void video.play().catch(() => undefined);
      work();
    },
    dispose() {
      isBroken = true;
      source.removeEventListener("sourceopen", onOpen);
      video.removeEventListener("waiting", onWaiting);
      video.playbackRate = 1;
      video.removeAttribute("src");
      video.load();
      URL.revokeObjectURL(url);
    },
  };
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
