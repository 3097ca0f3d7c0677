import { z } from "zod";
import { ScoreDefinition } from "#contract/source-scores/score.ts";
import definitions from "./definitions.json" with { type: "json" };

let parsed: readonly ScoreDefinition[] | undefined;

/** How sources are judged on a day of the site: dated data with its source, the oldest first. Before the first it is the first. */
export function definitionOn(day: string): ScoreDefinition {
  parsed ??= z.array(ScoreDefinition).min(1).parse(definitions);
  return (parsed.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? parsed[0]) as ScoreDefinition;
}
