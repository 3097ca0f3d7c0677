import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { staleTargets } from "../../build/targets.mjs";
import ownPrograms from "../../main/core/run/programs.json" with { type: "json" };

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

const programs = ["core", "command", "simulator"] as const;
const stale = new Set(staleTargets([...programs]).map(({ name }: { name: string }) => name));

/**
 * The file of a program that tests start with Node: as it was compiled, which is what people run and starts in less than
 * half the time, or its source where that was changed since.
 */
export const entryOf = (program: (typeof programs)[number]): string =>
  stale.has(program) ? join(projectRoot, "main", program, "index.ts") : join(projectRoot, "dist", program, "index.mjs");

/** The file of a program that the core starts, likewise. */
export const ownProgramOf = (name: keyof typeof ownPrograms): string => {
  const { source, compiled } = ownPrograms[name];
  const target = compiled.startsWith("simulator/") ? "simulator" : "core";
  return stale.has(target) ? join(projectRoot, source) : join(projectRoot, "dist", compiled);
};

/** The program that looks at an imported map file. */
export const mapImportProgram = ownProgramOf("map-import");
