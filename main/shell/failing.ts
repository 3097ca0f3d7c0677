import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { app, type BrowserWindow, dialog } from "electron";
import type { CodedMessage } from "#contract/coded-message.ts";
import { settingsFile } from "../installed/settings-file.ts";
import type { Options } from "./options.ts";
import { say } from "./words.ts";

/** Whoever starts a kiosk again does not wait for somebody to close what it said. */
const kioskReadsForMs = 60_000;
/** A dialog does not scroll; `ioc doctor` tells all that is wrong with a profile. */
const mostLines = 14;
/** The window that the dialog stood over still has to hear that it has gone: ended at once, Electron crashes (SIGSEGV; see compat.ts). */
const letGoMs = 100;

/**
 * Says why the program cannot go on, and ends it: to whoever reads its stderr, and without such a one in a dialog.
 * @param told undefined: nobody knows why
 * @param parent a window that would cover the dialog otherwise
 */
export async function failWith(
  exitCode: number,
  told: CodedMessage | undefined,
  options: Pick<Options, "language" | "hasTerminal" | "isKiosk" | "dataFolder">,
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
  const log = options.dataFolder ? path.join(options.dataFolder, "core.log") : say("logPlace", language);
  const more = say("fatalMore", language, { settings: settingsFile(process.env), log });
  const title = say("fatal", language);
  const box = {
    ...{ type: "error" as const, title, message: title, detail: `${shortened(text)}\n\n${more}` },
    ...{ buttons: [say("close", language)], noLink: true, signal: over.signal },
  };
  await (parent === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box)).catch(() => {});
  clearTimeout(timer);
  await pause(letGoMs);
  app.exit(exitCode);
}

function shortened(text: string): string {
  const lines = text.split("\n");
  return lines.length <= mostLines ? text : [...lines.slice(0, mostLines - 1), "  …"].join("\n");
}
