import { connect } from "node:net";
import fc from "fast-check";
import type { TokenRole } from "#contract/access/role.ts";
import type { Grant } from "#contract/access/scope.ts";
import { Failure } from "#contract/answers.ts";
import { routes } from "#contract/routes.ts";
import { cheap, join, province } from "../main/core/accounts/people-for-test.ts";
import { startServer, type TestServer } from "../main/core/api/server-for-test.ts";
import { type Asked, type OpenApi, requestsOf } from "./requests.ts";

/** Longer than a trial of a source listens. */
const withinMs = 40_000;
const atOnce = 6;
/** Somebody signs himself out, or an administrator takes a token away: those who ask are looked after so often. */
const renewedEvery = 250;

const words = (vi: string) => ({ vi, en: vi });
const freshness = { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" };
/** Of everything something, so that what is asked for is found now and then. */
const openSite = () =>
  startServer({
    limits: { captureWithinMs: 1, requestsPerMinute: 1e9, refusalsPerMinute: 1e9, hashCost: cheap },
    units: [{ id: "so-a", name: words("Sở A") }],
    places: [{ id: "xa-a", kind: "commune", name: words("Xã A") }],
    indicators: [
      {
        ...{ code: "cua-a", owner: "so-a", name: words("A"), unit: words("%"), sector: "x", period: "minute" },
        ...{ decimals: 0, freshness },
      },
    ],
    sources: [
      {
        ...{ id: "nguon-a", unit: "so-a", type: "webhook", name: words("A"), lateAfter: "5m" },
        mapping: '{"indicator": indicator, "place": place, "value": value, "asOf": asOf}',
      },
      { id: "ai", type: "camera-events", name: words("AI"), secret: "$".concat("{secret.ai}") },
    ],
    cameras: [
      {
        ...{ id: "may-a", unit: "so-a", name: words("A"), place: "tinh" },
        stream: { type: "rtsp", url: "rtsp://127.0.0.1:1/x" },
      },
    ],
  });

const accounts: readonly [name: string, Grant[]][] = [
  ["lanh-dao", [province("leader")]],
  ["so-a", [{ role: "officer", scope: { kind: "unit", unit: "so-a" } }]],
  ["xem-so-a", [{ role: "viewer", scope: { kind: "unit", unit: "so-a" } }]],
  ["xa-a", [{ role: "officer", scope: { kind: "commune", place: "xa-a" } }]],
  ["chu-tich-xa", [{ role: "leader", scope: { kind: "commune", place: "xa-a" } }]],
];
const tokens: readonly TokenRole[] = ["admin", "operator", "viewer", "ingest", "mirror", "machine"];
type Known = { name: string; headers: readonly (readonly [string, string])[] };

/**
 * Nobody, somebody with a token that is none, each role with a token, and people of the province, a unit and a commune. Who is still known from
 * before stays; whoever was signed out, or whose token was taken away, comes as somebody new of the same kind.
 */
async function everybody(server: TestServer, before: readonly Known[] = []): Promise<Known[]> {
  const bearer = (token: string) => [["authorization", `Bearer ${token}`]] as const;
  const isKnown = async (one: Known | undefined): Promise<boolean> =>
    one !== undefined &&
    (await server.get(routes.ownRights, undefined, Object.fromEntries(one.headers))).status !== 401;
  const known = async (name: string, make: () => Promise<Known["headers"]>): Promise<Known> => {
    const one = before.find((other) => other.name === name);
    return one !== undefined && (await isKnown(one)) ? one : { name, headers: await make() };
  };
  const all: Known[] = [
    { name: "nobody", headers: [] },
    { name: "wrong token", headers: bearer("a".repeat(43)) },
    { name: "machine's administrator", headers: bearer(server.run.admin) },
    { name: "wall", headers: bearer(server.run.wall) },
    { name: "shell", headers: bearer(server.run.shell) },
  ];
  for (const role of tokens) all.push(await known(role, async () => bearer(await server.token(role))));
  for (const [name, grants] of accounts)
    all.push(
      await known(name, async () => {
        const { browser } = await join(server, `${name}-${crypto.randomUUID().slice(0, 8)}`, grants);
        return [["cookie", browser.cookie ?? ""] as const, ["origin", server.origin] as const];
      }),
    );
  return all;
}
const administrators: readonly number[] = [2, 5];

type Answer = { status: number; type: string; text: string };

/** On bare TCP: no client puts right what is wrong. Fails when nothing was answered in time. */
function send(server: TestServer, asked: Asked, who: Known): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  const names = new Set(asked.headers.map(([name]) => name));
  const lines = [
    ["host", `${hostname}:${port}`] as const,
    ["connection", "close"] as const,
    ...who.headers,
    ...(asked.body.length > 0 ? [["content-length", String(asked.body.length)] as const] : []),
  ].filter(([name]) => !names.has(name));
  const head = `${asked.method} ${asked.target} HTTP/1.1\r\n${[...lines, ...asked.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      // What comes before the answer itself (100) is none.
      const text = Buffer.concat(chunks)
        .toString("latin1")
        .replace(/^HTTP\/1\.1 1\d\d [^\r]*\r\n\r\n/, "");
      const [, status = "0"] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
      const type = /\r\ncontent-type: ([^\r]*)/i.exec(text)?.[1] ?? "";
      const body = text.slice(text.indexOf("\r\n\r\n") + 4);
      // What was sent beyond the length that was said is another request, with an answer of its own.
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? body.length);
      resolve({ status: Number(status), type, text: body.slice(0, length) });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error("no answer"));
    }, withinMs);
    // A body that never comes to its end, or a line that stays open: what came so far is the answer.
    if (isUnended(asked)) setTimeout(end, 1_000);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", end);
    socket.on("error", end);
    socket.write(Buffer.concat([Buffer.from(head, "latin1"), asked.body]));
  });
}

const isUnended = ({ headers }: Asked): boolean =>
  headers.some(([name]) => ["content-length", "transfer-encoding", "connection", "upgrade", "expect"].includes(name));

export type Found = { who: string; asked: string; status: number; why: string };
export type Outcome = {
  requests: number;
  /** How many had each status; 0: the connection was ended without one. */
  statuses: Record<number, number>;
  /** Routes of the document that somebody was let into, of how many. */
  reached: [number, number];
  found: Found[];
  /** Of the log, what is an error. */
  errors: string[];
  /** Megabytes of heap, before and after, once what is free was collected; null where that cannot be asked for. */
  heapMb: [number, number] | null;
};

/**
 * Asks a real core, in this process, so many things, always the same ones for a seed, and looks at what came of it.
 * What is found: a 500, a connection that hangs, a refusal that is not of the contract, something in the prototype of all objects.
 */
export async function fuzz(requests: number, seed: number, tell: (line: string) => void = () => {}): Promise<Outcome> {
  await using server = await openSite();
  const document = (await (await server.get(routes.openapi, server.run.admin)).json()) as OpenApi;
  let known = await everybody(server);
  // To look for cameras is to speak to a whole network; the machine that tests is not alone in its own.
  const isSpared = (_method: string, route: string, who: number) =>
    route === routes.cameraSearch && administrators.includes(who);
  const all = fc.sample(requestsOf(document, known.length, administrators, isSpared), { numRuns: requests, seed });
  const heap = () => {
    globalThis.gc?.();
    // The log of a test is kept whole, which a core's is not.
    return Math.round((process.memoryUsage().heapUsed - server.log().length) / 1e5) / 10;
  };
  const statuses: Record<number, number> = {};
  const reached = new Set<string>();
  const found: Found[] = [];
  const one = async (asked: Asked): Promise<void> => {
    const who = known[asked.who] as Known;
    const note = (status: number, why: string) =>
      found.push({
        ...{ who: who.name, status, why },
        asked: `${asked.method} ${asked.target.slice(0, 300)} ${JSON.stringify(asked.headers).slice(0, 300)} ${asked.body.toString().slice(0, 600)}`,
      });
    const answer = await send(server, asked, who).catch((error: Error) => error);
    if (answer instanceof Error) return void note(0, answer.message);
    const { status, type, text } = answer;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status >= 200 && status < 300) reached.add(asked.route);
    if (status === 0 && isUnended(asked)) return;
    // Node's own word on "expect", which has no body.
    if (status === 417) return;
    if (status === 500 || status === 0) note(status, text.slice(0, 300));
    else if (status >= 400 && asked.method !== "HEAD" && type.startsWith("application/json")) {
      const body = parsed(Buffer.from(text, "latin1").toString());
      if (!Failure.safeParse(body).success) note(status, `no failure of the contract: ${text.slice(0, 200)}`);
    } else if (status >= 400 && asked.method !== "HEAD" && !type.startsWith("text/html"))
      note(status, `of type ${type}: ${text.slice(0, 200)}`);
  };
  const warm = Math.min(500, Math.floor(requests / 4));
  let before = heap();
  let at = 0;
  for (const asked of chunksOf(all, renewedEvery)) {
    // Failures of a minute ago are forgotten: nobody is kept out for those of others.
    server.clock.aheadMs += 61_000;
    known = await everybody(server, known);
    const waiting = [...asked];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next);
      }),
    );
    if (at < warm && at + asked.length >= warm) before = heap();
    at += asked.length;
    tell(`${at} ${heap()} MB ${JSON.stringify(statuses)} found ${found.length}`);
  }
  for (const name of ["polluted", "isAdmin", "role"])
    if (name in {}) found.push({ who: "", asked: "", status: 0, why: `the prototype has ${name}` });
  const health = await server.get(routes.health);
  if (health.status !== 200) found.push({ who: "", asked: routes.health, status: health.status, why: "afterwards" });
  const errors = server
    .log()
    .split("\n")
    .filter((line) => /"level":(?:50|60)/.test(line));
  return {
    ...{ requests, statuses, found, errors },
    reached: [reached.size, Object.keys(document.paths).length],
    heapMb: globalThis.gc === undefined ? null : [before, heap()],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* chunksOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
