import { constants } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import path from "node:path";
import { type SiteFile, SiteFileName, type SiteFileType, siteFileLimitBytes } from "#contract/entities/site-file.ts";
import { CodedError } from "#contract/errors.ts";

/** More names than a person chooses from; further ones can be shown, but are not listed. */
const mostListed = 500;

const typesByEnding: Record<string, SiteFileType> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".pdf": "application/pdf",
};
export const endings = Object.keys(typesByEnding);

/** By what a file begins with: its name alone says nothing. */
function typeOf(head: Buffer): SiteFileType | undefined {
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "image/png";
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "image/jpeg";
  if (head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  if (head.toString("latin1", 0, 5) === "%PDF-") return "application/pdf";
  return undefined;
}

export type OpenedFile = SiteFile & { handle: FileHandle };

export type SiteFiles = {
  /** Those that can be shown, by name; of two of one name that of the first folder. */
  list(): Promise<SiteFile[]>;
  /**
   * Opens one; whoever is given the handle closes it.
   * @throws CodedError site-file.unknown, .too-large, .unsupported
   */
  open(name: string): Promise<OpenedFile>;
};

/**
 * The pictures and documents that a site wants to show.
 * @param folders looked through in this order; each may be missing. What lies in folders below is not shown
 */
export function createSiteFiles(folders: readonly string[]): SiteFiles {
  const openIn = async (folder: string, name: string): Promise<OpenedFile | undefined> => {
    let handle: FileHandle;
    try {
      // A link could lead anywhere on the machine; a pipe would never end.
      handle = await open(path.join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch {
      return undefined;
    }
    try {
      const { size, mtimeMs, isFile } = await handle.stat().then((stat) => ({
        size: stat.size,
        mtimeMs: stat.mtimeMs,
        isFile: stat.isFile(),
      }));
      if (!isFile) return await closed(handle);
      if (size > siteFileLimitBytes)
        throw new CodedError("site-file.too-large", { name, limitMb: siteFileLimitBytes / 1024 / 1024 });
      const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
      const type = typeOf(buffer);
      if (type === undefined) throw new CodedError("site-file.unsupported", { name });
      return { name, type, bytes: size, changedAtMs: Math.round(mtimeMs), handle };
    } catch (error) {
      await handle.close();
      throw error;
    }
  };

  const openAnywhere = async (name: string): Promise<OpenedFile> => {
    if (!SiteFileName.safeParse(name).success) throw new CodedError("site-file.unknown", { name: name.slice(0, 120) });
    for (const folder of folders) {
      const file = await openIn(folder, name);
      if (file !== undefined) return file;
    }
    throw new CodedError("site-file.unknown", { name });
  };

  return {
    open: openAnywhere,
    async list() {
      const names = new Set<string>();
      for (const folder of folders)
        for (const name of await readdir(folder).catch(() => [] as string[]))
          if (names.size < mostListed && path.extname(name).toLowerCase() in typesByEnding) names.add(name);
      const files: SiteFile[] = [];
      for (const name of [...names].sort((one, other) => one.localeCompare(other, "vi"))) {
        const opened = await openAnywhere(name).catch(() => undefined);
        if (opened === undefined) continue;
        const { handle, ...file } = opened;
        await handle.close();
        files.push(file);
      }
      return files;
    },
  };
}

const closed = async (handle: FileHandle): Promise<undefined> => {
  await handle.close();
  return undefined;
};
