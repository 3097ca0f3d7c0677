import type { FastifyInstance } from "fastify";
import type { CodedMessage } from "#contract/errors.ts";
import type { StartCore } from "#contract/supervision.ts";
import type { Access } from "../access/access.ts";
import { createReach } from "../access/reach.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { HashCost } from "../accounts/password-hash.ts";
import type { SignOn } from "../accounts/sign-on/sign-on.ts";
import type { Limits } from "../api/limits.ts";
import { type Callers, createServer } from "../api/server.ts";
import type { Audit } from "../audit/audit.ts";
import { auditRequests } from "../audit/hook.ts";
import { createDoors, type Doors } from "../door/doors.ts";
import type { Hub } from "../live/hub.ts";
import { countRequests } from "../usage/counted.ts";
import type { Usage } from "../usage/usage.ts";
import type { Displays } from "../wall/displays.ts";
import { openAccess } from "./access.ts";
import { openAccounts } from "./accounts.ts";
import type { Addresses } from "./addresses.ts";
import { openSiteAudit } from "./audit.ts";
import type { Ground, OpenedGround } from "./ground.ts";
import { openSignOn } from "./sign-on.ts";
import { openSiteUsage } from "./usage.ts";
import type { WallSide } from "./wall-side.ts";

/** Who speaks to a core: by which doors, as whom, how far it reaches, and what is written down of it. */
export type CallerParts = Callers & {
  access: Access;
  accounts: Accounts;
  signOn: SignOn;
  reachOf: ReturnType<typeof createReach>;
  doors: Doors;
  audit: Audit;
  usage: Usage;
};

export type CallersOptions = {
  /** The program's. */
  version: string;
  assetsFolder: string;
  limits: Limits & { hashCost?: HashCost };
  /** Tokens for this run, by whoever started the core. */
  given: StartCore | undefined;
  onWord: ((message: CodedMessage) => void) | undefined;
};

/** The server with all that stands before its routes; none is registered yet, and nothing listens. */
export async function openCallers(
  options: Ground &
    Pick<OpenedGround, "keys" | "secrets" | "sessionKey"> &
    Pick<Addresses, "resolve"> &
    CallersOptions & { hub: Hub; displays: Pick<Displays, "list">; side: WallSide },
): Promise<{ app: FastifyInstance; callers: CallerParts }> {
  const { profile, site, profileFolder, dataFolder, keys, limits, onClose, now, log } = options;
  const accounts = openAccounts({ ...options, hashCost: limits.hashCost });
  const access = await openAccess({ ...options, accounts: accounts.sessions });
  const signOn = await openSignOn({ ...options, accounts, keyFile: keys.fileOf("identity.key") });
  const reachOf = createReach(site.current);
  const doors = await createDoors({
    ...{ server: profile.server, timeZone: profile.timeZone, dataFolder, profileFolder, now, log },
    ...{ onWord: options.onWord, lookEveryMs: limits.lookAtCertificatesEveryMs },
  });
  onClose(() => doors.close());
  const { app, callers } = await createServer({
    ...{ access, reachOf, doors, version: options.version, follows: options.side.first?.host, log, limits },
  });
  const audit = await openSiteAudit({ ...options, keyFile: keys.fileOf("audit.key") });
  onClose(() => audit.stop());
  await keys.note();
  auditRequests(app, { audit, access });
  const usage = openSiteUsage({ ...options, access });
  countRequests(app, usage);
  return { app, callers: { ...callers, access, accounts, signOn, reachOf, doors, audit, usage } };
}
