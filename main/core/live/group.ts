import { type Shown, type Slot, written } from "./shown.ts";
import type { View } from "./topics.ts";

/** The way to one screen. */
export type Outlet = {
  send(message: Buffer): void;
  /** Bytes handed to `send` that have not left this process yet. */
  bufferedBytes(): number;
};

export type GroupParts = {
  shown: Shown;
  /** By another of the same name where the site has changed. */
  view: View;
  /** Between two deltas at least; 0 for as fast as the core sends. */
  minGapMs: number;
  /** The site as JSON, with what is on its wall at this moment. */
  siteJson(form: View["site"]): string;
  bufferLimitBytes: number;
  /** Epoch ms. */
  now(): number;
};

/** Beyond so many changes a client that was away is told all anew: a snapshot is written once for many. */
const deltaLimit = 2_000;
/** A large snapshot is given to all who come within this; what changed meanwhile follows as a delta. */
const shareSnapshotMs = 1_000;
/** Stands for "was told nothing". */
const nothing = -1;

type Snapshot = { seq: number; message: Buffer; madeAtMs: number };

/**
 * The clients that want the same topics at the same rate. Each message is written once for all of them that are in step.
 * A client that is behind (its socket is in a jam, or it joined with a shared snapshot) costs one number: the last
 * change it knows. So the memory of a client is that number, its view where nobody shares it, and at most
 * `bufferLimitBytes` and one message in its socket; messages are shared, snapshots at most one a second.
 */
export class Group {
  #parts: GroupParts;
  readonly #inStep = new Set<Outlet>();
  readonly #behind = new Map<Outlet, number>();
  /** Changes up to here have been looked at … */
  #looked: number;
  /** … and this is the number of the last delta, which those in step know. */
  #told: number;
  #notBeforeMs = 0;
  #snapshot: Snapshot | null = null;

  constructor(parts: GroupParts) {
    this.#parts = parts;
    this.#looked = parts.shown.seq;
    this.#told = parts.shown.seq;
  }

  get isEmpty(): boolean {
    return this.#inStep.size + this.#behind.size === 0;
  }

  /** Takes a client in that knows nothing, or, in the same view, everything up to `knownSeq`. */
  join(outlet: Outlet, knownSeq = nothing): void {
    const { shown } = this.#parts;
    if (knownSeq > shown.seq || this.#isJammed(outlet)) {
      this.#behind.set(outlet, nothing);
      return;
    }
    const missed = this.#isTold(knownSeq) ? this.#changedAfter(knownSeq) : null;
    if (missed === null || missed.length > deltaLimit) {
      this.#sendSnapshot(outlet);
      return;
    }
    outlet.send(this.#delta(knownSeq, missed));
    this.#inStep.add(outlet);
  }

  /** The site is another: with the next flush everybody is told all of it anew. */
  beginAnew(view: View): void {
    this.#parts = { ...this.#parts, view };
    this.#snapshot = null;
    for (const outlet of [...this.#inStep, ...this.#behind.keys()]) this.#behind.set(outlet, nothing);
    this.#inStep.clear();
    this.#looked = this.#parts.shown.seq;
    this.#told = this.#looked;
  }

  leave(outlet: Outlet): void {
    this.#inStep.delete(outlet);
    this.#behind.delete(outlet);
  }

  /** Whether a client that is behind could be sent something now. */
  canCatchUp(): boolean {
    for (const outlet of this.#behind.keys()) if (!this.#isJammed(outlet)) return true;
    return false;
  }

  /**
   * Sends what changed, if it is time.
   * @param atMs a clock that never goes back
   * @returns when it wants to be called again, by the same clock; infinity when all is told
   */
  flush(atMs: number): number {
    const { shown, minGapMs } = this.#parts;
    const hasNews = this.#looked < shown.seq;
    if (!hasNews && this.#behind.size === 0) return Number.POSITIVE_INFINITY;
    if (atMs < this.#notBeforeMs) return this.#notBeforeMs;
    const changed = hasNews ? this.#changedAfter(this.#looked) : [];
    const told = this.#told;
    this.#looked = shown.seq;
    let isSent = false;
    if (changed.length > 0) {
      this.#told = shown.seq;
      isSent = this.#tell(changed, told);
    }
    // After the others: who was behind is then told up to the same number.
    if (this.#catchUp() || isSent) this.#notBeforeMs = atMs + minGapMs;
    return Number.POSITIVE_INFINITY;
  }

  heartbeat(nowMs: number): void {
    const beat = Buffer.from(JSON.stringify({ type: "heartbeat", seq: this.#told, nowMs }));
    // A client that is behind hears nothing: a beat would tell it a number it has not seen the changes of.
    for (const outlet of this.#inStep) if (!this.#isJammed(outlet)) outlet.send(beat);
  }

  #tell(changed: readonly Slot[], told: number): boolean {
    let message: Buffer | undefined;
    for (const outlet of this.#inStep) {
      if (this.#isJammed(outlet)) {
        this.#inStep.delete(outlet);
        this.#behind.set(outlet, told);
        continue;
      }
      message ??= this.#delta(told, changed);
      outlet.send(message);
    }
    return message !== undefined;
  }

  /** Those behind whose sockets have drained get one message for all of them: what the one furthest behind has missed. */
  #catchUp(): boolean {
    let since = Number.POSITIVE_INFINITY;
    const drained: [Outlet, number][] = [];
    for (const entry of this.#behind) {
      if (this.#isJammed(entry[0])) continue;
      drained.push(entry);
      if (this.#isTold(entry[1])) since = Math.min(since, entry[1]);
    }
    if (drained.length === 0) return false;
    const missed = since === Number.POSITIVE_INFINITY ? [] : this.#changedAfter(since);
    let message: Buffer | undefined;
    for (const [outlet, known] of drained) {
      this.#behind.delete(outlet);
      if (!this.#isTold(known) || missed.length > deltaLimit) {
        this.#sendSnapshot(outlet);
        continue;
      }
      this.#inStep.add(outlet);
      if (missed.length === 0) continue;
      message ??= this.#delta(since, missed);
      outlet.send(message);
    }
    return true;
  }

  /** Whether changes can tell a client what it has missed. */
  #isTold(known: number): boolean {
    return known !== nothing && known >= this.#parts.shown.goneKnownFrom;
  }

  #sendSnapshot(outlet: Outlet): void {
    const { seq, message } = this.#freshSnapshot();
    outlet.send(message);
    if (seq >= this.#looked) this.#inStep.add(outlet);
    else this.#behind.set(outlet, seq);
  }

  #freshSnapshot(): Snapshot {
    const { shown, view, siteJson, bufferLimitBytes, now } = this.#parts;
    const atMs = performance.now();
    const last = this.#snapshot;
    if (last !== null && atMs - last.madeAtMs < shareSnapshotMs)
      if (last.seq === shown.seq || last.message.length > bufferLimitBytes) return last;
    const slots = this.#changedAfter(nothing).reverse();
    const head = `{"type":"snapshot","seq":${shown.seq},"view":"${view.name}","nowMs":${Math.round(now())}`;
    const reach = view.reach === undefined ? "" : `,"reach":${JSON.stringify(view.reach)}`;
    const message = Buffer.from(`${head}${reach},"site":${siteJson(view.site)},${written(slots, true)}}`);
    this.#snapshot = { seq: shown.seq, message, madeAtMs: atMs };
    return this.#snapshot;
  }

  #changedAfter(seq: number): Slot[] {
    const { shown, view } = this.#parts;
    return shown.changedAfter(seq).filter((slot) => view.includes(slot));
  }

  #delta(after: number, slots: readonly Slot[]): Buffer {
    const content = written(slots, false);
    const head = `{"type":"delta","after":${after},"seq":${this.#parts.shown.seq},"nowMs":${Math.round(this.#parts.now())}`;
    return Buffer.from(`${head}${content === "" ? "" : `,${content}`}}`);
  }

  #isJammed(outlet: Outlet): boolean {
    return outlet.bufferedBytes() > this.#parts.bufferLimitBytes;
  }
}
