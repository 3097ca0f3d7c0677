import { join } from "node:path";
import { createImportHistory, type ImportHistory } from "../tables/import-history.ts";
import type { Imports } from "../tables/imported-file.ts";
import { layOver } from "./documents.ts";

/** What was imported into the lists of a profile, by the profile's key for each. */
export const importsOf = (dataFolder: string): Record<keyof Imports, ImportHistory> => ({
  indicators: createImportHistory({
    ...{ folder: join(dataFolder, "catalogue"), key: "indicators", notWritable: "catalogue.not-writable" },
    laid: (_own, over) => [...over],
  }),
  cameras: createImportHistory({
    ...{ folder: join(dataFolder, "camera-list"), key: "cameras", notWritable: "camera-list.not-writable" },
    laid: (own, over) => layOver(own, over).map(({ item }) => item),
  }),
});

/** Those that lie over the profile, as an older program has left them. */
export async function currentImports(dataFolder: string): Promise<Imports> {
  const { indicators, cameras } = importsOf(dataFolder);
  const [overIndicators, overCameras] = await Promise.all([indicators.waitingFile(), cameras.waitingFile()]);
  return { indicators: overIndicators, cameras: overCameras };
}
