import type { SourcesOptions } from "../../../../main/core/connectors/sources.ts";

/** Of a site without a camera platform. */
export const noCameraEvents: SourcesOptions["cameraEvents"] = {
  accept() {
    throw new Error("no source of this site gives events");
  },
  refusalOf: () => null,
  lastAtMs: new Map(),
};

/** Of a site where no platform tells of citizens' reports. */
export const noCitizenReports: SourcesOptions["citizenReports"] = {
  accept() {
    throw new Error("no source of this site gives reports of citizens");
  },
  admit: () => ({ refused: { code: "citizen-report.no-id", params: {} } }),
  lastAtMs: new Map(),
};
