import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { Connection } from "#contract/bridge.ts";
import { channels } from "#contract/channels.ts";
import { isOwnPage } from "./content-guard.ts";
import type { DeskWindow } from "./desk-window.ts";
import type { FrozenPictures } from "./frozen-pictures.ts";
import type { WallWindow } from "./wall-window.ts";
import type { WallWindows } from "./wall-windows.ts";
import type { WebPages } from "./web-pages.ts";

type Pages = { windows: WallWindows; desk: DeskWindow };
/** How the wall's pages and the desk's reach the core: each with a token of its own right. */
export type Connections = { wall: Connection; desk: Connection };

/**
 * Answers what pages ask through `window.wall`. Only the main frame of a window of ours that shows the app's own page is
 * answered; anything else is no page of ours, whatever it claims.
 */
export function answerPages(
  { windows, desk }: Pages,
  connections: () => Connections | null,
  onView: (window: WallWindow, view: unknown) => void,
  frozen: FrozenPictures,
  webPages: Pick<WebPages, "soundOf">,
): void {
  const isOwn = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const frame = event.senderFrame;
    return frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url);
  };
  const windowOf = (event: IpcMainEvent | IpcMainInvokeEvent): WallWindow | undefined =>
    isOwn(event) ? windows.byContents(event.sender.id) : undefined;
  ipcMain.handle(channels.getConnection, (event) => {
    if (windowOf(event)) return connections()?.wall ?? null;
    return isOwn(event) && desk.owns(event.sender) ? (connections()?.desk ?? null) : null;
  });
  ipcMain.on(channels.painted, (event, what: unknown) => {
    if (what === "kept" || what === "ready" || what === "core") windowOf(event)?.markPainted(what);
  });
  ipcMain.on(channels.beat, (event) => windowOf(event)?.beat());
  ipcMain.handle(channels.frozenPicture, async (event, display: unknown, sinceMs: unknown) => {
    // The desk sees what each monitor holds; that one goes on is for its own window to say.
    const isDesk = isOwn(event) && desk.owns(event.sender) && sinceMs !== null;
    const window = isDesk ? windows.covering(display) : windowOf(event);
    const asked = window?.displays.find((one) => one === display);
    if (window === undefined || asked === undefined) return null;
    if (Number.isSafeInteger(sinceMs)) return frozen.take(window, asked, sinceMs as number);
    await frozen.forget(asked);
    return null;
  });
  ipcMain.handle(channels.frameSound, (event, frame: unknown) =>
    windowOf(event) !== undefined && typeof frame === "number" ? webPages.soundOf(frame, event.sender) : null,
  );
  ipcMain.on(channels.keepView, (event, view: unknown) => {
    const window = windowOf(event);
    if (window) onView(window, view);
  });
}
