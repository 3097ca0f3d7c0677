import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { staleTargets } from "../../build/targets.mjs";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

const programs = ["core", "command", "simulator"] as const;
const stale = new Set(staleTargets([...programs]).map(({ name }: { name: string }) => name));

/**
 * The file of a program that tests start with Node: as it was compiled, which is what people run and starts in less than
 * half the time, or its source where that was changed since.
 */
export const entryOf = (program: (typeof programs)[number]): string =>
  stale.has(program) ? join(projectRoot, "main", program, "index.ts") : join(projectRoot, "dist", program, "index.mjs");

/** The program that looks at an imported map file, likewise. */
export const mapImportProgram = join(
  projectRoot,
  stale.has("core") ? "main/core/map/import/worker.ts" : "dist/core/map-import.mjs",
);
