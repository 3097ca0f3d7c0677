import { readFile } from "node:fs/promises";
import path from "node:path";
import { NationalDays } from "#contract/calendar/national.ts";

/**
 * The laws and notices that come with the program.
 * @param assetsFolder the program's own, with `calendar/vietnam.json`
 * @throws what reading a file throws, ZodError: the program is not whole
 */
export async function readNationalDays(assetsFolder: string): Promise<NationalDays> {
  const file = path.join(assetsFolder, "calendar", "vietnam.json");
  return NationalDays.parse(JSON.parse(await readFile(file, "utf8")));
}
