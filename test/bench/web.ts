/**
 * What leaders have in their hands, on the built-in profile, and what it costs. First: the app opened by a leader over a slow line (1.6 Mbit/s,
 * 150 ms; the processor as it is; what its service worker asks for itself is not slowed), the first time and once its worker is there; usable is
 * when figures are painted and a tap has been answered. The same by who has to sign in: usable is when a letter stands in the field. Then 500 phones that each follow figures of their own, and a hundred requests a second of what
 * phones ask, in turns with the barest Fastify that gives the same answers from memory; the phones follow the core all the while. Beside it
 * what a phone costs the core, and how old readings are when they come on a line of the wall, before and during. `--only screens` or
 * `--only crowd`: one of the two; `--profile FOLDER`: what holds the core's event loop up, too.
 */
import { writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import WebSocket from "ws";
import { Invitation } from "#contract/accounts/http.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { CreatedToken, Readings, routes } from "#contract/http.ts";
import { type ClientMessage, liveProtocol, type ServerMessage } from "#contract/live.ts";
import { type Topics, wallAlone } from "#contract/told.ts";
import { startBrowser } from "../e2e/desk-browser.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { type RunningProcess, startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { finish, median, printFigure, quantile } from "./figures.ts";
import { cpuMs } from "./memory.ts";
import type { Asked, Asking, Question } from "./web/asking.ts";
import type { BareAnswer } from "./web/bare.ts";
import { inspected, openProfile } from "./web/core-profile.ts";
import { mixOf } from "./web/counting.ts";
import { openPhone, type Visit, visit, visitSignIn } from "./web/first-screen.ts";

const visits = 5;
const phones = 500;
const seriesAPhone = 20;
const perSecond = 100;
const secondsATurn = 8;
const turns = ["ours", "bare", "bare", "ours", "ours", "bare", "bare", "ours"] as const;
const warmUpSeconds = 10;
const quietSeconds = 15;
/** A core that takes no more of a processor in so long has caught up. */
const settledMs = 4_000;
const settledShare = 0.1;
/** What phones ask, of a hundred requests. */
const shares = { today: 30, history: 20, readings: 15, explanation: 10, picture: 5, file: 20 };
const password = "bảy con đường đi qua núi";
const hourMs = 3_600_000;
const { values: chosen } = parseArgs({ options: { only: { type: "string" }, profile: { type: "string" } } });
if (chosen.only !== undefined && !["screens", "crowd"].includes(chosen.only)) throw new Error(`--only ${chosen.only}?`);

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const file = (name: string) => path.join(import.meta.dirname, name);
/** The next message of a process. */
const answerOf = <Message>(running: RunningProcess, ask: object | string): Promise<Message> =>
  new Promise((resolve) => {
    running.child.once("message", (message) => resolve(message as Message));
    running.child.send(ask);
  });
const post = (body: unknown): RequestInit => ({
  ...{ method: "POST", headers: { "content-type": "application/json" } },
  body: JSON.stringify(body),
});

/** Invites a leader, who sets a password. @returns his cookie */
async function signedIn(core: RunningCore): Promise<string> {
  const grants = [{ role: "leader", scope: { kind: "province" } }];
  const made = await core.fetch(routes.accounts, post({ name: "minh", fullName: "Hoàng Văn Minh", grants }));
  const token =
    Invitation.parse(await made.json())
      .link.split("/")
      .at(-1) ?? "";
  const init = post({ password });
  const answer = await fetch(core.origin + routes.invitation(token), {
    ...init,
    headers: { ...init.headers, origin: core.origin },
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error(`nobody was signed in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

async function firstScreens(core: RunningCore, figures: Record<string, number>): Promise<void> {
  const cookie = await signedIn(core);
  await using closing = new AsyncDisposableStack();
  const browser = await startBrowser();
  closing.defer(() => browser.close());
  const [first, again, signIn]: [Visit[], Visit[], Visit[]] = [[], [], []];
  for (let nth = 0; nth < visits; nth += 1) {
    const context = await openPhone(browser, core.origin, cookie);
    first.push(await visit(context, core.origin));
    again.push(await visit(context, core.origin));
    await context.close();
    const unknown = await openPhone(browser, core.origin);
    signIn.push(await visitSignIn(unknown, core.origin));
    await unknown.close();
  }
  for (const [name, all] of [
    ["first screen", first],
    ["again", again],
    ["sign-in", signIn],
  ] as const) {
    const print = (what: string, unit: string, of: (one: Visit) => number) =>
      printFigure({ name: `${name}, ${what}`, unit, samples: all.map(of) });
    figures[`${name}, kB`] = print("without fonts", "kB", ({ bytes }) => bytes / 1_000);
    print("requests", "", ({ requests }) => requests);
    print("painted", "ms", ({ paintedMs }) => paintedMs);
    figures[`${name}, usable, ms`] = print("usable", "ms", ({ usableMs }) => usableMs);
  }
  const wallFiles = new Set([...first, ...again, ...signIn].flatMap((one) => one.wallFiles));
  figures["wall's code, files"] = wallFiles.size;
  if (wallFiles.size > 0) process.stderr.write(`the wall's code came along: ${[...wallFiles].join(" ")}\n`);
}

/** How old readings are when they come on a line that is told all, as fast as the core tells. */
async function watchWall(core: RunningCore) {
  const socket = new WebSocket(`ws://127.0.0.1:${core.port}${routes.live}`);
  let agesMs: number[] = [];
  socket.on("open", () => {
    const hello: ClientMessage = { type: "hello", protocol: liveProtocol, kind: "web", token: core.adminToken };
    socket.send(JSON.stringify(hello));
  });
  socket.on("message", (data: Buffer) => {
    const nowMs = Date.now();
    const message = JSON.parse(data.toString()) as ServerMessage;
    if (message.type !== "delta") return;
    for (const { receivedAtMs } of message.readings ?? []) agesMs.push(nowMs - receivedAtMs);
  });
  await new Promise((opened) => socket.once("open", opened));
  return {
    take(): number[] {
      const taken = agesMs;
      agesMs = [];
      return taken;
    },
    close: () => socket.close(),
  };
}

/** How much the core tells a phone at first: what a slow line has to carry. */
const snapshotBytes = (port: number, hello: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${routes.live}`);
    socket.once("open", () => socket.send(hello));
    socket.once("error", reject);
    socket.on("message", (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as ServerMessage;
      if (type === "welcome") return;
      socket.close();
      if (type === "snapshot") resolve(data.length);
      else reject(new Error(data.toString().slice(0, 500)));
    });
  });

/** Tokens and topics of phones: each its own figures, walked through all there are. */
async function phonesOf(core: RunningCore, readings: readonly Reading[]) {
  const series = readings.map(({ indicator, place }) => `${indicator}@${place}`);
  const sourceOf = new Map(readings.map(({ source }, at) => [series[at], source]));
  const tokens: string[] = [];
  while (tokens.length < phones) {
    const made = Array.from({ length: 20 }, async () => {
      const answer = await core.fetch(routes.tokens, post({ role: "viewer", label: "phone" }));
      return CreatedToken.parse(await answer.json()).token;
    });
    tokens.push(...(await Promise.all(made)));
  }
  return tokens.map((token, nth) => {
    const own = Array.from({ length: seriesAPhone }, (_, at) => series[(nth * 7 + at * 113) % series.length] ?? "");
    const wanted = [...new Set(own)];
    const topics: Topics = {
      ...wallAlone,
      ...{ readings: { series: wanted }, warnings: true, forecasts: { series: wanted } },
      sources: [...new Set(wanted.flatMap((key) => sourceOf.get(key) ?? []))],
    };
    const hello: ClientMessage = {
      ...{ type: "hello", protocol: liveProtocol, kind: "web", token, topics, maxRateHz: 1 },
    };
    return { token, series: wanted, hello: JSON.stringify(hello) };
  });
}

/** Some of the figures that come of a calculation, which alone can be opened. */
async function explainedOf(core: RunningCore, readings: readonly Reading[]): Promise<Reading[]> {
  const seen = new Map(readings.map((one) => [one.indicator, one]));
  const found: Reading[] = [];
  for (const one of seen.values()) {
    const { indicator, place } = one;
    const answer = await core.fetch(`${routes.explanation}?${new URLSearchParams({ indicator, place })}`);
    if (answer.ok) found.push(one);
    await answer.body?.cancel();
  }
  return found;
}

type Phone = Awaited<ReturnType<typeof phonesOf>>[number];

/** Questions of all kinds by their shares, of many phones. */
function questionsOf(
  all: readonly Phone[],
  { readings, explained }: { readings: readonly Reading[]; explained: readonly Reading[] },
  camera: string,
  files: readonly string[],
): Question[] {
  const nowMs = Date.now();
  const pathOf: Record<keyof typeof shares, (nth: number, phone: Phone) => string> = {
    today: (_, phone) => `${routes.today}?${new URLSearchParams({ series: phone.series.join() })}`,
    history(nth, { series }) {
      const [indicator = "", place = ""] = (series[nth % series.length] ?? "").split("@");
      const range = { fromMs: String(nowMs - 24 * hourMs), toMs: String(nowMs), points: "200" };
      return `${routes.history}?${new URLSearchParams({ indicator, place, ...range })}`;
    },
    readings: (nth) => `${routes.readings}?place=${readings[(nth * 31) % readings.length]?.place ?? ""}`,
    explanation(nth) {
      const { indicator = "", place = "" } = explained[(nth * 17) % explained.length] ?? {};
      return `${routes.explanation}?${new URLSearchParams({ indicator, place })}`;
    },
    picture: () => routes.cameraLastPicture(camera),
    file: (nth) => files[nth % files.length] ?? "",
  };
  return Array.from({ length: 5 }, () => mixOf(shares))
    .flat()
    .map((kind, nth) => {
      const phone = all[(nth * 13) % all.length];
      if (phone === undefined) throw new Error("there are no phones");
      return { kind, token: phone.token, path: pathOf[kind](nth, phone) };
    });
}

/** An answer as it comes over the line, compressed where it is. */
const wholeAnswer = (port: number, { path: asked, token }: Question): Promise<BareAnswer & { status: number }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
    http
      .get({ host: "127.0.0.1", port, path: asked, headers }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        const kept = ["content-type", "content-encoding", "cache-control"].flatMap((name) => {
          const value = answer.headers[name];
          return typeof value === "string" ? [[name, value] as const] : [];
        });
        const body = Buffer.concat(chunks).toString("base64");
        resolve({ path: asked, status: answer.statusCode ?? 0, headers: Object.fromEntries(kept), body });
      })
      .once("error", reject);
  });

async function crowd(core: RunningCore, folder: string, figures: Record<string, number>): Promise<void> {
  await using started = new AsyncDisposableStack();
  const everything = Readings.parse(await (await core.fetch(routes.readings)).json());
  const all = await phonesOf(core, everything.readings);
  const shell = await (await fetch(`${core.origin}/app/`)).text();
  const files = [...shell.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, name = ""]) => name);
  const camera = (await core.status()).cameras[0]?.id ?? "";
  const { readings } = everything;
  const questions = questionsOf(all, { readings, explained: await explainedOf(core, readings) }, camera, files);
  const answers = new Map<string, BareAnswer>();
  for (const question of questions) {
    if (answers.has(question.path)) continue;
    const { status, ...answer } = await wholeAnswer(core.port, question);
    if (status !== 200) throw new Error(`${status} ${question.path} ${Buffer.from(answer.body, "base64")}`);
    answers.set(question.path, answer);
  }
  const bytesOf = (kind: string) =>
    questions.filter((one) => one.kind === kind).map((one) => (answers.get(one.path)?.body.length ?? 0) * 0.75);
  for (const kind of Object.keys(shares))
    printFigure({ name: `an answer, ${kind}`, unit: "kB", samples: bytesOf(kind).map((bytes) => bytes / 1_000) });
  const snapshot = await snapshotBytes(core.port, all[0]?.hello ?? "");
  printFigure({ name: "a phone's snapshot", unit: "kB", samples: [snapshot / 1_000] });

  const bare = await startProcess(process.execPath, [file("web/bare.ts")], { withIpc: true });
  started.defer(() => bare.stop().then(() => undefined));
  const { port: barePort } = await answerOf<{ port: number }>(bare, [...answers.values()]);
  const asking = await startProcess(process.execPath, [file("web/asking.ts")], { withIpc: true });
  started.defer(() => asking.stop().then(() => undefined));
  const ask = async (port: number, seconds: number): Promise<Asked> => {
    const job: Asking = { port, questions, perSecond, seconds };
    const asked = await answerOf<Asked>(asking, job);
    if (asked.failed.length > 0) throw new Error(`${asked.failed.length} failed: ${asked.failed[0]}`);
    return asked;
  };
  const profile = chosen.profile === undefined ? undefined : await openProfile(core, chosen.profile);
  started.defer(() => profile?.close());
  const wall = await watchWall(core);
  started.defer(() => wall.close());
  const quiet = async (name: string) => {
    await pause(2_000);
    await profile?.begin();
    wall.take();
    const before = cpuMs([core.process.pid]);
    await pause(quietSeconds * 1_000);
    const found = { agesMs: wall.take(), percent: (cpuMs([core.process.pid]) - before) / (quietSeconds * 10) };
    await profile?.end(name);
    return found;
  };
  const alone = await quiet("alone");

  const greetings = path.join(folder, "greetings");
  await writeFile(greetings, all.map(({ hello }) => hello).join("\n"));
  const args = [file("fan/clients.ts"), String(core.port), routes.live, String(phones), `@${greetings}`];
  const crowdOf = await startProcess(process.execPath, [...args, '"receivedAtMs"'], { withIpc: true });
  started.defer(() => crowdOf.stop().then(() => undefined));
  type Count = { open: number; closed: number; values: number; bytes: number };
  await new Promise((resolve) => crowdOf.child.once("message", resolve));
  const following = await quiet("500 phones");
  const { values: before } = await answerOf<Count>(crowdOf, "count");
  // Both as after a morning: what is asked often is compiled by then.
  for (const port of [core.port, barePort]) await ask(port, warmUpSeconds);

  const during: number[] = [];
  const found = { ours: [] as Asked["taken"][], bare: [] as Asked["taken"][] };
  let askedPercent = 0;
  for (const side of turns) {
    if (side === "ours") await profile?.begin();
    const cpuBefore = cpuMs([core.process.pid]);
    wall.take();
    const { taken } = await ask(side === "ours" ? core.port : barePort, secondsATurn);
    found[side].push(taken);
    if (side === "bare") continue;
    during.push(...wall.take());
    askedPercent += (cpuMs([core.process.pid]) - cpuBefore) / (secondsATurn * 10) / (turns.length / 2);
    await profile?.end("phones and requests");
  }
  const count = await answerOf<Count>(crowdOf, "count");
  if (count.open !== phones || count.closed > 0) throw new Error(`${count.open} phones open, ${count.closed} lost`);
  if (count.values <= before) throw new Error("phones were told nothing");

  const p99 = (taken: Asked["taken"], kind?: string) =>
    quantile(
      taken.filter(([of]) => kind === undefined || of === kind).map(([, ms]) => ms),
      0.99,
    );
  const half = (taken: Asked["taken"], kind?: string) =>
    median(taken.filter(([of]) => kind === undefined || of === kind).map(([, ms]) => ms));
  for (const kind of Object.keys(shares)) {
    printFigure({ name: `core, ${kind}, p50`, unit: "ms", samples: found.ours.map((taken) => half(taken, kind)) });
    printFigure({ name: `core, ${kind}, p99`, unit: "ms", samples: found.ours.map((taken) => p99(taken, kind)) });
  }
  printFigure({ name: "core, p50", unit: "ms", samples: found.ours.map((taken) => half(taken)) });
  printFigure({ name: "bare Fastify, p50", unit: "ms", samples: found.bare.map((taken) => half(taken)) });
  const ofTurns = (side: keyof typeof found) => found[side].map((taken) => p99(taken));
  printFigure({ name: "core, p99 of each turn", unit: "ms", samples: ofTurns("ours") });
  printFigure({ name: "bare Fastify, p99 of each turn", unit: "ms", samples: ofTurns("bare") });
  // Of all requests of a side: eight of a turn's are too few to be told by.
  const ours = printFigure({ name: "core, p99", unit: "ms", samples: [p99(found.ours.flat())] });
  const theirs = printFigure({ name: "bare Fastify, p99", unit: "ms", samples: [p99(found.bare.flat())] });
  figures.p99 = ours / theirs;
  const percents = { alone: alone.percent, "500 phones": following.percent, "and 100 requests a second": askedPercent };
  for (const [name, percent] of Object.entries(percents))
    printFigure({ name: `core's processor, ${name}`, unit: "% of a core", samples: [percent] });
  figures["a phone, % of a core"] = (following.percent - alone.percent) / phones;
  const p95 = (name: string, agesMs: readonly number[]) =>
    printFigure({ name: `a reading on the wall's line, ${name}, p95`, unit: "ms", samples: [quantile(agesMs, 0.95)] });
  p95("before", alone.agesMs);
  p95("with phones", following.agesMs);
  figures["wall's line with all, p95, ms"] = p95("with phones and requests", during);
}

await using folder = await temporaryFolder("ioc-bench-web");
await using core = await startCore({
  ...{ profile: "lang-son", hasPictures: true },
  ...(chosen.profile === undefined ? {} : { env: inspected }),
});
await until(
  async () => {
    const { cameras, sources, store } = await core.status();
    const isThere = cameras[0] !== undefined && (await core.fetch(routes.cameraLastPicture(cameras[0].id))).ok;
    return (
      isThere && store.series > 1_000 && sources.every(({ type, state }) => type === "entered" || state !== "starting")
    );
  },
  { withinMs: 60_000, everyMs: 500, what: "the site to be told whole" },
);
// A first start catches up with a year of figures and dossiers, which is no phone's doing.
await until(
  async () => {
    const before = cpuMs([core.process.pid]);
    await pause(settledMs);
    return cpuMs([core.process.pid]) - before < settledMs * settledShare;
  },
  { withinMs: 180_000, everyMs: 1, what: "the core to have caught up" },
);
const figures: Record<string, number> = {};
const limits: Record<string, number> = {};
if (chosen.only !== "crowd") {
  await firstScreens(core, figures);
  Object.assign(limits, { "first screen, kB": 150, "first screen, usable, ms": 2_000, "again, usable, ms": 2_000 });
  limits["wall's code, files"] = 0;
}
if (chosen.only !== "screens") {
  await crowd(core, folder.path, figures);
  limits.p99 = 2;
}
await core[Symbol.asyncDispose]();
await folder[Symbol.asyncDispose]();
finish("web", figures, limits);
