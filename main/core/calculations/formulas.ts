import { truckHoursLost, waitingTime } from "./border-gates.ts";
import type { AnyFormula } from "./formula.ts";
import { planOutlook } from "./plan-outlook.ts";
import { vnAqiDaily, vnAqiHourly } from "./vn-aqi.ts";
import { hoursToLevel, rainTotal, waterRise, waterStage } from "./water-level.ts";
import { weightedRatios } from "./weighted-ratios.ts";
import { weightedSum } from "./weighted-sum.ts";

/** All formulas there are, by the name that editions know them by. A name never gets another meaning. */
export const formulas: Readonly<Record<string, AnyFormula>> = {
  "weighted-ratios": weightedRatios,
  "weighted-sum": weightedSum,
  "vn-aqi-hourly": vnAqiHourly,
  "vn-aqi-daily": vnAqiDaily,
  "waiting-time": waitingTime,
  "truck-hours-lost": truckHoursLost,
  "water-rise": waterRise,
  "hours-to-level": hoursToLevel,
  "water-stage": waterStage,
  "rain-total": rainTotal,
  "plan-outlook": planOutlook,
};
