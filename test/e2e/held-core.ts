import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";

/** A Node that starts the core only when it is let go. */
export async function holdCore(folder: string, name: string) {
  const gate = path.join(folder, `${name}.go`);
  const program = path.join(folder, `${name}.sh`);
  await writeFile(
    program,
    `#!/bin/sh\nwhile [ ! -e '${gate}' ]; do sleep 0.05; done\nexec '${process.execPath}' "$@"\n`,
  );
  await chmod(program, 0o755);
  return { env: { IOC_NODE: program }, letGo: () => writeFile(gate, "") };
}

export const waitingWords = "Đang kết nối máy chủ";
export const keptWords = /Đang kết nối máy chủ · số liệu lần cuối lúc \d\d:\d\d/;
export const body = (page: Page) => page.locator("body");
