import { borderGates } from "./border-gates/platform.ts";
import { citizens } from "./citizens/platform.ts";
import { documents } from "./documents/platform.ts";
import { environment } from "./environment/platform.ts";
import { oneStop } from "./one-stop/platform.ts";
import type { Sector } from "./sector.ts";
import { statistics } from "./statistics/platform.ts";
import { treasury } from "./treasury/platform.ts";

/** Every sector whose platforms are simulated, a line each. */
// biome-ignore format: a line each.
export const sectors: readonly Sector[] = [
  borderGates,
  citizens,
  documents,
  environment,
  oneStop,
  statistics,
  treasury,
];
