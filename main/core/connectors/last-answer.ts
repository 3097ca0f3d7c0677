import type { LastAnswer } from "#contract/entities/source.ts";
import { LastAnswer as LastAnswerSchema } from "#contract/entities/source.ts";
import type { Mask } from "../outbound/mask.ts";

/** Of one answer so much is kept: enough to see its shape. With 500 sources that is 32 MB at most. */
export const keptBytes = 64 * 1024;
const memoryKey = "·last-answer";
/** A source in trouble may answer many times a second; its last answer is written down at most this often. */
const writeEveryMs = 10_000;

type Memory = { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };

export type AnswerKeeper = {
  /** @param bytes of all of it, where `raw` is only its beginning */
  keep(raw: Uint8Array | string, from: string, bytes?: number): void;
  /** The last one could not be used: it is written down, so that it can be looked at after a restart too. */
  onUnusable(): void;
  /** Of this run, else the last one that was written down; null when nothing ever came. Masked. */
  last(): Promise<LastAnswer | null>;
};

/** The beginning of the last raw thing that a source sent. */
export function createAnswerKeeper(options: {
  mask: Mask;
  memory: Memory;
  /** What nobody is to see of it, taken out. Nothing of such a source is written down, and what was before goes. */
  hide?: ((text: string) => string) | undefined;
  now(): number;
}): AnswerKeeper {
  const { mask, memory, hide, now } = options;
  let kept: { atMs: number; from: string; bytes: number; head: Buffer } | null = null;
  let writtenAtMs = Number.NEGATIVE_INFINITY;

  const textOf = (head: Buffer): string => {
    const text = mask.over(head.toString("utf8"));
    return hide === undefined ? text : hide(text);
  };
  const forget = async (): Promise<void> => {
    if ((await memory.get(memoryKey)) !== undefined) await memory.set(memoryKey, "null");
  };
  // Until somebody said what it tells, its answers were kept as those of any other source.
  if (hide !== undefined) forget().catch(() => {});

  const view = (): LastAnswer | null =>
    kept === null
      ? null
      : {
          atMs: kept.atMs,
          from: mask.over(kept.from),
          bytes: kept.bytes,
          text: textOf(kept.head),
        };

  return {
    keep(raw, from, bytes = typeof raw === "string" ? Buffer.byteLength(raw) : raw.length) {
      // Copied, so that a large answer is not held by the part of it that is kept.
      const head =
        typeof raw === "string"
          ? Buffer.from(raw.slice(0, keptBytes)).subarray(0, keptBytes)
          : Buffer.from(raw.subarray(0, keptBytes));
      kept = { atMs: now(), from, bytes, head };
    },
    onUnusable() {
      const answer = view();
      if (hide !== undefined || answer === null || now() - writtenAtMs < writeEveryMs) return;
      writtenAtMs = now();
      // Only diagnosis is lost when it cannot be written; the store tells its own trouble.
      memory.set(memoryKey, JSON.stringify(answer)).catch(() => {});
    },
    async last() {
      const answer = view();
      if (answer !== null || hide !== undefined) return answer;
      const written = await memory.get(memoryKey);
      const parsed = LastAnswerSchema.safeParse(written === undefined ? null : JSON.parse(written));
      return parsed.success ? parsed.data : null;
    },
  };
}
