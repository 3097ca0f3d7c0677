import { fromBufferPromise, openPromise } from "yauzl";

export type Part = { name: string; bytes: Buffer };
export type UnzipLimits = { mostEntries: number; mostBytes: number };

/** A zip holds more than was allowed; what came out until then is let go. */
export class UnpacksToTooMuch extends Error {}

/**
 * The wanted files of a zip, read into memory. What counts is what really comes out: the sizes that a zip tells of itself are
 * its writer's word, and so is that its files lie one after another.
 * @param zip a file's path, or its bytes
 * @throws UnpacksToTooMuch, and Error when it is no zip, or one whose two kinds of headers contradict one another
 */
export async function unzip(
  zip: string | Buffer,
  isWanted: (name: string) => boolean,
  { mostEntries, mostBytes }: UnzipLimits,
): Promise<Part[]> {
  const options = { lazyEntries: true, validateEntrySizes: true };
  const opened = await (typeof zip === "string" ? openPromise(zip, options) : fromBufferPromise(zip, options));
  const parts: Part[] = [];
  const starts = new Set<number>();
  let left = mostBytes;
  try {
    if (opened.entryCount > mostEntries) throw new UnpacksToTooMuch(`> ${mostEntries}`);
    for await (const entry of opened.eachEntry()) {
      if (!isWanted(entry.fileName)) continue;
      if (entry.uncompressedSize > left) throw new UnpacksToTooMuch(`> ${mostBytes / 1e6} MB`);
      const local = await opened.readLocalFileHeaderPromise(entry);
      // Another program would unpack something else under this name, or the same data again and again.
      if (!local.fileName.equals(entry.fileNameRaw) || starts.has(local.fileDataStart)) throw new Error("ZIP: PK?");
      starts.add(local.fileDataStart);
      const chunks: Buffer[] = [];
      for await (const chunk of await opened.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        left -= bytes.length;
        if (left < 0) throw new UnpacksToTooMuch(`> ${mostBytes / 1e6} MB`);
        chunks.push(bytes);
      }
      parts.push({ name: entry.fileName, bytes: Buffer.concat(chunks) });
    }
  } finally {
    opened.close();
  }
  return parts;
}
