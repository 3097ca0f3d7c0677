import type { Sector } from "../sector.ts";
import { citizenReports } from "./citizen-reports.ts";

/** Citizens' reports, as Open311 GeoReport v2 answers. */
export const citizens: Sector = async ({ answer }) => {
  answer("/open311/v2/requests.json", citizenReports);
  return { stop() {} };
};
