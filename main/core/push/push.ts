import { createHash, randomBytes } from "node:crypto";
import type { Agent } from "node:https";
import { hostname } from "node:os";
import type { Logger } from "pino";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { ExpectedFigures } from "#contract/entry/http.ts";
import { CodedError } from "#contract/errors.ts";
import { mostSubscriptions, type NewPushSubscription, type OwnPush } from "#contract/push/http.ts";
import { type Identity, identityOfAccount, may } from "../access/identity.ts";
import type { Reach } from "../access/reach.ts";
import type { Right } from "../access/rights.ts";
import type { AccountsRepository } from "../accounts/repository.ts";
import type { FollowsRepository } from "../follows/repository.ts";
import type { Secrets } from "../secrets/secrets.ts";
import { crossingsOf, dueOf, type Matter, ownCrossingsOf } from "./matters.ts";
import type { PushRepository, StoredSubscription } from "./repository.ts";
import { createSender } from "./sending.ts";
import { isKnownService, knownServices } from "./services.ts";
import { createVapid } from "./vapid.ts";

const lookEveryMs = 30_000;
/** What is due is told by the day, and costs a look at a year of every figure. */
const dueEveryMs = 15 * 60_000;
/** What was told longer ago is of no matter. */
const toldKeptMs = 60 * 86_400_000;

export type PushOptions = {
  store: {
    push: PushRepository;
    follows: Pick<FollowsRepository, "of">;
    accounts: Pick<AccountsRepository, "byId">;
  };
  secrets: Pick<Secrets, "get" | "set">;
  /** Of an account, also locked ones: where it is signed in. */
  sessions(account: string): Promise<readonly { id: string }[]>;
  profile(): Profile;
  newest(indicator: string, place: string): Reading | undefined;
  /** What a change is measured from, by the limit of somebody's own; undefined: nobody knows. */
  before(indicator: Indicator, reading: Reading): Promise<number | undefined>;
  reachOf(identity: Identity | undefined, right: Right): Reach;
  expected(reach: Reach): Promise<Pick<ExpectedFigures, "figures">>;
  now(): number;
  log: Pick<Logger, "info" | "warn">;
  /** Stated so that tests can have a service of their own. */
  services?: readonly string[] | undefined;
  agent?: Agent | undefined;
  firstAgainMs?: number | undefined;
};

export type Push = {
  own(account: string): Promise<OwnPush>;
  /** @throws CodedError push.service-unknown, push.too-many, store.full, store.failed */
  subscribe(account: string, session: string, given: NewPushSubscription): Promise<void>;
  /** False: it is none of the account's. */
  unsubscribe(account: string, id: string): Promise<boolean>;
  start(): void;
  /** Tells what there is to tell. Resolves when each of it was taken, or given up. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

/** Tells people on their devices of what they follow and of what is due of them. Whoever has not asked for it is told nothing. */
export function createPush(options: PushOptions): Push {
  const { store, sessions, profile, newest, before, reachOf, expected, now, log, services = knownServices } = options;
  const vapid = createVapid(options.secrets);
  const subject = () => {
    const { publicUrl, outside, security } = profile().server;
    // Whom a service tells that messages are wrong (RFC 8292): the site's address, else who is told of weaknesses, else this machine's name.
    const contact = security?.contact.find((one) => /^(?:https|mailto):/.test(one));
    return outside?.publicUrl ?? publicUrl ?? contact ?? `https://${hostname()}`;
  };
  const sender = createSender({ ...{ vapid, subject, log }, agent: options.agent, firstAgainMs: options.firstAgainMs });
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let dueLookedAtMs = Number.NEGATIVE_INFINITY;

  /** Where somebody is still signed in; what is left of others is taken away. */
  const devicesOf = async (account: string): Promise<StoredSubscription[]> => {
    const open = new Set((await sessions(account)).map(({ id }) => id));
    const all = await store.push.ofAccount(account);
    for (const { id, session } of all) if (!open.has(session)) await store.push.remove(id);
    return all.filter(({ session }) => open.has(session));
  };
  const mattersOf = async (account: string, withDue: boolean): Promise<Matter[]> => {
    const who = await store.accounts.byId(account);
    if (who === undefined || who.leftAtMs !== null) return [];
    const { id, name, fullName, unit, grants } = who;
    const identity = identityOfAccount({ id, name, fullName, ...(unit === undefined ? {} : { unit }) }, "", grants);
    const told = new Map((await store.push.told(account)).map((one) => [one.subject, one] as const));
    const reach = reachOf(identity, "read");
    const followed = (may(identity, "read") ? await store.follows.of(account) : null) ?? { series: [], limits: {} };
    const about = { profile: profile(), newest, isReached: reach.figure, told, nowMs: now() };
    const [site, own] = [crossingsOf(followed, about), await ownCrossingsOf(followed, { ...about, before })];
    const matters = [...site.matters, ...own.matters];
    for (const one of [...site.quiet, ...own.quiet]) await store.push.setTold(account, { ...one, atMs: now() });
    if (!withDue || !may(identity, "enter-figures")) return matters;
    const due = await expected(reachOf(identity, "enter-figures"));
    return [...matters, ...dueOf(due.figures, told)];
  };
  const tell = async (account: string, withDue: boolean): Promise<void> => {
    const devices = await devicesOf(account);
    if (devices.length === 0) return;
    for (const { subject: about, state, message } of await mattersOf(account, withDue)) {
      // Before it is sent: told once too seldom is better than every half minute.
      await store.push.setTold(account, { subject: about, state, atMs: now() });
      await Promise.all(
        devices.map(async (device) => {
          const sent = await sender.send(device, message(device.language));
          if (sent === "gone") await store.push.remove(device.id);
          if (sent === "taken") await store.push.taken(device.id, now());
        }),
      );
    }
  };
  const lookOnce = async (): Promise<void> => {
    await store.push.dropTold(now() - toldKeptMs);
    const withDue = now() - dueLookedAtMs >= dueEveryMs;
    if (withDue) dueLookedAtMs = now();
    await Promise.all((await store.push.accounts()).map((account) => tell(account, withDue)));
  };

  const push: Push = {
    async own(account) {
      const { publicKey } = await vapid();
      const all = await devicesOf(account);
      return {
        key: publicKey,
        subscriptions: all.map(({ id, endpoint, sinceMs, takenAtMs }) => ({
          ...{ id, endpointHash: createHash("sha256").update(endpoint).digest("hex"), sinceMs, takenAtMs },
        })),
      };
    },
    async subscribe(account, session, given) {
      if (!isKnownService(given.endpoint, services))
        throw new CodedError("push.service-unknown", { host: new URL(given.endpoint).host });
      const others = (await devicesOf(account)).filter(({ endpoint }) => endpoint !== given.endpoint);
      if (others.length >= mostSubscriptions) throw new CodedError("push.too-many", { most: mostSubscriptions });
      const id = randomBytes(12).toString("hex");
      await store.push.put({ ...given, id, account, session, sinceMs: now(), takenAtMs: null });
    },
    async unsubscribe(account, id) {
      const isHis = (await store.push.ofAccount(account)).some((one) => one.id === id);
      return isHis && store.push.remove(id);
    },
    start() {
      timer = setInterval(() => {
        push.look().catch((error: unknown) => log.warn({ err: error }, "people could not be told on their devices"));
      }, lookEveryMs);
    },
    look() {
      looking ??= lookOnce().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    async stop() {
      clearInterval(timer);
      await sender.stop();
      await looking?.catch(() => undefined);
    },
  };
  return push;
}
