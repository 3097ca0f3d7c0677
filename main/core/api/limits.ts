import type { UnknownLinesLimits } from "../live/unknown-lines.ts";
import type { UnverifiedBodiesLimits } from "./unverified-bodies.ts";

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
};
