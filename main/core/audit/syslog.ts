import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import type { Logger } from "pino";
import type { SyslogView } from "#contract/audit/http.ts";
import type { AuditSyslog } from "#contract/audit/settings.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { createBackoff } from "../outbound/backoff.ts";
import type { AuditRepository } from "./repository.ts";
import { handOver, type SyslogServer } from "./syslog-line.ts";
import { framed, syslogMessage } from "./syslog-message.ts";

/** Entries of one connection: some hundred kilobytes. */
const mostAtOnce = 200;
/** What comes together goes together. */
const gatherMs = 1_000;
/** A server that is started anew is no news; from here on people are told. */
const toldAfterMs = 60_000;

export type Syslog = {
  /** Something was written. @param isOther the server may be another one now: a pause after a failure is over */
  signal(isOther?: boolean): void;
  /** null: the profile names no server. */
  view(): Promise<SyslogView | null>;
  /** What is to be told of it. */
  failure(): CodedMessage | null;
  stop(): Promise<void>;
};

/**
 * Keeps a copy of the audit trail on a server of the site. The trail itself is the queue: up to which entry the server has taken it is kept on the disk,
 * so that nothing is left out over a cut or a restart; what was on its way at that moment comes twice, under the same number. A server that is new
 * gets everything that is kept.
 * @param options.server as the profile has it now
 * @param options.resolve fills in where a PEM file is
 */
export function startSyslog(options: {
  repository: Pick<AuditRepository, "sealed" | "newest" | "taken" | "noteTaken">;
  server(): AuditSyslog | undefined;
  resolve(address: string): Promise<string>;
  now(): number;
  log: Logger;
  pauses?: { gatherMs: number; firstMs: number; lastMs: number };
}): Syslog {
  const { repository, server, resolve, now, log } = options;
  const pauses = { gatherMs, firstMs: 1_000, lastMs: 60_000, ...options.pauses };
  const backoff = createBackoff(pauses.firstMs, pauses.lastMs);
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  /** Since when something waits; null: nothing does. */
  let waitingSinceMs: number | null = null;
  /** What was taken last; a server that goes at that very moment may have said so without having kept it. */
  let last: { name: string; from: number } | undefined;
  let cut: { atMs: number; detail: string } | null = null;

  const textOf = async (file: string | undefined) =>
    file === undefined ? undefined : readFile(await resolve(file), "utf8");
  const open = async ({ host, port, ca, certificate, key }: AuditSyslog): Promise<SyslogServer> => ({
    ...{ host, port, ca: await textOf(ca), certificate: await textOf(certificate), key: await textOf(key) },
  });

  const work = async (): Promise<void> => {
    const at = server();
    if (at === undefined) {
      waitingSinceMs = null;
      cut = null;
      return;
    }
    const name = nameOf(at);
    try {
      for (;;) {
        const taken = await repository.taken(name);
        const entries = await repository.sealed(taken, mostAtOnce);
        const newest = entries.at(-1);
        if (newest === undefined) break;
        waitingSinceMs ??= now();
        if (taken > 0 && entries[0]?.number !== taken + 1)
          log.error({ from: taken + 1 }, "entries of the audit trail went before the syslog server took them");
        const frames = entries.map((entry) => framed(syslogMessage(entry, hostname())));
        await handOver(await open(at), frames, ending.signal);
        await repository.noteTaken(name, newest.number);
        last = { name, from: taken };
        if (cut !== null) log.info({ server: name }, "the syslog server takes the audit trail again");
        cut = null;
        backoff.reset();
      }
      waitingSinceMs = null;
    } catch (error) {
      if (ending.signal.aborted) return;
      const detail = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
      if (cut === null) log.warn({ server: name, detail }, "the syslog server does not take the audit trail");
      if (cut === null && last?.name === name) await repository.noteTaken(name, last.from).catch(() => {});
      last = undefined;
      cut = { atMs: cut?.atMs ?? now(), detail };
      schedule(backoff.next());
    }
  };
  const schedule = (inMs: number): void => {
    if (ending.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      working = (working ?? Promise.resolve()).then(work);
    }, inMs);
    timer.unref();
  };
  schedule(0);

  const failure = (): CodedMessage | null => {
    const at = server();
    const since = cut?.atMs ?? waitingSinceMs;
    if (at === undefined || since === null || now() - since < toldAfterMs) return null;
    if (cut !== null) return { code: "audit.syslog-cut", params: { host: nameOf(at), detail: cut.detail } };
    return { code: "audit.syslog-behind", params: { host: nameOf(at) } };
  };
  return {
    signal(isOther = false) {
      // While it is cut off, the next attempt has its time already.
      if (isOther || (cut === null && timer === undefined)) schedule(pauses.gatherMs);
    },
    async view() {
      const at = server();
      if (at === undefined) return null;
      const newest = (await repository.newest())?.number ?? 0;
      const waiting = Math.max(0, newest - (await repository.taken(nameOf(at))));
      const sinceMs = cut?.atMs ?? (waiting > 0 ? waitingSinceMs : null);
      return {
        ...{ host: at.host, port: at.port, waiting, sinceMs: sinceMs === null ? null : Math.round(sinceMs) },
        state: cut !== null ? "cut" : sinceMs !== null && now() - sinceMs >= toldAfterMs ? "behind" : "ok",
        reason: cut === null ? null : { code: "audit.syslog-cut", params: { host: nameOf(at), detail: cut.detail } },
      };
    },
    failure,
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

const nameOf = ({ host, port }: Pick<AuditSyslog, "host" | "port">): string => `${host}:${port}`;
