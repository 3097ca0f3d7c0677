import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { SiteCalendar } from "../calendar/site-calendar.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { Closing } from "../run/closing.ts";
import type { SqliteStore } from "../store/repositories.ts";

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
