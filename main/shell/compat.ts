/*
 * What the shell does for Electron 25 (Node 18, Chrome 114) alone, each with the version of Electron it goes with; see
 * build/compat.mjs.
 */

/**
 * The shell's line to the core: Node has no WebSocket of its own before 22.
 * Goes with Electron 35 (Node 22.14). Its own has neither `terminate` nor `maxPayload`.
 */
export { default as WebSocket } from "ws";

/**
 * `URL.parse`, which Node has since 22.1.
 * Goes with Electron 35 (Node 22.14).
 */
export function parsedUrl(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** As Electron tells it in its event, or an older one in arguments of their own, by number. */
export type ConsoleMessage = { message?: unknown; level?: unknown };

/**
 * What a page said, and whether it is an error. @returns undefined where it is no text
 * Goes with Electron 35, which tells both in the event.
 */
export function consoleMessage(
  told: ConsoleMessage,
  oldLevel: unknown,
  oldMessage: unknown,
): { text: string; isError: boolean } | undefined {
  const text = told.message ?? oldMessage;
  return typeof text === "string" ? { text, isError: told.level === "error" || oldLevel === 3 } : undefined;
}

/**
 * What cannot be taken out of its place; `mark` stands there. `goesWith` is a version of Electron; null: seen with Electron 25, and
 * not tried with a newer one, so its owner looks with each version that ships.
 */
export const elsewhere: readonly { file: string; mark: string; what: string; goesWith: number | null }[] = [
  {
    file: "main/shell/wall-window.ts",
    mark: "#redrawSoon(): void",
    what: "A window of several monitors that was cut keeps a white ground on X11 until it gets another size.",
    goesWith: null,
  },
  {
    file: "main/shell/failing.ts",
    mark: "const letGoMs = ",
    what: "A program that ends right after a dialog over a window crashes (SIGSEGV), so it waits 100 ms.",
    goesWith: null,
  },
  {
    file: "main/shell/app-scheme.ts",
    mark: "registerBufferProtocol(",
    what: "protocol.handle took 450 ms of processor time where this takes 400 ms; it is deprecated.",
    goesWith: null,
  },
];
