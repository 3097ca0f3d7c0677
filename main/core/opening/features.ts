import type { FastifyInstance } from "fastify";
import { ownAccountRoutes } from "../accounts/own-routes.ts";
import { passkeyRoutes } from "../accounts/passkey-routes.ts";
import { peopleRoutes } from "../accounts/people-routes.ts";
import { signInRoutes } from "../accounts/sign-in-routes.ts";
import { signOnRoutes } from "../accounts/sign-on/routes.ts";
import { auditRoutes } from "../audit/routes.ts";
import { calendarRoutes } from "../calendar/routes.ts";
import { cameraEventRoutes } from "../camera-events/routes.ts";
import { cameraListRoutes } from "../camera-list/routes.ts";
import { steeringRoutes } from "../cameras/onvif/routes.ts";
import { pictureRoutes } from "../cameras/picture-routes.ts";
import { cameraRoutes } from "../cameras/routes.ts";
import { catalogueRoutes } from "../catalogue/routes.ts";
import { citizenReportRoutes } from "../citizen-reports/routes.ts";
import { documentRoutes } from "../documents/routes.ts";
import { doorRoutes } from "../door/routes.ts";
import { dossierRoutes } from "../dossiers/routes.ts";
import { entryRoutes } from "../entry/routes.ts";
import { feedRoutes } from "../feed/routes.ts";
import { followRoutes } from "../follows/routes.ts";
import { forecastRoutes } from "../forecast/routes.ts";
import { explanationRoutes } from "../indicators/routes.ts";
import { joiningRoutes } from "../joining/routes.ts";
import { liveRoutes } from "../live/routes.ts";
import { siteNamesRoutes } from "../live/site-names-routes.ts";
import { maintenanceRoutes } from "../maintenance/routes.ts";
import { mapRoutes } from "../map/routes.ts";
import { newsRoutes } from "../news/routes.ts";
import { deliveryRoutes } from "../outbox/routes.ts";
import { pushRoutes } from "../push/routes.ts";
import { readingRoutes } from "../readings/routes.ts";
import { outageRoutes } from "../reports/routes.ts";
import { secretRoutes } from "../secrets/routes.ts";
import { siteFileRoutes } from "../site-files/routes.ts";
import { sourceScoreRoutes } from "../source-scores/routes.ts";
import { callRoutes } from "../sources/call-routes.ts";
import { sourceRoutes } from "../sources/routes.ts";
import { statusRoutes } from "../status/routes.ts";
import { takeawayRoutes } from "../takeaway/routes.ts";
import { todayRoutes } from "../today/routes.ts";
import { tokenRoutes } from "../tokens/routes.ts";
import { usageRoutes } from "../usage/routes.ts";
import { automationRoutes } from "../wall/automation/routes.ts";
import { wallRoutes } from "../wall/routes.ts";
import { warningRoutes } from "../warnings/routes.ts";
import { wizardRoutes } from "../wizards/routes.ts";

/** Every feature that is spoken to. Each says itself what it takes of the parts of a core. */
const features = [
  statusRoutes,
  doorRoutes,
  readingRoutes,
  explanationRoutes,
  forecastRoutes,
  tokenRoutes,
  signInRoutes,
  signOnRoutes,
  ownAccountRoutes,
  passkeyRoutes,
  peopleRoutes,
  auditRoutes,
  secretRoutes,
  cameraRoutes,
  pictureRoutes,
  joiningRoutes,
  steeringRoutes,
  outageRoutes,
  deliveryRoutes,
  maintenanceRoutes,
  feedRoutes,
  sourceRoutes,
  callRoutes,
  sourceScoreRoutes,
  wallRoutes,
  automationRoutes,
  calendarRoutes,
  mapRoutes,
  siteNamesRoutes,
  siteFileRoutes,
  newsRoutes,
  catalogueRoutes,
  cameraListRoutes,
  cameraEventRoutes,
  citizenReportRoutes,
  warningRoutes,
  documentRoutes,
  dossierRoutes,
  entryRoutes,
  takeawayRoutes,
  usageRoutes,
  wizardRoutes,
  followRoutes,
  pushRoutes,
  todayRoutes,
  liveRoutes,
] as const;

type PartsOf<Feature> = Feature extends (app: FastifyInstance, parts: infer Parts) => Promise<void> ? Parts : never;
type All<Union> = (Union extends unknown ? (parts: Union) => void : never) extends (parts: infer Every) => void
  ? Every
  : never;

/** What all features together take. */
export type FeatureParts = All<PartsOf<(typeof features)[number]>>;

/** @param parts what may change while the core runs (`profile`) is read anew for each request */
export function registerFeatures(app: FastifyInstance, parts: FeatureParts): void {
  // Handed over as it is: what is spread into another object does not change with it.
  for (const routes of features)
    void app.register(async (server) =>
      (routes as (app: FastifyInstance, parts: FeatureParts) => Promise<void>)(server, parts),
    );
}
