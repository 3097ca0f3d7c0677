import { join } from "node:path";
import type { Logger } from "pino";
import { type AuditEntry, type AuditWho, mostDetailChars } from "#contract/audit/entry.ts";
import type { AuditList, AuditQuery, AuditVerification } from "#contract/audit/http.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { loadSessionKey } from "../access/session.ts";
import { type KeepingRounds, startKeepingRounds } from "../store/keeping-rounds.ts";
import { anchorAt, beginning, createVerifier, cutDeed, headAt, isGenuine, sealOf } from "./chain.ts";
import { keepHead } from "./head-file.ts";
import type { AuditRepository } from "./repository.ts";

const dayMs = 86_400_000;
/** Kept for 12 months (TCVN 14423:2026, level 3, asks for 3). */
const keptForMs = 366 * dayMs;
/** Some 400 bytes each; who does a deed a minute all day makes 525,600 a year. */
const mostEntries = 1_000_000;
/** From this share on people are told. */
const nearlyFull = 0.9;
/** Looked through at once, between which everything else has its turn. */
const verifiedAtOnce = 2_000;
/** Refusals that are told one by one in a minute; more are told by their number. Who tries thousands of tokens is not to push out what others did. */
const refusalsAMinute = 60;
const minuteMs = 60_000;

/** What a deed was, before it has a number. Before and after are cut to what an entry holds. */
export type AuditDeed = Omit<AuditEntry, "number" | "atMs" | "before" | "after" | "isCut"> & {
  before?: unknown;
  after?: unknown;
};

export type Audit = {
  /** Written on the disk when it resolves. Rejects with store.full, store.failed. */
  tell(deed: AuditDeed): Promise<void>;
  list(query: AuditQuery): Promise<AuditList>;
  verify(): Promise<AuditVerification>;
  /** What is to be told of it: it cannot be written, or the oldest are about to go before their time. null: nothing. */
  failure(): CodedMessage | null;
  stop(): Promise<void>;
};

/**
 * The audit trail: who did, saw or was refused what, each entry sealed over the one before (HMAC-SHA-256).
 * @param options.keyFile the key of the seals, made when absent. Whoever has it and the database can write another past: a copy of what
 *   was told belongs on another machine
 */
export async function openAudit(options: {
  repository: AuditRepository;
  folder: string;
  now(): number;
  log: Logger;
  limits?: { keptForMs?: number; mostEntries?: number };
}): Promise<Audit> {
  const { repository, folder, now, log } = options;
  const limits = { keptForMs, mostEntries, ...options.limits };
  const key = await loadSessionKey(join(folder, "audit.key"));
  const head = keepHead(join(folder, "audit.head"));
  let minute = 0;
  let refusals = 0;
  let hasFailed = false;
  let { entries } = await repository.extent();
  const uncounted = new Map<string, number>();

  const append = async (deed: AuditDeed, atMs: number): Promise<void> => {
    const { before, after, ...rest } = deed;
    const [one, other] = [shortened(before), shortened(after)];
    const { number, seal } = await repository.append(
      {
        ...rest,
        ...{ atMs: Math.round(atMs), target: rest.target.slice(0, 300), deed: rest.deed.slice(0, 200) },
        ...{ before: one.text, after: other.text, isCut: one.isCut || other.isCut },
      },
      (former, next, body) => sealOf(key, former ?? beginning, next, body),
    );
    entries += 1;
    head.note(headAt(key, number, seal));
  };

  const noted = await head.read();
  const found = (await repository.newest())?.number ?? (await repository.anchor())?.number ?? 0;
  if (noted !== undefined && (!isGenuine(key, noted) || noted.number > found)) {
    log.error({ noted: noted.number, found }, "the end of the audit trail is not there any more");
    const after = { noted: noted.number, found };
    const cut = { who: nobody, from: "", deed: cutDeed, target: "", outcome: "failed", status: 500, after } as const;
    await append(cut, now()).catch((error: unknown) =>
      log.error({ err: error }, "the audit trail could not be written"),
    );
  }

  /** What was left out of the last minute is one entry. */
  const tellUncounted = async (): Promise<void> => {
    if (uncounted.size === 0) return;
    const addresses = uncounted.size;
    const count = [...uncounted.values()].reduce((sum, one) => sum + one, 0);
    uncounted.clear();
    await append(
      {
        who: nobody,
        from: "",
        deed: "refusals",
        target: "",
        outcome: "refused",
        status: 429,
        after: { count, addresses },
      },
      now(),
    );
  };
  const isTold = async (deed: AuditDeed): Promise<boolean> => {
    const current = Math.floor(now() / minuteMs);
    if (current !== minute) {
      minute = current;
      refusals = 0;
      await tellUncounted();
    }
    if (deed.outcome !== "refused") return true;
    refusals += 1;
    if (refusals <= refusalsAMinute) return true;
    if (uncounted.has(deed.from) || uncounted.size < refusalsAMinute)
      uncounted.set(deed.from, (uncounted.get(deed.from) ?? 0) + 1);
    else uncounted.set("", (uncounted.get("") ?? 0) + 1);
    return false;
  };
  const timer = setInterval(() => {
    if (Math.floor(now() / minuteMs) !== minute) void tellUncounted().catch(() => {});
  }, minuteMs).unref();

  const step = async (): Promise<boolean> => {
    const upTo = await repository.surplus(now() - limits.keptForMs, limits.mostEntries);
    if (upTo === null) return false;
    await repository.drop(upTo, (number, seal) => anchorAt(key, number, seal));
    ({ entries } = await repository.extent());
    log.info({ upTo }, "entries of the audit trail whose time is over were dropped");
    return false;
  };
  const keeping: KeepingRounds = startKeepingRounds(step, log, "old entries of the audit trail could not be dropped");

  const failure = (): CodedMessage | null => {
    if (hasFailed) return { code: "audit.not-written", params: {} };
    if (entries < limits.mostEntries * nearlyFull) return null;
    return { code: "audit.nearly-full", params: { entries, most: limits.mostEntries } };
  };

  return {
    async tell(deed) {
      try {
        if (await isTold(deed)) await append(deed, now());
        hasFailed = false;
      } catch (error) {
        hasFailed = true;
        log.error({ err: error, deed: deed.deed }, "the audit trail could not be written");
        throw error;
      }
    },
    async list(query) {
      const found = await repository.list({ ...query, limit: query.limit + 1 });
      const extent = await repository.extent();
      return {
        entries: found.slice(0, query.limit),
        hasMore: found.length > query.limit,
        extent: { ...extent, keptForMs: limits.keptForMs, mostEntries: limits.mostEntries },
        failure: failure(),
      };
    },
    async verify() {
      await head.settled();
      const noted = await head.read();
      const anchor = await repository.anchor();
      const verifier = createVerifier(key, anchor);
      let after = anchor?.number ?? 0;
      for (;;) {
        const part = await repository.sealed(after, verifiedAtOnce);
        const newest = part.at(-1);
        if (newest === undefined || verifier.take(part) !== undefined) return verifier.end(noted);
        after = newest.number;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    failure,
    async stop() {
      clearInterval(timer);
      await keeping.stop();
      await tellUncounted().catch(() => {});
      await head.settled();
    },
  };
}

export const nobody: AuditWho = { kind: "nobody", id: null, role: "", name: "" };

function shortened(value: unknown): { text: string | null; isCut: boolean } {
  if (value === undefined || value === null) return { text: null, isCut: false };
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { text: text.slice(0, mostDetailChars), isCut: text.length > mostDetailChars };
}
