import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * What a pack tells the simulator of its sector, in `simulator.yaml`: names, numbers and events of made-up days.
 * @param packsFolder of all packs; undefined: there are none
 * @returns as it is written; undefined where there is none. Rejects for a file that cannot be read or is no YAML
 */
export async function readScript(packsFolder: string | undefined, pack: string): Promise<unknown> {
  if (packsFolder === undefined) return undefined;
  const text = await readFile(join(packsFolder, pack, "simulator.yaml"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    },
  );
  return text === undefined ? undefined : (parse(text) as unknown);
}
