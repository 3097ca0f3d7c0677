import type { SourcesOptions } from "../../../../main/core/connectors/sources.ts";

/** Of a site without a camera platform. */
export const noCameraEvents: SourcesOptions["cameraEvents"] = {
  accept() {
    throw new Error("no source of this site gives events");
  },
  refusalOf: () => null,
  lastAtMs: new Map(),
};
