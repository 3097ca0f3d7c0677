import type { App } from "electron";
import { type ConsoleMessage, consoleMessage } from "./compat.ts";

/** Of one page; a fault that comes with every frame says no more the thousandth time. */
const mostAMinute = 20;
/** A page's stack trace, without the page's whole data in it. */
const mostLetters = 1_000;

/**
 * Makes the log of one page: what it complains of as one line each.
 * @param page what it is called there
 * @param write takes a line with its end
 * @returns to be told everything the page says; passes over what is no error
 */
export function createPageLog(page: string, write: (line: string) => void, now: () => number = Date.now) {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (told: ConsoleMessage, oldLevel?: unknown, oldMessage?: unknown): void => {
    const said = consoleMessage(told, oldLevel, oldMessage);
    if (said?.isError !== true) return;
    const nowMs = now();
    if (nowMs - sinceMs >= 60_000) [sinceMs, count] = [nowMs, 0];
    count += 1;
    if (count > mostAMinute) return;
    // The log's lines that begin with a certain word go to people, and what follows a "?" in an address may be an account's key.
    const text = said.text
      .slice(0, mostLetters)
      .replace(/\s*[\r\n]+\s*/g, " | ")
      .replace(/\?[^\s'"]+/g, "?…");
    const rest = count === mostAMinute ? " (no more within this minute)" : "";
    write(`${new Date(nowMs).toISOString()} ${page}: ${text}${rest}\n`);
  };
}

/** Has the errors of all pages of this program written to its log; not those of pages of the net in tiles. */
export function logPages(app: App): void {
  app.on("web-contents-created", (_created, contents) => {
    if (contents.getType() !== "window") return;
    const log = createPageLog(`page ${contents.id}`, (line) => process.stderr.write(line));
    contents.on("console-message", log as (event: ConsoleMessage) => void);
  });
}
