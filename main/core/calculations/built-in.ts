import { z } from "zod";
import { Edition } from "#contract/calculations/edition.ts";
import borderGates from "./editions/border-gates.json" with { type: "json" };
import plan from "./editions/plan.json" with { type: "json" };
import rates from "./editions/rates.json" with { type: "json" };
import serviceScore from "./editions/service-score.json" with { type: "json" };
import vnAqi from "./editions/vn-aqi.json" with { type: "json" };
import water from "./editions/water.json" with { type: "json" };

let parsed: readonly Edition[] | undefined;

/** The program's own editions: dated data with its source, not code. Parsed when they are first asked for. */
export function builtInEditions(): readonly Edition[] {
  parsed ??= z.array(Edition).parse([...borderGates, ...plan, ...rates, ...serviceScore, ...vnAqi, ...water]);
  return parsed;
}
