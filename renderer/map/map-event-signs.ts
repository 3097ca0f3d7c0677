import type { CameraEventKind } from "#contract/entities/camera-event.ts";

/**
 * What each kind is told by: its form, in a drop whose tip stands on the place. Kinds in the order of what a room wants to see
 * first; a mark that stands for several has the sign of the first of them.
 */
export const mapEventSigns: Record<CameraEventKind, string> = {
  smoke:
    "M-0.5 0.75 C-0.95 0.25 -0.05 -0.25 -0.5 -0.75 M0 0.75 C-0.45 0.25 0.45 -0.25 0 -0.75 M0.5 0.75 C0.05 0.25 0.95 -0.25 0.5 -0.75",
  intrusion: "M0.1 -0.75 H0.75 V0.75 H0.1 M-0.8 0 H0.25 M-0.1 -0.38 L0.28 0 L-0.1 0.38",
  "wrong-way": "M-0.38 0.75 V-0.7 M-0.72 -0.3 L-0.38 -0.75 L-0.04 -0.3 M0.38 -0.75 V0.7 M0.04 0.3 L0.38 0.75 L0.72 0.3",
  crowd:
    "M-0.2 -0.4 a0.2 0.2 0 1 0 0.4 0 a0.2 0.2 0 1 0 -0.4 0 M-0.35 0.7 V0.35 A0.35 0.35 0 0 1 0.35 0.35 V0.7 M-0.75 -0.1 a0.14 0.14 0 1 0 0.28 0 a0.14 0.14 0 1 0 -0.28 0 M-0.85 0.7 V0.45 M0.47 -0.1 a0.14 0.14 0 1 0 0.28 0 a0.14 0.14 0 1 0 -0.28 0 M0.85 0.7 V0.45",
  other: "M0 -0.75 V0.2 M0 0.65 V0.72",
  plate: "M-0.85 -0.4 H0.85 V0.4 H-0.85 z M-0.5 0 H0.5",
};

const kinds = Object.keys(mapEventSigns) as CameraEventKind[];

/** The higher the worse; what several stand behind one mark have is the highest of theirs. */
export const rankOf = (kind: CameraEventKind): number => kinds.length - kinds.indexOf(kind);
/** Each kind with its rank. */
export const rankedKinds = kinds.map((kind) => ({ kind, rank: rankOf(kind) }));

/** A platform's word that nobody has confirmed yet: only what would not wait for that has the colour of an alarm. */
export function toneOf(kind: CameraEventKind): "alarm" | "attention" | "text" {
  if (kind === "smoke") return "alarm";
  return kind === "other" || kind === "plate" ? "text" : "attention";
}
