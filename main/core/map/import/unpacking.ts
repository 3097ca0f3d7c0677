import { extname } from "node:path";
import { CodedError } from "#contract/errors.ts";
import { type Part, UnpacksToTooMuch, unzip } from "../../zips/unzipping.ts";
import { bytesPerMb, unpackedLimitMb } from "./inspection.ts";

const limits = { mostEntries: 200, mostBytes: unpackedLimitMb * bytesPerMb };

/**
 * The files of a zip with some extensions, read into memory.
 * @throws CodedError map.zip-too-large, map.unreadable
 */
export async function unpack(file: string, name: string, extensions: readonly string[]): Promise<Part[]> {
  const isWanted = (part: string): boolean =>
    !part.startsWith("__MACOSX/") && extensions.includes(extname(part).toLowerCase());
  try {
    return await unzip(file, isWanted, limits);
  } catch (error) {
    if (error instanceof UnpacksToTooMuch)
      throw new CodedError("map.zip-too-large", { name, limitMb: unpackedLimitMb });
    throw new CodedError("map.unreadable", { name, detail: error instanceof Error ? error.message : "zip" });
  }
}
