import { crossedThreshold } from "#contract/entities/crossing.ts";
import type { Threshold } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { MarkShape } from "../ui/Mark.tsx";

/** What colour is kept for. "normal" is grey and white. */
export type Tone = "normal" | "attention" | "alarm";

/** The threshold that a reading has crossed; undefined while it is normal, has no number, or there is none. */
export function crossedBy(reading: Reading | undefined, thresholds: readonly Threshold[]): Threshold | undefined {
  return typeof reading?.value === "number" ? crossedThreshold(thresholds, reading.value) : undefined;
}

export const toneOf = (threshold: Threshold | undefined): Tone => threshold?.level ?? "normal";

/** The shape that goes with a tone. */
export const markOf = (tone: Tone): MarkShape => (tone === "alarm" ? "alarm" : tone === "attention" ? "up" : "none");
