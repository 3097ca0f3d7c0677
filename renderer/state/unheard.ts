import { useNow } from "./clock.ts";
import { useConnection, useKeptAt } from "./connection.ts";
import { useWallPart } from "./wall.ts";

/** A core that restarts is back well before this. */
const toldAfterMs = 1_500;

/**
 * As of when what stands on the page is, where nothing newer can come: the core, or the one whose wall this machine shows, is not
 * heard. @returns epoch ms on the core's clock; null while it is heard, NaN where nobody knows as of when
 */
export function useUnheardSince(): number | null {
  const connection = useConnection();
  const keptAtMs = useKeptAt();
  const cutMs = useWallPart((wall) => (wall?.following?.state === "cut" ? wall.following.sinceMs : null));
  const sinceMs = keptAtMs ?? (connection.phase === "lost" ? connection.sinceMs : cutMs);
  const isTold = useNow((nowMs) => keptAtMs !== null || (sinceMs !== null && nowMs - sinceMs >= toldAfterMs));
  if (connection.phase === "refused" && keptAtMs === null) return Number.NaN;
  return isTold ? sinceMs : null;
}
