import { extname } from "node:path";
import { openPromise } from "yauzl";
import { CodedError } from "#contract/errors.ts";
import { bytesPerMb, unpackedLimitMb } from "./inspection.ts";

const mostEntries = 200;

export type Part = { name: string; bytes: Buffer };

/**
 * The files of a zip with some extensions, read into memory. What is counted is what really comes out, whatever the zip
 * says of itself.
 * @throws CodedError map.zip-too-large, map.unreadable
 */
export async function unpack(file: string, name: string, extensions: readonly string[]): Promise<Part[]> {
  const tooLarge = () => new CodedError("map.zip-too-large", { name, limitMb: unpackedLimitMb });
  const parts: Part[] = [];
  let left = unpackedLimitMb * bytesPerMb;
  try {
    const zip = await openPromise(file, { lazyEntries: true, validateEntrySizes: true });
    try {
      if (zip.entryCount > mostEntries) throw tooLarge();
      for await (const entry of zip.eachEntry()) {
        const isJunk = entry.fileName.startsWith("__MACOSX/");
        if (isJunk || !extensions.includes(extname(entry.fileName).toLowerCase())) continue;
        if (entry.uncompressedSize > left) throw tooLarge();
        const chunks: Buffer[] = [];
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          const bytes = chunk as Buffer;
          left -= bytes.length;
          if (left < 0) throw tooLarge();
          chunks.push(bytes);
        }
        parts.push({ name: entry.fileName, bytes: Buffer.concat(chunks) });
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError("map.unreadable", { name, detail: error instanceof Error ? error.message : "zip" });
  }
  return parts;
}
