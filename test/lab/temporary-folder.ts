import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder extends AsyncDisposable {
  /** Absolute path. */
  readonly path: string;
  /** Deletes the folder with all in it; twice does no harm. */
  remove(): Promise<void>;
}

/** Folders that no test removed; taken away when the test process ends, so that a failed test leaves nothing behind. */
const left = new Set<string>();
process.once("exit", () => {
  for (const path of left) rmSync(path, { recursive: true, force: true });
});

/** A new empty folder of its own. Use `await using folder = await temporaryFolder()`, or call `remove()`. */
export async function temporaryFolder(name = "ioc-test"): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), `${name}-`)));
  left.add(path);
  const remove = async () => {
    // A process that is just ending may still write into it.
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    left.delete(path);
  };
  return { path, remove, [Symbol.asyncDispose]: remove };
}

/** The same for code that cannot wait, such as a module's top level; it goes when the test process ends. */
export function lastingTemporaryFolder(name = "ioc-test"): string {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  left.add(path);
  return path;
}
