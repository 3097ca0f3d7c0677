import type { Behaviour } from "./peer.ts";

/** What can go wrong, by the words of the issue. */
export const faults = [
  "time-out",
  "garbage",
  "1 GB answer",
  "500",
  "429 with Retry-After",
  "redirect to another host",
  "refused account",
  "slow drip",
  "reset in the middle",
  "closed at once",
] as const;
export type Fault = (typeof faults)[number];

export type Expected = { state: "failing" | "refused" | "mis-mapped"; codes: readonly string[] };

/** How a connector speaks, how its peer does well, and each thing that peer can do wrong, with what the source must say. */
export type Protocol = {
  /** The line begins in clear and the client asks for TLS on it. */
  isTlsAskedFor?: boolean;
  source(host: string, isTls: boolean): Record<string, unknown>;
  /** Gives the value once a connection; keeps the line open where the protocol does. */
  success(value: () => number): Behaviour;
  faults: Partial<Record<Fault, { behaviour: Behaviour; expected: Expected }>>;
};
