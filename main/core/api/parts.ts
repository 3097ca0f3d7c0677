import type { Logger } from "pino";
import type { FollowingStatus } from "#contract/entities/following.ts";
import type { MachineLoad } from "#contract/entities/machine.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import type { Refusals } from "#contract/sources/http.ts";
import type { Access } from "../access/access.ts";
import type { CameraEvents } from "../camera-events/camera-events.ts";
import type { CameraList } from "../camera-list/camera-list.ts";
import type { CameraGateway } from "../cameras/gateway.ts";
import type { OnvifLine } from "../cameras/onvif/onvif-line.ts";
import type { Steering } from "../cameras/onvif/steering.ts";
import type { RegisteredCameras } from "../cameras/registered.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { CitizenReports } from "../citizen-reports/citizen-reports.ts";
import type { Sources } from "../connectors/sources.ts";
import type { Machines } from "../joining/machines.ts";
import type { Hub } from "../live/hub.ts";
import type { UnknownLinesLimits } from "../live/unknown-lines.ts";
import type { Maintenance } from "../maintenance/maintenance.ts";
import type { SiteMap } from "../map/site-map.ts";
import type { News } from "../news/news.ts";
import type { OutboxDelivery } from "../outbox/delivery.ts";
import type { KnownThen } from "../reports/known-then.ts";
import type { Outages } from "../reports/outages.ts";
import type { SecretBindings } from "../secrets/bindings.ts";
import type { Secrets } from "../secrets/secrets.ts";
import type { SiteFiles } from "../site-files/site-files.ts";
import type { SqliteStore } from "../store/repositories.ts";
import type { Restarts } from "../supervision/restarts.ts";
import type { Arranging } from "../wall/arranging.ts";
import type { Automation } from "../wall/automation/automation.ts";
import type { Captures } from "../wall/captures.ts";
import type { Displays } from "../wall/displays.ts";
import type { Wall } from "../wall/wall.ts";
import type { UnverifiedBodiesLimits } from "./unverified-bodies.ts";

/** What the server speaks for. The composition root hands it over; the server starts and stops none of it. */
export type ServerParts = {
  profile: Profile;
  profileFolder: string;
  /** The profile as its files write it: what other machines of the wall are told is taken from it. */
  profileData: Record<string, unknown>;
  /** Other machines of the wall; undefined where this one has itself joined another's. */
  machines: Machines | undefined;
  /** What this machine has to bear; null until it was measured. */
  machineLoad(): MachineLoad | null;
  /** How this machine stands to the first one of its wall; undefined where the wall is its own. */
  following: (() => FollowingStatus) | undefined;
  /** dist/renderer; its pages are missing while it is not built, the rest works. */
  rendererFolder: string;
  version: string;
  startedAtMs: number;
  access: Access;
  secrets: Secrets;
  bindings: Pick<SecretBindings, "bind" | "add" | "forget">;
  store: SqliteStore;
  /** null while the store takes what comes. */
  storeFailure(): CodedMessage | null;
  sources(): SourceView[];
  maintenance: Pick<Maintenance, "of" | "say" | "end">;
  outages: Pick<Outages, "list" | "acknowledge">;
  knownThen: Pick<KnownThen, "runAt" | "sourcesAt" | "refusalsAt">;
  outbox: Pick<OutboxDelivery, "views" | "wake">;
  /** Calls of webhooks, the last answers, and trials; see `Sources`. */
  lines: Pick<Sources, "admitCall" | "receive" | "lastAnswer" | "tryOnce">;
  /** Ingest's. */
  refusals(sourceId: string): Omit<Refusals, "source" | "asOfMs">;
  catalogue: Catalogue;
  cameraList: CameraList;
  cameraEvents: Pick<CameraEvents, "list" | "mapEvents" | "picture">;
  citizenReports: Pick<CitizenReports, "mapEvents" | "get">;
  cameras: CameraGateway;
  registered: Pick<RegisteredCameras, "all">;
  steering: Pick<Steering, "command" | "presets">;
  onvif: Pick<OnvifLine, "search" | "streams">;
  map: SiteMap;
  siteFiles: SiteFiles;
  news: Pick<News, "views">;
  hub: Hub;
  displays: Displays;
  restarts: Restarts;
  captures: Captures;
  arranging: Arranging;
  wall: Wall;
  automation: Pick<Automation, "execute">;
  log: Logger;
  /** Epoch ms. */
  now(): number;
  limits?: Limits;
};

/** Stated so that tests can reach them; each has its default where it is used. */
export type Limits = {
  requestsPerMinute?: number;
  refusalsPerMinute?: number;
  requestWithinMs?: number;
  liveClients?: number;
  /** Further ones that only this machine's own windows and shell may be. */
  keptLiveClients?: number;
  helloWithinMs?: number;
  pingEveryMs?: number;
  unverifiedBodies?: UnverifiedBodiesLimits;
  unknownLines?: UnknownLinesLimits;
};
