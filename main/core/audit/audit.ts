import { join } from "node:path";
import type { Logger } from "pino";
import { type AuditEntry, type AuditWho, mostDetailChars } from "#contract/audit/entry.ts";
import type { AuditList, AuditQuery, AuditVerification } from "#contract/audit/http.ts";
import type { AuditSettings } from "#contract/audit/settings.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { loadSessionKey } from "../access/session.ts";
import { type KeepingRounds, startKeepingRounds } from "../store/keeping-rounds.ts";
import { anchorAt, beginning, createVerifier, cutDeed, headAt, isGenuine, sealOf } from "./chain.ts";
import { keepHead } from "./head-file.ts";
import type { AuditRepository } from "./repository.ts";
import type { Syslog } from "./syslog.ts";

/** So that twelve are a leap year. */
const monthMs = 30.5 * 86_400_000;
/** From this share on people are told. */
const nearlyFull = 0.9;
/** Looked through at once, between which everything else has its turn. */
const verifiedAtOnce = 2_000;
const exportedAtOnce = 500;
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
  /** Those that fit, the newest first, a part after the other, and whether there are more than so many. */
  export(query: Omit<AuditQuery, "limit" | "before">, most: number): AsyncGenerator<AuditEntry, { hasMore: boolean }>;
  /** What is to be told of it: it cannot be written, the oldest are about to go before their time, or the copy elsewhere is cut off. null: nothing. */
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
  /** Absent: `audit.key` in the folder. */
  keyFile?: string;
  now(): number;
  log: Logger;
  /** As the profile has them now. */
  settings(): Pick<AuditSettings, "keepMonths" | "mostEntries">;
  syslog?: Syslog;
}): Promise<Audit> {
  const { repository, folder, now, log, syslog } = options;
  const limits = () => {
    const { keepMonths, mostEntries } = options.settings();
    return { keptForMs: keepMonths * monthMs, mostEntries };
  };
  const key = await loadSessionKey(options.keyFile ?? join(folder, "audit.key"));
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
    syslog?.signal();
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
    const { keptForMs, mostEntries } = limits();
    const upTo = await repository.surplus(now() - keptForMs, mostEntries);
    if (upTo === null) return false;
    await repository.drop(upTo, (number, seal) => anchorAt(key, number, seal));
    ({ entries } = await repository.extent());
    log.info({ upTo }, "entries of the audit trail whose time is over were dropped");
    return false;
  };
  const keeping: KeepingRounds = startKeepingRounds(step, log, "old entries of the audit trail could not be dropped");

  const failure = (): CodedMessage | null => {
    if (hasFailed) return { code: "audit.not-written", params: {} };
    const most = limits().mostEntries;
    if (entries >= most * nearlyFull) return { code: "audit.nearly-full", params: { entries, most } };
    return syslog?.failure() ?? null;
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
        extent: { ...extent, ...limits() },
        failure: failure(),
        syslog: (await syslog?.view()) ?? null,
      };
    },
    async *export(query, most) {
      let before: number | undefined;
      for (let left = most; left > 0; ) {
        const limit = Math.min(left, exportedAtOnce);
        const part = await repository.list({ ...query, ...(before === undefined ? {} : { before }), limit });
        yield* part;
        left -= part.length;
        if (part.length < limit) return { hasMore: false };
        before = part.at(-1)?.number;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const [next] = await repository.list({ ...query, ...(before === undefined ? {} : { before }), limit: 1 });
      return { hasMore: next !== undefined };
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
      await Promise.all([keeping.stop(), syslog?.stop()]);
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
