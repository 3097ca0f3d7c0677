import { z } from "zod";
import { Id } from "../entities/text.ts";
import { AskedMs, EpochMs } from "../entities/time.ts";
import { Forecast } from "./forecast.ts";

/** `GET /api/forecasts`: of each series the forecast that was issued last. 404 `forecast.unknown`: the indicator is not forecast. */
export const ForecastsQuery = z.strictObject({
  indicator: Id.optional(),
  place: Id.optional(),
  /** As it stood at this moment, with its error measured up to then; now when absent. */
  asOfMs: AskedMs.optional(),
});

export const Forecasts = z.strictObject({ asOfMs: EpochMs, forecasts: z.array(Forecast) });
export type Forecasts = z.infer<typeof Forecasts>;
