import { z } from "zod";
import { Day, EpochMs } from "../entities/time.ts";
import { ScoreDefinition, ScoreMark, SourceScore, UnitScore } from "./score.ts";

/** `GET /api/source-scores`: how good the data of each source and each unit is. */
export const SourceScores = z.strictObject({
  /** From which day on, and up to and with which, days are judged together; the days before are as many. */
  from: Day,
  to: Day,
  asOfMs: EpochMs,
  sources: z.array(SourceScore).max(500),
  units: z.array(UnitScore).max(500),
  weights: z.record(ScoreMark, z.number()),
  definition: ScoreDefinition,
});
export type SourceScores = z.infer<typeof SourceScores>;
