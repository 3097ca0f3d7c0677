import { app, type BrowserWindow, dialog } from "electron";
import type { CodedMessage } from "#contract/coded-message.ts";
import type { Options } from "./options.ts";
import { say } from "./words.ts";

/** Whoever starts a kiosk again does not wait for somebody to close what it said. */
const kioskReadsForMs = 60_000;

/**
 * Says why the program cannot go on, and ends it: to whoever reads its stderr, and without such a one in a dialog.
 * @param told undefined: nobody knows why
 * @param parent a window that would cover the dialog otherwise
 */
export async function failWith(
  exitCode: number,
  told: CodedMessage | undefined,
  options: Pick<Options, "language" | "hasTerminal" | "isKiosk">,
  parent?: BrowserWindow,
): Promise<void> {
  const { language } = options;
  const { sentence } = await import("#contract/errors.ts");
  const text = told ? sentence(told, language) : say("fatal", language);
  process.stderr.write(`ioc: ${text.replaceAll("\n", "\nioc: ")}\n`);
  if (options.hasTerminal) return app.exit(exitCode);
  await app.whenReady();
  const over = new AbortController();
  const timer = options.isKiosk ? setTimeout(() => over.abort(), kioskReadsForMs) : undefined;
  const box = {
    ...{ type: "error" as const, title: say("fatal", language), message: say("fatal", language), detail: text },
    ...{ buttons: [say("close", language)], noLink: true, signal: over.signal },
  };
  await (parent === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box)).catch(() => {});
  clearTimeout(timer);
  app.exit(exitCode);
}
