import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { app, powerSaveBlocker, screen, session } from "electron";
import { channels } from "#contract/channels.ts";
import { servePages } from "./app-scheme.ts";
import type { CoreSide } from "./core-side.ts";
import { DeskWindow } from "./desk-window.ts";
import { createFrozenPictures } from "./frozen-pictures.ts";
import { outliveGraphics } from "./graphics.ts";
import { createKeeping } from "./keeping.ts";
import { createKeptArrangement } from "./kept-arrangement.ts";
import { createKeptViews } from "./kept-views.ts";
import { offerDesk, offerQuit } from "./keys.ts";
import { type Options, settleWindows } from "./options.ts";
import { answerPages, type Connections } from "./page-calls.ts";
import { logPages } from "./page-log.ts";
import { WallWindows } from "./wall-windows.ts";
import type { WebPages } from "./web-pages.ts";
import { say, tell } from "./words.ts";

/** The windows have the machine to themselves until they show what was kept, but no longer than this. */
const coreStartsWithinMs = 2_000;

/** Joins the parts: windows, what they showed last, the core. Returns once the windows are made. */
export async function startShell(options: Options, webPages: WebPages): Promise<void> {
  const rendererFolder = path.join(options.rootFolder, "dist", "renderer");
  let connections: Connections | null = null;
  let mapHosts: readonly string[] = [];
  let core: Promise<CoreSide> | undefined;
  /** Monitors whose windows have a kept view to show. */
  let awaited: number[] = [];

  const startCore = () => {
    core ??= import("./core-side.ts").then(({ openCoreSide }) =>
      openCoreSide(options, windows, {
        onMapHosts(hosts) {
          const isOther = hosts.join() !== mapHosts.join();
          mapHosts = hosts;
          // A page's policy is that of the moment it was loaded, when the profile was not known yet.
          if (isOther) for (const window of windows.all()) window.webContents.reload();
        },
        onWebPages: (pages) => webPages.follow(pages),
        onConnections(told) {
          connections = told;
          for (const window of windows.all()) window.webContents.send(channels.connection, told.wall);
          desk.tellConnection(told.desk);
        },
        onUp() {
          // The wall comes first: the desk's page would take the machine from it.
          if (options.hasDesk) desk.open();
        },
      }),
    );
    void core.then((side) => side.onWindows(windows.views()));
  };
  const arrangement = createKeptArrangement(path.join(options.userDataFolder, "arrangement"), [
    options.join || options.profile,
    options.dataFolder,
  ]);
  const windows = new WallWindows(options, arrangement, (list) => {
    void core?.then((side) => side.onWindows(list));
    if (awaited.length === 0 || !windows.haveShown(awaited)) return;
    awaited = [];
    // On a slow machine the core may have been quicker.
    if (connections === null) tell(say("shown", options.language));
    startCore();
  });
  windows.onReplaced = (displays) => {
    // Kept for windows that are no more; what was covered since must not come up with them.
    for (const display of displays) views.forget(display);
    desk.stayInFront();
  };
  const desk = new DeskWindow(options, () => windows.spareDisplay());
  const views = createKeptViews(path.join(options.userDataFolder, "views"), () => ({
    // The page's text names the files of its build, and they are named by what is in them.
    build: createHash("sha256")
      .update(readFileSync(path.join(rendererFolder, "wall", "index.html")))
      .digest("hex"),
    profile: options.join || options.profile,
    data: options.dataFolder,
    surfaces: windows.surfaces,
    monitors: screen.getAllDisplays().map(({ bounds, scaleFactor }) => ({ ...bounds, scaleFactor })),
  }));
  // On a laptop's one screen the windows are made from the plan that the core tells, on a joined machine from its numbers.
  const hasViews = !options.isWindowed && !options.join && views.hasAny();
  const keeping = createKeeping(windows, views);

  app.on("window-all-closed", () => {});
  logPages(app);
  // Windows that stand still would stay white until something changes.
  outliveGraphics(() => {
    for (const window of windows.all()) window.webContents.invalidate();
  });
  let isLeaving = false;
  app.on("before-quit", (event) => {
    if (isLeaving) return;
    isLeaving = true;
    event.preventDefault();
    void keeping
      .askAll()
      .then(() => core?.then((side) => side.stop()))
      .then(() => app.exit(0));
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());

  // Somebody has started the program once more: what they want to see is there.
  app.on("second-instance", () => {
    windows.bringToFront();
    desk.stayInFront();
  });
  offerQuit(app, options);
  offerDesk(app, () => desk.open());
  answerPages(
    { windows, desk },
    () => connections,
    (window, view) => void (options.isWindowed || keeping.take(window, view)),
    createFrozenPictures(path.join(options.userDataFolder, "frozen")),
    webPages,
  );
  // Without anything to show the core is what windows wait for: it starts while Chromium does.
  if (!hasViews) startCore();
  await app.whenReady();
  settleWindows(options, screen.getAllDisplays().length);
  powerSaveBlocker.start("prevent-display-sleep");
  // Chromium fetches dictionaries for the machine's language even where no page checks spelling; no profile allowed that.
  session.defaultSession.setSpellCheckerLanguages([]);
  servePages(session.defaultSession, rendererFolder, {
    viewOf: (display) => (options.isWindowed ? undefined : views.read(display)),
    mapHosts: () => mapHosts,
  });
  windows.start();
  if (!hasViews) return;
  awaited = windows.numbers().filter((number) => views.read(number) !== undefined);
  if (awaited.length === 0) startCore();
  else setTimeout(startCore, coreStartsWithinMs);
}
