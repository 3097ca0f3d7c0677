import { createHub, type Hub } from "../live/hub.ts";
import { siteView } from "../profile/site-view.ts";
import { createFigureAges, type FigureAgesTeller } from "../readings/figure-ages.ts";
import { createDisplays, type Displays } from "../wall/displays.ts";
import { awaitFirstPaint } from "../wall/first-paint.ts";
import type { Ground, OpenedGround } from "./ground.ts";

/** What tells the screens, and what they are. */
export type Screens = {
  hub: Hub;
  displays: Displays;
  /** To be told what has become newer. */
  figureAges: FigureAgesTeller;
  /** Settles when the windows have painted what is stored. */
  painted(): Promise<void>;
};

/**
 * Has the stored figures ready for every screen that comes.
 * @param options.onDisplays this machine's monitors have changed
 */
export function openScreens(
  options: Pick<Ground, "profile" | "onClose" | "now"> &
    Pick<OpenedGround, "latest" | "lastEvent"> & { lineBufferBytes: number | undefined; onDisplays(): void },
): Screens {
  const { profile, latest, lastEvent, lineBufferBytes, onClose, now } = options;
  const hub = createHub({
    ...{ site: siteView(profile), now },
    ...(lineBufferBytes === undefined ? {} : { bufferLimitBytes: lineBufferBytes }),
  });
  onClose(() => hub.stop());
  hub.publish("readings", latest);
  const figureAges = createFigureAges({
    readings: () => hub.all("readings"),
    tell: (ages) => hub.publish("figureAges", ages),
  });
  onClose(() => figureAges.stop());
  if (lastEvent !== undefined) hub.publish("cameraEvent", lastEvent);
  const firstPaint = awaitFirstPaint();
  const displays = createDisplays((list) => {
    hub.publish("displays", list);
    firstPaint.look(list);
    options.onDisplays();
  });
  return { hub, displays, figureAges, painted: () => firstPaint.done };
}
