import { type Fragment, type Initialization, mediaOf } from "./fragments.ts";

/** A segment of HLS is at least this long and begins with a key picture. */
const segmentS = 1;
const keptSegments = 6;
/** Playlists name the last of them; the rest is for players that are a little late. */
const listedSegments = 4;
/** Of one stream, both for what a new watcher is given and for the HLS segments. */
const longestGroupBytes = 8 * 1024 * 1024;
const keptBytes = 24 * 1024 * 1024;

/** Its pictures are joined only when it is asked for: most streams are watched by no one who takes segments. */
type Segment = {
  number: number;
  run: number;
  fragments: readonly Fragment[];
  bytes: number;
  joined: Buffer | null;
  durationS: number;
  startedAtMs: number;
};

/** What can be given of a stream right now. A key picture first, then all that came after it. */
export type Clip = { initialization: Buffer; fragments: readonly Fragment[] };

/**
 * The newest pictures of one stream, in memory: the group since the last key picture, for who begins to watch, and
 * the last segments of HLS. Bounded in bytes: of a stream whose key pictures are too far apart the group is dropped
 * and a new watcher waits for the next key picture; segments are cut at any picture then not made at all.
 */
export class PictureBuffer {
  #initialization: Initialization | null = null;
  #run = 0;
  #group: Fragment[] = [];
  #groupBytes = 0;
  #isGroupWhole = false;
  #pending: Fragment[] = [];
  #pendingBytes = 0;
  #segments: Segment[] = [];
  /** Of the time of day, so that numbers never run backwards, whatever was started anew. */
  #nextNumber: number;
  #runsDropped = 0;

  constructor(nowMs: number) {
    this.#nextNumber = Math.floor(nowMs / 1_000);
  }

  get initialization(): Initialization | null {
    return this.#initialization;
  }

  /** Since the last key picture; empty while there is none, or when it grew too long. */
  get group(): readonly Fragment[] {
    return this.#isGroupWhole ? this.#group : [];
  }

  /** ffmpeg was started: what came before is never mixed with what comes now. */
  begin(initialization: Initialization): void {
    this.clear();
    this.#initialization = initialization;
    this.#run = this.#nextNumber;
    this.#runsDropped += 1;
  }

  clear(): void {
    this.#initialization = null;
    this.#group = [];
    this.#groupBytes = 0;
    this.#isGroupWhole = false;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#segments = [];
  }

  add(fragment: Fragment): void {
    const bytes = fragment.message.length;
    if (fragment.isKey) {
      this.#group = [];
      this.#groupBytes = 0;
      this.#isGroupWhole = true;
    }
    this.#groupBytes += bytes;
    if (this.#groupBytes > longestGroupBytes) {
      this.#group = [];
      this.#isGroupWhole = false;
    } else if (this.#isGroupWhole) this.#group.push(fragment);
    this.#addToSegment(fragment, bytes);
  }

  /** The group as a file that can be decoded; null while there is none. */
  clip(): Clip | null {
    if (this.#initialization === null || this.group.length === 0) return null;
    return { initialization: this.#initialization.bytes, fragments: [...this.group] };
  }

  /** The playlist of HLS; null until there is a segment. The times in it are those of arrival, which the delay on a tile is measured by. */
  playlist(): string | null {
    const listed = this.#segments.slice(-listedSegments);
    const first = listed[0];
    if (first === undefined) return null;
    const target = Math.max(1, ...listed.map((segment) => Math.ceil(segment.durationS)));
    return [
      "#EXTM3U",
      "#EXT-X-VERSION:7",
      `#EXT-X-TARGETDURATION:${target}`,
      `#EXT-X-MEDIA-SEQUENCE:${first.number}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.#runsDropped}`,
      "#EXT-X-INDEPENDENT-SEGMENTS",
      `#EXT-X-MAP:URI="i${first.run}.mp4"`,
      ...listed.flatMap((segment) => [
        `#EXTINF:${segment.durationS.toFixed(3)},`,
        `#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startedAtMs).toISOString()}`,
        `s${segment.number}.m4s`,
      ]),
      "",
    ].join("\n");
  }

  /** A file that the playlist names; null when it is gone or the name is none of ours. */
  file(name: string): Buffer | null {
    const [, kind, digits] = /^(i|s)([0-9]{1,15})\.(?:mp4|m4s)$/.exec(name) ?? [];
    const number = Number(digits);
    if (kind === "i") return number === this.#run ? (this.#initialization?.bytes ?? null) : null;
    const segment = kind === "s" ? this.#segments.find((one) => one.number === number) : undefined;
    if (segment === undefined) return null;
    segment.joined ??= Buffer.concat(segment.fragments.map(mediaOf));
    return segment.joined;
  }

  #addToSegment(fragment: Fragment, bytes: number): void {
    const [first] = this.#pending;
    const spanS = first === undefined ? 0 : fragment.timeS - first.timeS;
    if (fragment.isKey && first !== undefined && (spanS >= segmentS * 0.95 || spanS < 0)) {
      if (spanS > 0) this.#close(first, spanS);
      this.#pending = [];
      this.#pendingBytes = 0;
    }
    if (this.#pending.length === 0 && !fragment.isKey) return;
    this.#pendingBytes += bytes;
    this.#pending.push(fragment);
    if (this.#pendingBytes <= longestGroupBytes) return;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #close(first: Fragment, durationS: number): void {
    this.#segments.push({
      number: this.#nextNumber,
      run: this.#run,
      fragments: this.#pending,
      bytes: this.#pendingBytes,
      joined: null,
      durationS,
      startedAtMs: Math.round(first.arrivedAtMs),
    });
    this.#nextNumber += 1;
    let total = this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
    while (this.#segments.length > keptSegments || (total > keptBytes && this.#segments.length > 1))
      total -= this.#segments.shift()?.bytes ?? 0;
  }
}
