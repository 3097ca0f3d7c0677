import path from "node:path";
import { createCameraGateway } from "../cameras/gateway.ts";
import type { OwnCameraGateway } from "../cameras/gateway-interface.ts";
import { openMachines } from "../joining/machines.ts";
import { createNews } from "../news/news.ts";
import { isAnyOf } from "../profile/profile-changes.ts";
import { openWall, type Wall } from "../wall/wall.ts";
import type { SideOptions, WallSide } from "./wall-side.ts";

/**
 * A site's own wall, with its cameras and feeds, that other machines may join.
 * @param options.hasMonitors whether whoever started this core has monitors; they are numbered before those of other machines
 * @param options.cameras in the place of those that are opened
 */
export async function openOwnSide(
  options: SideOptions & {
    ffmpegPath: string | null;
    hasMonitors: Promise<boolean>;
    cameras: OwnCameraGateway | undefined;
  },
): Promise<WallSide> {
  const { profile, registered, dataFolder, hub, displays, resolve, onClose, log, now } = options;
  const wall = await openWallOfCore(options, (state) => hub.publish("wall", state));
  const cameras =
    options.cameras ??
    createCameraGateway({
      cameras: registered.all(),
      folder: path.join(dataFolder, "cameras"),
      ffmpegPath: options.ffmpegPath,
      resolve,
      timeZone: profile.timeZone,
      now,
      log,
      onChange: (view) => hub.publish("cameras", [view]),
      onGone: (id) => hub.remove("cameras", [id]),
    });
  const news = createNews({ feeds: profile.news, resolve, now, log });
  onClose(() => news.stop());
  options.site.onChange(async ({ after, changes }) => {
    await wall.takeProfile(after);
    if (isAnyOf(changes.news)) await news.replace(after.news);
  });
  const machines = await openMachines({
    repository: options.store.machines,
    plan: profile.wall,
    displays: displays.list,
    hasMonitors: await options.hasMonitors,
    now,
  });
  return {
    ...{ wall, ownWall: wall, cameras, news, machines, first: undefined, firstNumber: 1 },
    onDisplays() {},
    onLoad() {},
    start() {
      cameras.goRound();
      news.start();
    },
  };
}

/** The wall that this core keeps. */
export async function openWallOfCore(
  { profile, registered, store, calendar, displays, onClose, now, log }: SideOptions,
  onChange: Parameters<typeof openWall>[0]["onChange"],
): Promise<Wall> {
  const wall = await openWall({
    repository: store.wall,
    profile: { ...profile, hasCamera: registered.has },
    machineOf: (display) =>
      displays.list().find(({ number, state }) => number === display && state !== "missing")?.machine,
    onHolidays: calendar.setSiteDays,
    now,
    log,
    onChange,
  });
  onClose(() => wall.stop());
  return wall;
}
