import type { UnknownLinesLimits } from "./unknown-lines.ts";
import type { UnverifiedBodiesLimits } from "./unverified-bodies.ts";

/** A picture of the wall, base64, and its envelope: the largest message of any line. */
export const pictureLimitBytes = 91_000_000;

/** Stated so that tests can reach them; each has its default where it is used. */
export type Limits = {
  requestsPerMinute?: number;
  refusalsPerMinute?: number;
  requestWithinMs?: number;
  liveClients?: number;
  /** Further ones that only this machine's own windows and shell may be. */
  keptLiveClients?: number;
  helloWithinMs?: number;
  pingEveryMs?: number;
  unverifiedBodies?: UnverifiedBodiesLimits;
  unknownLines?: UnknownLinesLimits;
  lookAtCertificatesEveryMs?: number;
};
