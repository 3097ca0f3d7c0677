import { app } from "electron";
import type { DisplayView } from "#contract/entities/wall.ts";
import type { AllowedPage } from "#contract/entities/web-page.ts";
import { sentence } from "#contract/errors.ts";
import { openCoreLine } from "./core-line.ts";
import { superviseCore } from "./core-process.ts";
import { failWith } from "./failing.ts";
import type { Options } from "./options.ts";
import type { Connections } from "./page-calls.ts";
import { logRestart } from "./restart-log.ts";
import { takeWallPicture } from "./wall-picture.ts";
import type { WallWindows } from "./wall-windows.ts";
import { say, tell } from "./words.ts";

/** The core as the rest of the shell sees it. */
export type CoreSide = {
  /** Something about the windows has changed. */
  onWindows(views: DisplayView[]): void;
  /** Resolves once the core has ended. */
  stop(): Promise<void>;
};

type Events = {
  /** What pages may reach besides the core, told at every start of it and before the connections. */
  onMapHosts(hosts: readonly string[]): void;
  /** The pages of the net that tiles may show; told at every start of the core and before the connections. */
  onWebPages(pages: readonly AllowedPage[]): void;
  /** Told at every start of the core. */
  onConnections(told: Connections): void;
  /** Every window that is there has painted what the core told, for the first time. */
  onUp(): void;
};

/**
 * Starts the core and joins it to the windows. Apart from what makes the windows, and loaded after it: the line to the
 * core brings the schemas of all that goes over it.
 */
export function openCoreSide(options: Options, windows: WallWindows, events: Events): CoreSide {
  let greeting: ((windowCount: number) => void) | undefined;
  let hasGreeted = false;
  /** Why the core cannot start, as it was said last. */
  let saidWhy = "";
  const core = superviseCore(options, {
    onReady(ready) {
      saidWhy = "";
      line.connect(ready.origin);
      void app.whenReady().then(() => {
        windows.follow(ready.wall, ready.firstNumber, ready.surfaces);
        events.onMapHosts(ready.mapHosts);
        events.onWebPages(ready.webPages);
        const { origin } = ready;
        events.onConnections({ wall: { origin, token: core.wallToken }, desk: { origin, token: core.deskToken } });
      });
      greeting ??= (count) => tell(say("up", options.language, { title: ready.title, count, link: ready.viewerLink }));
    },
    onLost(reason, hasStarted) {
      logRestart("core", reason);
      if (hasStarted) {
        line.reportRestart({ atMs: Date.now(), reason });
        tell(say("coreLost", options.language));
        return;
      }
      // It is tried again and again; the same sentence need not be said each time.
      const text = sentence(reason, options.language);
      if (text === saidWhy) return;
      saidWhy = text;
      process.stderr.write(`ioc: ${text.replaceAll("\n", "\nioc: ")}\n`);
    },
    onFatal(exitCode, reason) {
      const [parent] = windows.seen();
      void failWith(exitCode, reason, options, parent);
    },
  });
  const line = openCoreLine(
    core.shellToken,
    (scale) => takeWallPicture(windows.seen(), scale),
    (surfaces) => void app.whenReady().then(() => windows.arrange(surfaces)),
    (seconds) => core.kill({ code: "core.hung", params: { seconds } }),
  );
  return {
    onWindows(views) {
      line.reportDisplays(views);
      // "Up" is said once it is true: when every window that is there has painted what the core sent.
      const isUp =
        views.some(({ window }) => window) && views.every(({ window }) => !window || window.paintedAtMs !== null);
      if (!greeting || hasGreeted || !isUp) return;
      hasGreeted = true;
      events.onUp();
      greeting(views.filter(({ window }) => window).length);
    },
    stop() {
      line.close();
      return core.stop();
    },
  };
}
