/** Exposes `window.wall` to the shell's own pages. No logic: what it offers is contract/bridge.ts, who answers is main/shell/page-calls.ts. */
import { contextBridge, ipcRenderer } from "electron";
import type { Bridge, Connection } from "#contract/bridge.ts";
import { channels, displayArgument, standInArgument, unprotectedArgument } from "#contract/channels.ts";

const argumentOf = (name: string) => process.argv.find((text) => text.startsWith(name))?.slice(name.length);

contextBridge.exposeInMainWorld("wall", {
  display: Number(argumentOf(displayArgument)),
  standIn: argumentOf(standInArgument) ?? null,
  isUnprotected: process.argv.includes(unprotectedArgument),
  getConnection: () => ipcRenderer.invoke(channels.getConnection),
  onConnection(listener) {
    const forward = (_event: unknown, connection: Connection) => listener(connection);
    ipcRenderer.on(channels.connection, forward);
    return () => ipcRenderer.removeListener(channels.connection, forward);
  },
  reportPainted: (what) => ipcRenderer.send(channels.painted, what),
  beat: () => ipcRenderer.send(channels.beat),
  keepView: (view) => ipcRenderer.send(channels.keepView, view),
  frozenPicture: (display, sinceMs) => ipcRenderer.invoke(channels.frozenPicture, display, sinceMs),
  frameSound: (frame) => ipcRenderer.invoke(channels.frameSound, frame),
  onKeepAsked(listener) {
    const forward = () => listener();
    ipcRenderer.on(channels.keepAsked, forward);
    return () => ipcRenderer.removeListener(channels.keepAsked, forward);
  },
} satisfies Bridge);
