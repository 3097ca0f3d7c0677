import path from "node:path";
import { app, dialog, powerSaveBlocker, session } from "electron";
import type { Connection } from "#contract/bridge.ts";
import { channels } from "#contract/channels.ts";
import { sentence } from "#contract/errors.ts";
import { servePages } from "./app-scheme.ts";
import { openCoreLine } from "./core-line.ts";
import { superviseCore } from "./core-process.ts";
import { DeskWindow } from "./desk-window.ts";
import { offerDesk, offerQuit } from "./keys.ts";
import type { Options } from "./options.ts";
import { answerPages } from "./page-calls.ts";
import { takeWallPicture } from "./wall-picture.ts";
import { WallWindows } from "./wall-windows.ts";
import { say } from "./words.ts";

/** Joins the parts: core process, windows, the line between them. Returns once the windows are made. */
export async function startShell(options: Options): Promise<void> {
  let connections: { wall: Connection; desk: Connection } | null = null;
  let greeting: ((windowCount: number) => void) | undefined;

  // The core starts while Chromium does: each takes about half a second, side by side they cost one.
  const core = superviseCore(options, {
    onReady(ready) {
      const { origin } = ready;
      const told = { wall: { origin, token: core.wallToken }, desk: { origin, token: core.deskToken } };
      connections = told;
      line.connect(ready.origin);
      void app.whenReady().then(() => {
        windows.follow(ready.wall);
        for (const window of windows.all()) window.webContents.send(channels.connection, told.wall);
        desk.tellConnection(told.desk);
      });
      greeting ??= (count) => tell(say("up", options.language, { title: ready.title, count, link: ready.viewerLink }));
    },
    onLost: () => tell(say("coreLost", options.language)),
    onFatal(exitCode, reason) {
      const text = reason ? sentence(reason, options.language) : say("fatal", options.language);
      process.stderr.write(`ioc: ${text.replaceAll("\n", "\nioc: ")}\n`);
      // Without a terminal the sentence would be lost.
      if (!options.nodePath) dialog.showErrorBox(say("fatal", options.language), text);
      app.exit(exitCode);
    },
  });
  let hasGreeted = false;
  const windows = new WallWindows(options, (views) => {
    line.reportDisplays(views);
    // "Up" is said once it is true: when every window that is there has painted what the core sent.
    const isUp =
      views.some(({ window }) => window) && views.every(({ window }) => !window || window.paintedAtMs !== null);
    if (!greeting || hasGreeted || !isUp) return;
    hasGreeted = true;
    // The wall comes first: the desk's page would take the machine from it.
    if (options.hasDesk) desk.open();
    greeting(views.filter(({ window }) => window).length);
  });
  const desk = new DeskWindow(options, () => windows.spareDisplay());
  const line = openCoreLine(
    core.shellToken,
    (scale) => takeWallPicture(windows.all(), scale),
    () => core.kill(),
  );

  app.on("window-all-closed", () => {});
  // Chromium starts a new GPU process by itself; windows that stand still would stay white until something changes.
  app.on("child-process-gone", (_event, details) => {
    if (details.type === "GPU") for (const window of windows.all()) window.webContents.invalidate();
  });
  let isLeaving = false;
  app.on("before-quit", (event) => {
    if (isLeaving) return;
    isLeaving = true;
    event.preventDefault();
    line.close();
    void core.stop().then(() => app.exit(0));
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());

  offerQuit(app, options);
  offerDesk(app, () => desk.open());
  answerPages({ windows, desk }, () => connections);
  await app.whenReady();
  powerSaveBlocker.start("prevent-display-sleep");
  servePages(session.defaultSession, path.join(options.rootFolder, "dist", "renderer"));
  windows.start();
}

/** Sentences for whoever started the program; the launcher passes stdout through. */
function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
