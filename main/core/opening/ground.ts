import type { Logger } from "pino";
import type { CameraEventNotice } from "#contract/entities/camera-event.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { loadSessionKey } from "../access/session.ts";
import { readNationalDays } from "../calendar/national-days.ts";
import { createSiteCalendar, type SiteCalendar } from "../calendar/site-calendar.ts";
import { type RegisteredCameras, registerCameras } from "../cameras/registered.ts";
import type { Joined } from "../joining/joining.ts";
import { createSiteProfile, type SiteProfile } from "../profile/site-profile.ts";
import type { Closing } from "../run/closing.ts";
import { openLog } from "../run/log-file.ts";
import { findKeys, type KeyPlaces } from "../secrets/key-places.ts";
import { createSecrets, type Secrets } from "../secrets/secrets.ts";
import { standardOffsetMs } from "../store/periods.ts";
import type { SqliteStore } from "../store/repositories.ts";
import { watchRoom } from "../store/room.ts";
import { openStore } from "../store/store.ts";
import { findSite, lockUntilClosed, type SiteOptions } from "./site.ts";

/** What nearly every part of a core stands on. */
export type Ground = {
  /** As the site was started with; what changes while it runs is told by `site`. */
  profile: Profile;
  site: SiteProfile;
  profileFolder: string;
  dataFolder: string;
  /** The cameras that there are, whatever the profile had at the start. */
  registered: RegisteredCameras;
  store: SqliteStore;
  /** The site's standard time from UTC, by which days begin. */
  dayOffsetMs: number;
  calendar: SiteCalendar;
  onClose: Closing["onClose"];
  log: Logger;
  /** Epoch ms. */
  now(): number;
};

export type GroundOptions = SiteOptions & {
  /** Where the keys lie that protect what is stored; absent: in the data folder. */
  keysFolder?: string | undefined;
  /** Absent: `core.log` in the data folder. */
  openLog?(dataFolder: string): Logger;
  /** Something to be told to the people who start this core. */
  onWord?(message: CodedMessage): void;
};

export type OpenedGround = {
  ground: Ground;
  /** Set where this machine is part of another one's wall. */
  joined: Joined | undefined;
  keys: KeyPlaces;
  secrets: Secrets;
  sessionKey: Buffer;
  /** The newest stored readings. */
  latest: Reading[];
  lastEvent: CameraEventNotice | undefined;
  /** Why nothing can be stored now; null: it can. */
  roomFailure(): CodedMessage | null;
};

/**
 * Finds the site, locks its data and opens what is stored.
 * @param now epoch ms
 * @throws CodedError what `findSite`, `lockData` and `openStore` throw
 */
export async function openGround(options: GroundOptions, now: () => number, closing: Closing): Promise<OpenedGround> {
  const { onClose } = closing;
  const { loaded, load, copyTo, joined, dataFolder } = await findSite(options, closing);
  const { profile, folder: profileFolder } = loaded;
  if (joined === undefined) lockUntilClosed(dataFolder, closing);
  const log = (options.openLog ?? openLog)(dataFolder);
  const dayOffsetMs = standardOffsetMs(profile.timeZone);
  const store = await openStore(dataFolder, { dayOffsetMs });
  onClose(() => store.close());
  const recovery = store.upkeep.recovery();
  if (recovery !== null) log.error(recovery, "a damaged database was set aside");
  const room = await watchRoom({ upkeep: store.upkeep, log });
  onClose(() => room.stop());
  const keys = await findKeys({
    ...{ dataFolder, keysFolder: options.keysFolder, credentialsFolder: process.env.CREDENTIALS_DIRECTORY },
  });
  for (const word of keys.words) {
    log.warn(word.params, sentence(word, "en"));
    options.onWord?.(word);
  }
  const [secrets, sessionKey, latest, lastEvent] = await Promise.all([
    createSecrets({ repository: store.secrets, keyFile: keys.fileOf("secrets.key") }),
    loadSessionKey(keys.fileOf("session.key")),
    store.readings.latest(),
    store.cameraEvents.newest(),
  ]);
  const registered = registerCameras(profile.cameras);
  const calendar = createSiteCalendar({ national: await readNationalDays(options.assetsFolder), now, log });
  const site = createSiteProfile({ loaded, load, copyTo, log, now });
  return {
    ground: { profile, site, profileFolder, dataFolder, registered, store, dayOffsetMs, calendar, onClose, log, now },
    ...{ joined, keys, secrets, sessionKey, latest, lastEvent, roomFailure: room.failure },
  };
}
