import { isIP } from "node:net";
import os from "node:os";
import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { Tls } from "#contract/door/server.ts";
import type { CertificateView, DoorNote } from "#contract/door/view.ts";
import type { Words } from "#contract/entities/text.ts";
import { CodedError, inBoth, saidInBoth } from "#contract/errors.ts";
import type { Authority } from "./authority.ts";
import { type Certificate, certificateView, fitted, readPem } from "./certificate.ts";

/** What doors are called where something is told of them. */
const doorWords: Readonly<Record<string, Words>> = {
  public: { vi: "cửa chung", en: "public" },
  outside: { vi: "cửa ra bên ngoài", en: "outside" },
};
const dayMs = 86_400_000;
const toldBeforeMs = 31 * dayMs;
/** Two small files. Not waited for by the system's word: it says nothing of a share, nor of a link whose target is another now. */
const lookEveryMs = 10_000;
/** Both files are seldom replaced in the same instant: only what is wrong twice running is told. */
const toldAfterLooks = 2;

/** The certificate of a door, as it is at this moment. */
export type WatchedCertificate = {
  /** undefined: there has been none that can be used since the start. */
  current(): Certificate | undefined;
  view(): CertificateView | undefined;
  /** What is to be known of it. */
  notes(): DoorNote[];
  /** Told of every other one from now on. */
  onChange(listener: (certificate: Certificate) => void): void;
  /** Looks now, as it does by itself every few seconds. */
  look(): Promise<void>;
  stop(): void;
};

/**
 * Reads a door's certificate, and again whenever it may be another. Never fails: what is wrong is told, and the one before stays in
 * use.
 * @param options.door for what is told
 * @param options.fileOf fills in what stands for folders
 * @param options.authority the site's own, where the door's certificate is made by it
 * @param options.names what an own one is to be good for
 * @param options.dayOf how a day is told
 */
export async function watchCertificate(options: {
  door: string;
  tls: Tls;
  fileOf(address: string): string;
  authority(): Promise<Authority>;
  names(): readonly string[];
  dayOf(ms: number): string;
  now(): number;
  log: Logger;
  lookEveryMs?: number | undefined;
}): Promise<WatchedCertificate> {
  const { door, tls, dayOf, now, log } = options;
  let current: Certificate | undefined;
  let refused: CodedError | undefined;
  let failedLooks = 0;
  const listeners = new Set<(certificate: Certificate) => void>();

  const read = async (): Promise<Certificate> => {
    if (tls.ownCa !== undefined) return (await options.authority()).certify(door, options.names());
    const files = { certificate: options.fileOf(tls.certificate ?? ""), key: options.fileOf(tls.key ?? "") };
    const [cert, key] = await Promise.all([readPem(files.certificate), readPem(files.key)]);
    if (cert === current?.cert && key === current.key) return current;
    const found = fitted(cert, key, files);
    // One that is over is no better than the one before; where there is none, browsers say of it what is wrong.
    if (current !== undefined && found.notAfterMs <= now())
      throw new CodedError("tls.over-already", { file: files.certificate, day: dayOf(found.notAfterMs) });
    return found;
  };
  const look = async (): Promise<void> => {
    try {
      const found = await read();
      if (refused !== undefined) log.info({ door }, "the door's certificate is as it should be again");
      refused = undefined;
      failedLooks = 0;
      if (found.fingerprint === current?.fingerprint && found.cert === current.cert) return;
      const isFirst = current === undefined;
      current = found;
      const { names, fingerprint, notAfterMs } = found;
      log.info({ door, names, fingerprint, until: new Date(notAfterMs).toISOString(), isFirst }, "certificate in use");
      for (const listener of listeners) listener(found);
    } catch (error) {
      const coded =
        error instanceof CodedError
          ? error
          : new CodedError("tls.not-readable", { file: "?", detail: "?" }, { cause: error });
      failedLooks += 1;
      if (current !== undefined && failedLooks < toldAfterLooks) return;
      if (!isDeepStrictEqual(refused?.toMessage(), coded.toMessage()))
        log.error({ err: coded, door }, "the door's certificate cannot be used");
      refused = coded;
    }
  };
  await look();
  const timer = setInterval(() => void look(), options.lookEveryMs ?? lookEveryMs).unref();

  const called = inBoth("door", doorWords[door] ?? { vi: door, en: door });
  const notes = (): DoorNote[] => {
    if (current === undefined) {
      const said = refused?.toMessage() ?? { code: "internal" as const, params: { reference: "?" } };
      return [{ reason: { code: "tls.closed", params: { ...called, ...saidInBoth("said", said) } }, isFault: true }];
    }
    const { notBeforeMs, notAfterMs } = current;
    const day = dayOf(notAfterMs);
    const leftMs = notAfterMs - now();
    const told: DoorNote[] = [];
    const tell = (code: DoorNote["reason"]["code"], params: DoorNote["reason"]["params"]) =>
      void told.push({ reason: { code, params: { ...called, ...params } }, isFault: true });
    if (refused !== undefined) tell("tls.new-refused", { day, ...saidInBoth("said", refused.toMessage()) });
    if (leftMs <= 0) tell("tls.expired", { day });
    else if (notBeforeMs > now()) tell("tls.not-yet", { day: dayOf(notBeforeMs) });
    else if (leftMs < toldBeforeMs) tell("tls.ending", { day, days: Math.floor(leftMs / dayMs) });
    return told;
  };
  return {
    current: () => current,
    view: () => current && certificateView(current, tls.ownCa === undefined ? "files" : "own-ca"),
    notes,
    onChange: (listener) => void listeners.add(listener),
    look,
    stop: () => clearInterval(timer),
  };
}

/**
 * What a certificate of the site's own is good for: the names in the profile; without any this machine's own, and its addresses where
 * it listens on all of them.
 */
export function ownNames(options: {
  names: readonly string[] | undefined;
  host: string;
  publicUrl: URL | undefined;
}): string[] {
  const { names, host, publicUrl } = options;
  const isAll = host === "0.0.0.0" || host === "::";
  const machines = [os.hostname().toLowerCase(), ...(isAll ? addressesOfMachine() : [])];
  const found = [
    ...(names ?? machines),
    ...(publicUrl === undefined ? [] : [publicUrl.hostname.replace(/^\[|\]$/g, "")]),
    ...(isAll ? [] : [host.toLowerCase()]),
    "localhost",
    "127.0.0.1",
  ];
  return [...new Set(found)].filter((one) => isIP(one) !== 0 || /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(one));
}

const addressesOfMachine = (): string[] =>
  Object.values(os.networkInterfaces())
    .flatMap((one) => one ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
    .map(({ address }) => address.toLowerCase())
    .slice(0, 20);
