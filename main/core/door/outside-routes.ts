import type { FastifyInstance, FastifyRequest } from "fastify";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { doorOf } from "./door.ts";

/** always: people outside need it · the others: where the profile's `server.outside.also` names them. */
type Reach = "always" | "ingest" | "mirror" | "machines";

const post = (path: string) => `POST ${path}`;
const get = (...paths: string[]) => paths.map((path) => `GET ${path}`);

/**
 * What is reached from outside, by method and pattern; whatever is not named here is not, whatever right somebody has. Not outside:
 * tokens, secrets, imports of lists, what changes the profile, searching for cameras, the audit trail, the site's machines.
 */
export const outsideRoutes: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ...[
    ...get("/", "/*", "/wall", "/app", "/app/*", "/assets/*"),
    ...get(routes.health, routes.ownRights, routes.live, routes.doorAuthority, routes.securityText),
    // People sign in, and see to their own account.
    ...get(routes.signIn, routes.invitation(":token"), routes.sessionState, routes.account),
    ...[routes.signIn, routes.signInFactor, routes.signInPassword, routes.signOut, routes.sessionState].map(post),
    ...[routes.unlock, routes.invitation(":token"), routes.totp, routes.recoveryCodes].map(post),
    ...[routes.signInPasskey, routes.passkeys].flatMap((path) => [`POST ${path}`, `PUT ${path}`]),
    `DELETE ${routes.passkey(":id")}`,
    ...[`PUT ${routes.accountPassword}`, `PUT ${routes.totp}`, `DELETE ${routes.totp}`],
    ...get(routes.signInProvider(":id"), `${routes.signInProvider(":id")}/back`),
    ...[`DELETE ${routes.ownSession(":id")}`, `DELETE ${routes.ownProvider(":id")}`],
    // Figures, and what is said of them.
    ...get(routes.readings, routes.history, routes.explanation, routes.forecasts, routes.outages, routes.sourceScores),
    ...get(routes.dossiersOverview, routes.dossiers, routes.documents, routes.news, routes.warnings, routes.contacts),
    `POST ${routes.takeaway}`,
    // Whether the wall is used, and that a page was opened.
    ...[...get(routes.usage), post(routes.usageOpened)],
    // What a leader follows, and what matters today; figures that officers enter.
    ...[...get(routes.today, routes.follows), `PUT ${routes.follows}`],
    ...get(routes.entryExpected, routes.entryDue, routes.entryTemplate, routes.entryDeeds, routes.entryDrafts),
    ...[...get(routes.entrySources, routes.sources, routes.refusals(":id")), `PUT ${routes.entryDrafts}`],
    ...[routes.entryCheck, routes.entryTable, routes.entryDeeds].map(post),
    // The map.
    ...get(routes.map, routes.outline, routes.mapTile(":revision", ":z", ":x", ":y")),
    ...get(routes.mapLayer(":role", ":revision"), routes.mapEvents, routes.reportMapEvents),
    ...get(routes.citizenReport(":number"), routes.cameraEvents, routes.cameraEventPicture(":number")),
    // Cameras are looked at, not turned.
    ...get(routes.cameraPictures(":id"), routes.cameraLastPicture(":id")),
    ...get(routes.cameraPlaylist(":id", ":stream"), "/api/cameras/:id/hls/:stream/:name"),
    // Scenes and their days are read.
    ...get(
      routes.scenes,
      routes.scene(":id"),
      routes.wallCommands,
      routes.siteFiles,
      routes.siteFile(":name"),
      routes.calendarYear(":year"),
    ),
  ].map((one) => [one, "always"] as const),
  ...[`POST ${routes.ingest(":id")}`, `POST ${routes.cameraEventsOf(":id")}`].map((one) => [one, "ingest"] as const),
  ...[...get(routes.feed, routes.feedPages), `POST ${routes.deliveries}`].map((one) => [one, "mirror"] as const),
  [`POST ${routes.machines}`, "machines"],
]);

/** Of the files of pages: the desk and the wall's own windows stay inside. */
const outsidePages = /^\/web\//;

/** Roles of programs, which have nothing to do outside unless the profile says so. */
const reachOfRole: Readonly<Record<string, Exclude<Reach, "always">>> = {
  ingest: "ingest",
  mirror: "mirror",
  machine: "machines",
};
const ofThisMachine: ReadonlySet<string> = new Set(["wall", "shell"]);

/** Whether somebody of a role may speak through the door at all; on the line, where all kinds of programs meet. */
export function mayComeThrough(request: FastifyRequest["raw"], role: string, also: readonly string[]): boolean {
  if (doorOf(request).name !== "outside") return true;
  if (ofThisMachine.has(role)) return false;
  const reach = reachOfRole[role];
  return reach === undefined || also.includes(reach);
}

/**
 * Keeps from the outside whatever is not named for it; before anybody is asked who they are.
 * @param also what the profile adds
 */
export function keepInside(app: FastifyInstance, also: readonly string[]): void {
  app.addHook("onRequest", async (request) => {
    if (doorOf(request.raw).name !== "outside") return;
    if (!isOutside(request, also)) throw new CodedError("door.inner-only");
  });
}

function isOutside({ method, routeOptions, url, is404 }: FastifyRequest, also: readonly string[]): boolean {
  // There is nothing there, which is said as anywhere.
  if (is404) return true;
  const pattern = routeOptions.url ?? "";
  const asked = method === "HEAD" ? "GET" : method;
  const reach = outsideRoutes.get(`${asked} ${pattern}`);
  if (reach === undefined) return false;
  if (pattern === "/*")
    return outsidePages.test(url) && !/%|\\|\/\/|\/\.\.?(?:\/|$)/.test(url.split(/[?#]/, 1)[0] ?? "");
  return reach === "always" || also.includes(reach);
}
