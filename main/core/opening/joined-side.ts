import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { tokenSecret } from "../joining/copy.ts";
import { createFirstDossiers } from "../joining/first-dossiers.ts";
import { createFirstMapEvents } from "../joining/first-map-events.ts";
import { createFirstNews } from "../joining/first-news.ts";
import { createFirstScores } from "../joining/first-scores.ts";
import type { Joined } from "../joining/joining.ts";
import { createHandingOn } from "../live/handing-on.ts";
import { openWallOfCore } from "./own-side.ts";
import type { SideOptions, WallSide } from "./wall-side.ts";

/**
 * The wall of the machine that this one has joined: what it shows, its cameras, headlines and map events, and nothing of its own.
 * @param options.token given for this start, and kept for later ones
 * @param options.onOtherSite the first machine's profile, or this one's numbers, are others now: the core has to start anew
 */
export async function openJoinedSide(
  options: SideOptions & { joined: Joined; token: string | undefined; onOtherSite(why: CodedMessage): void },
): Promise<WallSide> {
  const { joined, secrets, hub, displays, onClose, now, log } = options;
  const { first, firstNumber } = joined;
  if (options.token) await secrets.set(tokenSecret, options.token);
  const token = () => secrets.get(tokenSecret);
  // Kept as any other, so that it is there where the machine is one of its own again; nobody is shown it.
  const ownWall = await openWallOfCore(options, () => {});
  const following = await joined.follow({
    ...{ own: ownWall, token, displays: displays.list, now, log },
    onWall: (state) => hub.publish("wall", state),
    onTold: createHandingOn(hub),
    onCamera: (view) => hub.publish("cameras", [view]),
    onCameraGone: (id) => hub.remove("cameras", [id]),
    onOtherSite: options.onOtherSite,
  });
  onClose(() => following.stop());
  const news = createFirstNews({ first, token, log });
  onClose(() => news.stop());
  const { ofCameras, ofCitizens, report, warnings } = createFirstMapEvents({ first, token });
  return {
    ...{ wall: following.wall, ownWall, news, firstNumber },
    // None is registered here: they are the first one's.
    cameras: {
      ...following.cameras,
      replace: async () => {},
      async pictureOf() {
        throw new CodedError("join.follows", { host: first.host });
      },
    },
    first: {
      host: first.host,
      ...createFirstScores({ first, token }),
      status: following.status,
      cameraEvents: { mapEvents: ofCameras },
      citizenReports: { mapEvents: ofCitizens, get: report },
      warnings: { list: warnings },
      dossiers: createFirstDossiers({ first, token }),
    },
    machines: undefined,
    onDisplays: following.report,
    onLoad: following.tellLoad,
    start() {
      following.start();
      news.start();
    },
  };
}
