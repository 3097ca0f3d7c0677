import { join } from "node:path";
import { createImportFiles, type ImportFiles } from "../tables/import-files.ts";
import type { Imports } from "../tables/imported-file.ts";

/** Where imported tables lie in a data folder. */
export const importsOf = (dataFolder: string): Record<keyof Imports, ImportFiles> => ({
  indicators: createImportFiles(join(dataFolder, "catalogue"), "indicators", {
    notWritable: "catalogue.not-writable",
    nothingToUndo: "catalogue.nothing-to-undo",
  }),
  cameras: createImportFiles(join(dataFolder, "camera-list"), "cameras", {
    notWritable: "camera-list.not-writable",
    nothingToUndo: "camera-list.nothing-to-undo",
  }),
});

/** Those of them that count now. */
export async function currentImports(dataFolder: string): Promise<Imports> {
  const files = importsOf(dataFolder);
  const [indicators, cameras] = await Promise.all([files.indicators.current(), files.cameras.current()]);
  return { indicators, cameras };
}
