import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { isLoopback, type ServerConfig, type Tls } from "#contract/door/server.ts";
import type { DoorNote, DoorsView, DoorView } from "#contract/door/view.ts";
import { CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import { originOf } from "../run/listening.ts";
import { type Authority, openAuthority } from "./authority.ts";
import { createDoor, type Door } from "./door.ts";
import { type ExtraServer, openExtraServer } from "./extra-server.ts";
import { ownNames, type WatchedCertificate, watchCertificate } from "./watched-certificate.ts";

/** From this version on nothing is open to other machines without TLS where the profile does not say so. */
export const plainUnsaidUntil = "0.3.0";
/** The site's own authority is told of earlier than a certificate: devices are gone round by hand. */
const authorityToldBeforeMs = 180 * 86_400_000;
/** With TLS this machine's own programs speak here, and nobody else can. */
const ownLoopback = "127.0.0.1";

/** Every listener of a core, and what is to be known of them. */
export type Doors = {
  /** The core's first listener: this machine's own, and everybody's where there is no TLS. */
  readonly inner: Door;
  readonly all: readonly Door[];
  /** Where that one listens. */
  readonly innerHost: string;
  /** The profile's host of a door. */
  hostOf(door: Door): string;
  /** What the outside may do beside what people need. */
  readonly also: readonly string[];
  readonly trustedProxies: readonly string[];
  /**
   * Opens the listeners beside the first one, which listens by then. One whose certificate cannot be used stays shut, and opens
   * once it can.
   * @throws CodedError port.in-use, port.not-allowed, host.not-available
   */
  open(app: FastifyInstance, innerOrigin: string): Promise<void>;
  /** What other machines call it, for links; the first listener's own origin where that is all there is. */
  peoplesOrigin(): string;
  view(): DoorsView;
  /** Of the site's own authority, PEM; undefined where it has none. */
  authority(): Promise<string | undefined>;
  close(): Promise<void>;
};

type Opened = { door: Door; host: string; port: number; certificate: WatchedCertificate | undefined };

/**
 * Reads what the doors need; nothing listens yet.
 * @param options.onWord told of what the people who start this are to know
 */
export async function createDoors(options: {
  server: ServerConfig;
  dataFolder: string;
  profileFolder: string;
  timeZone: string;
  now(): number;
  log: Logger;
  onWord?: ((message: CodedMessage) => void) | undefined;
  lookEveryMs?: number | undefined;
}): Promise<Doors> {
  const { server, dataFolder, log, now } = options;
  const { tls, outside } = server;
  const folder = path.join(dataFolder, "tls");
  const days = new Intl.DateTimeFormat("vi-VN", {
    timeZone: options.timeZone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  let authority: Promise<Authority> | undefined;
  let known: Authority | undefined;
  const openedAuthority = (): Promise<Authority> => {
    // One that failed is tried again: somebody may have put its files back.
    authority ??= openAuthority({ folder, now }).then(
      (opened) => {
        known = opened;
        return opened;
      },
      (error: unknown) => {
        authority = undefined;
        throw error;
      },
    );
    return authority;
  };
  const hasOwnCa = tls?.ownCa === true || outside?.tls?.ownCa === true;

  const watched: WatchedCertificate[] = [];
  const certificateOf = async (
    door: string,
    config: Tls,
    host: string,
    publicUrl: URL | undefined,
  ): Promise<WatchedCertificate> => {
    const made = await watchCertificate({
      ...{ door, tls: config, now, log, lookEveryMs: options.lookEveryMs, authority: openedAuthority },
      fileOf: (address) => fileOf(address, options),
      names: () => ownNames({ names: config.names, host, publicUrl }),
      dayOf: (ms) => days.format(ms),
    });
    watched.push(made);
    return made;
  };
  const doorOf = (name: Door["name"], publicUrl: URL | undefined, certificate?: WatchedCertificate): Door =>
    createDoor(name, publicUrl, () => certificate?.current()?.names ?? []);
  const urlOf = (text: string | undefined): URL | undefined => (text === undefined ? undefined : new URL(text));

  const publicUrl = urlOf(server.publicUrl);
  const inner = doorOf("inner", tls === undefined ? publicUrl : undefined);
  const innerHost = tls === undefined ? server.host : ownLoopback;
  const beside: Opened[] = [];
  if (tls !== undefined) {
    const certificate = await certificateOf("public", tls, server.host, publicUrl);
    const door = doorOf("public", publicUrl, certificate);
    beside.push({ door, host: server.host, port: tls.port, certificate });
  }
  if (outside !== undefined) {
    const url = urlOf(outside.publicUrl);
    const certificate = outside.tls && (await certificateOf("outside", outside.tls, outside.host, url));
    const door = doorOf("outside", url, certificate);
    beside.push({ door, host: outside.host, port: outside.port, certificate });
  }
  const hosts = new Map<string, string>([
    ["inner", server.host],
    ...beside.map(({ door, host }) => [door.name, host] as const),
  ]);

  const standing = standingNotes(server);
  for (const { reason, isFault } of standing) {
    log.warn(reason.params, sentence(reason, "en"));
    if (isFault) options.onWord?.(reason);
  }

  const authorityNotes = (): DoorNote[] =>
    known === undefined || known.notAfterMs - now() > authorityToldBeforeMs
      ? []
      : [{ reason: { code: "tls.ca-ending", params: { day: days.format(known.notAfterMs) } }, isFault: true }];

  const servers = new Map<Door, ExtraServer>();
  const failures = new Map<Door, CodedMessage>();
  let innerOrigin = "";
  let isClosed = false;
  const openOne = async (app: FastifyInstance, { door, host, port, certificate }: Opened): Promise<void> => {
    const current = certificate?.current();
    if (certificate !== undefined && current === undefined) return;
    const opened = await openExtraServer({
      ...{ app, door, host, port, certificate: current },
      onFull: (limit) => log.warn({ door: door.name, limit }, "a door has as many connections as it takes"),
    });
    if (isClosed) return opened.close();
    servers.set(door, opened);
    failures.delete(door);
    log.info({ door: door.name, host, port: opened.port, hasTls: current !== undefined }, "door open");
  };
  const originOfDoor = ({ door, host, port, certificate }: Opened): string =>
    originOf(certificate === undefined ? "http" : "https", host, servers.get(door)?.port ?? port);

  return {
    ...{
      inner,
      innerHost,
      all: [inner, ...beside.map(({ door }) => door)],
      trustedProxies: server.trustedProxies,
      also: outside?.also ?? [],
    },
    hostOf: ({ name }) => hosts.get(name) ?? server.host,
    async open(app, origin) {
      innerOrigin = origin;
      for (const each of beside) {
        await openOne(app, each);
        each.certificate?.onChange((certificate) => {
          const there = servers.get(each.door);
          if (there !== undefined) return there.use(certificate);
          // It was shut for want of one.
          openOne(app, each).catch((error: unknown) => {
            log.error({ err: error, door: each.door.name }, "a door could not be opened");
            if (error instanceof CodedError) failures.set(each.door, error.toMessage());
          });
        });
      }
    },
    peoplesOrigin() {
      if (publicUrl !== undefined) return publicUrl.origin;
      const open = beside.find(({ door }) => door.name === "public" && servers.has(door));
      if (open === undefined) return innerOrigin;
      // By a name that its certificate is good for.
      const name = open.certificate?.current()?.names.find((one) => !one.startsWith("*")) ?? open.host;
      return originOf("https", name, servers.get(open.door)?.port ?? open.port);
    },
    view: () => ({
      doors: [
        viewOf({ name: "inner", origin: innerOrigin, publicUrl: inner.publicUrl }),
        ...beside.map((each) =>
          viewOf({
            ...{ name: each.door.name, origin: originOfDoor(each), publicUrl: each.door.publicUrl },
            certificate: each.certificate?.view(),
          }),
        ),
      ],
      notes: [
        ...[...failures.values()].map((reason) => ({ reason, isFault: true })),
        ...[...watched.flatMap((one) => one.notes()), ...authorityNotes(), ...standing],
      ].slice(0, 20),
    }),
    authority: async () => (hasOwnCa ? (await openedAuthority()).certificate : undefined),
    async close() {
      isClosed = true;
      for (const one of watched) one.stop();
      await Promise.all([...servers.values()].map((one) => one.close()));
    },
  };
}

/** Of a profile as it stands, before anything listens. */
export function standingNotes(server: ServerConfig): DoorNote[] {
  const { host, tls, publicUrl, plainHttp, outside, trustedProxies } = server;
  const notes: DoorNote[] = [];
  const isPlain = tls === undefined && !isLoopback(host);
  if (isPlain && plainHttp === true) notes.push({ reason: { code: "door.plain", params: { host } }, isFault: false });
  if (isPlain && plainHttp === undefined)
    notes.push({ reason: { code: "door.plain-unsaid", params: { host, until: plainUnsaidUntil } }, isFault: true });
  if (outside !== undefined && outside.tls === undefined && !isLoopback(outside.host))
    notes.push({ reason: { code: "door.plain", params: { host: outside.host } }, isFault: false });
  if (trustedProxies.length > 0) return notes;
  const keys = [
    ...(publicUrl !== undefined && tls === undefined ? ["server.publicUrl"] : []),
    ...(outside?.publicUrl !== undefined && outside.tls === undefined ? ["server.outside.publicUrl"] : []),
  ];
  return [...notes, ...keys.map((key) => ({ reason: { code: "door.no-proxies", params: { key } }, isFault: false }))];
}

const viewOf = ({
  publicUrl,
  certificate,
  ...rest
}: Pick<DoorView, "name" | "origin"> & {
  publicUrl: URL | undefined;
  certificate?: DoorView["certificate"];
}): DoorView => ({
  ...rest,
  ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.origin }),
  ...(certificate === undefined ? {} : { certificate }),
});

/** A path from the profile's folder, or from one that is named. */
function fileOf(address: string, { dataFolder, profileFolder }: { dataFolder: string; profileFolder: string }): string {
  const folders: Record<string, string | undefined> = {
    data: dataFolder,
    profile: profileFolder,
    credentials: process.env.CREDENTIALS_DIRECTORY,
  };
  const filled = address.replace(/\$\{(\w+)\}/g, (all, name: string) => folders[name] ?? all);
  return path.resolve(profileFolder, filled);
}
