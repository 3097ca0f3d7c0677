/**
 * What it costs to know who somebody is and what he may. A sign-in, from the request to the cookie, beside the bare argon2id that it
 * is made of; and what looking at a session or a token and at the table of rights takes of the routes that figures are read by and come in by:
 * the check by itself, beside the same route's whole time.
 */
import { argon2, randomBytes } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { routes } from "#contract/routes.ts";
import { may } from "../../main/core/access/identity.ts";
import { usualCost } from "../../main/core/accounts/password-hash.ts";
import { openCore } from "../../main/core/open-core.ts";
import { projectRoot } from "../lab/programs.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure } from "./figures.ts";
import { payload, writeBenchSite } from "./site.ts";

const warmUps = 60;
const signIns = 25;
const repeats = 9;
const callsAtOnce = 300;
const checks = 20_000;
const series = 500;
const password = "bảy con đường đi qua núi";
const hash = promisify(argon2);
type Spent = { ms: number; cpuMs: number };

await using folder = await temporaryFolder("ioc-bench-access");
const indicators = Array.from({ length: series }, (_, at) => `chi-tieu-${at}`);
const source = { type: "webhook", mapping: '{"indicator": indicator, "place": place, "value": value, "asOf": asOf}' };
const core = await openCore({
  ...{
    profile: await writeBenchSite(folder.path, { indicators, source }),
    data: path.join(folder.path, "data"),
    port: 0,
  },
  ...{ assetsFolder: path.join(projectRoot, "assets"), rendererFolder: folder.path, version: "0.0.0-bench" },
  openLog: () => pino({ level: "silent" }),
  limits: { requestsPerMinute: 1e9 },
});
const { access, accounts, reachOf, profile } = core.parts;
const from = { address: "127.0.0.1", program: "bench", isByHand: true };

const person = await accounts.people.add({
  ...{ name: "bench", fullName: "Bench", title: "", phone: "", email: "" },
  grants: [{ role: "leader", scope: { kind: "province" } }],
});
await accounts.people.accept(person.token, password, "computer", from);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
const bare = () => {
  const { memory, passes, parallelism } = usualCost;
  const message = Buffer.from(password);
  return hash("argon2id", { message, nonce: randomBytes(16), memory, passes, parallelism, tagLength: 32 });
};
let cookie = "";
const signIn = async () => {
  const answer = await core.app.inject({
    ...{ method: "POST", url: routes.signIn, headers: { host: "localhost" } },
    payload: { name: "bench", password },
  });
  if (answer.json<{ state: string }>().state !== "signed-in") throw new Error("nobody was signed in");
  cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
};

// As in a core that has been running for a morning.
for (let nth = 0; nth < warmUps; nth += 1) {
  await bare();
  await signIn();
}
const taken = async (work: () => Promise<unknown>): Promise<Spent> => {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1_000 };
};
const times: { bare: Spent; signIn: Spent }[] = [];
for (let nth = 0; nth < signIns; nth += 1) times.push({ bare: await taken(bare), signIn: await taken(signIn) });
const figures: Record<string, number> = {};
// The processor's time is the same whatever else the machine does; the clock's has the disk in it.
for (const [name, of] of [
  ["processor", (one: Spent) => one.cpuMs],
  ["clock", (one: Spent) => one.ms],
] as const) {
  const [alone, whole] = [times.map((one) => of(one.bare)), times.map((one) => of(one.signIn))];
  printFigure({ name: `argon2id, ${name}`, unit: "ms", samples: alone });
  printFigure({ name: `a sign-in, ${name}`, unit: "ms", samples: whole });
  figures[`sign-in, ${name}`] = median(whole) / median(alone);
}

const sourceId = profile.sources[0]?.id ?? "";
const { token } = await access.create("ingest", "", [sourceId]);
let value = 0;
const takeIn = () => {
  value += 1;
  return core.app.inject({
    ...{ method: "POST", url: routes.ingest(sourceId) },
    headers: { host: "localhost", authorization: `Bearer ${token}`, "content-type": "application/json" },
    payload: payload(indicators[value % series] ?? "", "bench", value),
  });
};
const look = () => core.app.inject({ method: "GET", url: routes.readings, headers: { host: "localhost", cookie } });
const session = cookie.slice(cookie.indexOf("=") + 1);
const sides = [
  {
    name: "reading figures with a session",
    route: look,
    status: 200,
    async check() {
      const identity = await access.resumeSession(session, from);
      if (!may(identity, "read") || !reachOf(identity, "read").isWhole) throw new Error("he may not");
    },
  },
  {
    name: "taking a reading in with a token",
    route: takeIn,
    status: 200,
    async check() {
      const identity = await access.identify(token);
      if (!may(identity, "ingest") || !reachOf(identity, "ingest").isWhole) throw new Error("it may not");
    },
  },
];
for (let at = 0; at < series; at += 1) await takeIn();
for (const { name, route, status, check } of sides) {
  const found = await route();
  if (Math.floor(found.statusCode / 100) !== status / 100)
    throw new Error(`${name}: ${found.statusCode} ${found.body}`);
  const samples: { route: number; check: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const whole = await timed(async () => {
      for (let nth = 0; nth < callsAtOnce; nth += 1) await route();
    });
    const alone = await timed(async () => {
      for (let nth = 0; nth < checks; nth += 1) await check();
    });
    samples.push({ route: whole / callsAtOnce, check: alone / checks });
  }
  printFigure({ name: `${name}: the route`, unit: "ms", samples: samples.map((one) => one.route) });
  printFigure({ name: `${name}: its check`, unit: "ms", samples: samples.map((one) => one.check) });
  const ratios = samples.map((one) => one.route / (one.route - one.check));
  figures[name] = printFigure({ name: `${name}: with / without`, unit: "ratio", samples: ratios });
}
await core.close();
finish("access", figures, {
  "sign-in, processor": 1.1,
  "sign-in, clock": 1.1,
  [sides[0]?.name ?? ""]: 1.05,
  [sides[1]?.name ?? ""]: 1.05,
});
