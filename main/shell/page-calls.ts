import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { Connection } from "#contract/bridge.ts";
import { channels } from "#contract/channels.ts";
import { isOwnPage } from "./content-guard.ts";
import type { WallWindow } from "./wall-window.ts";
import type { WallWindows } from "./wall-windows.ts";

/**
 * Answers what pages ask through `window.wall`. Only the main frame of a wall window that shows the app's own page is
 * answered; anything else is no page of ours, whatever it claims.
 */
export function answerPages(windows: WallWindows, connection: () => Connection | null): void {
  const senderOf = (event: IpcMainEvent | IpcMainInvokeEvent): WallWindow | undefined => {
    const frame = event.senderFrame;
    if (!frame || frame !== event.sender.mainFrame || !isOwnPage(frame.url)) return undefined;
    return windows.byContents(event.sender.id);
  };
  ipcMain.handle(channels.getConnection, (event) => (senderOf(event) ? connection() : null));
  ipcMain.on(channels.painted, (event) => senderOf(event)?.markPainted());
}
