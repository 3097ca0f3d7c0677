import { statfsSync } from "node:fs";
import Database from "better-sqlite3";
import { CodedError } from "#contract/errors.ts";

/** Some file systems say "I/O error" where they mean "full"; with less than this left, full it is. */
const almostNothingBytes = 256 * 1024;

const codeOf = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : "");

const detailOf = (error: unknown): string => {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === "" ? message : `${message} (${code})`;
};

export const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error));
export const isNotADatabase = (error: unknown): boolean => codeOf(error) === "SQLITE_NOTADB";
export const isCorrupt = (error: unknown): boolean => codeOf(error).startsWith("SQLITE_CORRUPT");

/** @returns store.full or store.failed for an error of a write into the database of `folder` */
export function writeFailure(error: unknown, folder: string): CodedError {
  if (error instanceof CodedError) return error;
  const code = codeOf(error);
  const isFull =
    code === "SQLITE_FULL" ||
    (error as NodeJS.ErrnoException | null)?.code === "ENOSPC" ||
    (/^SQLITE_(?:IOERR|CANTOPEN)/.test(code) && freeBytes(folder) < almostNothingBytes);
  return isFull
    ? new CodedError("store.full", { folder }, { cause: error })
    : new CodedError("store.failed", { folder, detail: detailOf(error) }, { cause: error });
}

/** @returns what does a write into the database of `folder`; rejects with store.full or store.failed */
export const writesTo =
  (folder: string) =>
  async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw writeFailure(error, folder);
    }
  };

/** @returns what to say when a database cannot be opened */
export function openFailure(error: unknown, file: string, folder: string): CodedError {
  if (error instanceof CodedError) return error;
  if (isBusy(error)) return new CodedError("store.locked", { file }, { cause: error });
  if (isNotADatabase(error)) return new CodedError("store.foreign", { file }, { cause: error });
  if (isCorrupt(error)) return new CodedError("store.damaged", { file, detail: detailOf(error) }, { cause: error });
  const code = codeOf(error) || ((error as NodeJS.ErrnoException | null)?.code ?? "");
  const failure = writeFailure(error, folder);
  if (failure.code === "store.full") return failure;
  if (/^(?:SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT)/.test(code))
    return new CodedError("data.not-writable", { folder }, { cause: error });
  return failure;
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** For what a start writes and can do without. @throws every error but that of a full disk */
export function unlessFull(error: unknown): void {
  if (!(error instanceof CodedError && error.code === "store.full")) throw error;
}
