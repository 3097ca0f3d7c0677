import { z } from "zod";
import { MapEventQuery } from "../camera-events/http.ts";

/** `GET routes.reportMapEvents`, by who may see the wall. */
export const ReportMapEventQuery = z.strictObject({
  /** Since they were made: at most so long ago. */
  withinMs: MapEventQuery.shape.withinMs,
  /** Those that are closed too. */
  closed: z.stringbool().default(false),
});
