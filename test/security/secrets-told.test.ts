import { createHmac, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { FactorSetUp, SignedIn, TotpBegun } from "#contract/accounts/http.ts";
import { routes, signatureHeader } from "#contract/http.ts";
import { startSignOnServer } from "../lab/sign-on-server.ts";
import { until } from "../lab/until.ts";
import { ioc } from "../main/command/ioc.ts";
import {
  addPerson,
  asAdmin,
  browserOf,
  cheap,
  codeOf,
  goodPassword,
  join,
  province,
  signIn,
  stateOf,
} from "../main/core/accounts/people-for-test.ts";
import { connect, startServer, type TestServer } from "../main/core/api/server-for-test.ts";
import { serve } from "../main/core/connectors/platform.ts";

const words = (vi: string) => ({ vi, en: vi });
const reference = (name: string) => "$".concat(`{secret.${name}}`);
const random = (name: string) => `${name}-${randomBytes(9).toString("hex")}`;
const number = "020090047113";

/** As it is, and as it would stand in JSON, an address, a header, or bytes that were written out. */
const spellings = (secret: string): string[] => [
  ...new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64").replaceAll("=", ""),
    Buffer.from(secret).toString("hex"),
  ]),
];

/** All that a stranger, a thief of the disk or a helpful colleague could read afterwards, by where it is from. */
async function readable(server: TestServer, heard: readonly unknown[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>([
    ["log", Buffer.from(server.log())],
    ["live", Buffer.from(JSON.stringify(heard))],
  ]);
  for (const entry of await readdir(server.folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && !entry.name.endsWith(".half"))
      found.set(`file ${entry.name}`, await readFile(path.join(entry.parentPath, entry.name)));
  for (const where of [
    "/api/openapi.json",
    routes.status,
    routes.sources,
    routes.secrets,
    routes.accounts,
    routes.tokens,
    routes.contacts,
    routes.usage,
    routes.profileChanges,
    routes.profileList("sources"),
    `${routes.audit}?limit=500`,
    `${routes.audit}/export?format=csv`,
    `${routes.audit}/export?format=jsonl`,
    routes.sourceAnswer("hoi"),
    routes.sourceMapping("hoi"),
    routes.refusals("goi"),
  ]) {
    const answer = await server.get(where, server.run.admin);
    expect([where, answer.status]).toEqual([where, 200]);
    found.set(where, Buffer.from(await answer.arrayBuffer()));
  }
  return found;
}

it("tells none of what is secret: not in the log, the files, the trail, the API, over the line or to the doctor", async () => {
  const clientSecret = random("may-khach");
  const [bearer, inAddress, signing, drafted] = ["nen-tang", "trong-dia-chi", "chu-ky", "thu"].map(random) as [
    ...[string, string, string, string],
  ];
  // A platform that says back what it was asked with, in what it answers and in why it refuses.
  let isRefusing = false;
  await using platform = await serve((request, response) => {
    const said = JSON.stringify({ headers: request.headers, at: request.url, raw: request.rawHeaders });
    response.writeHead(isRefusing ? 401 : 200, { "content-type": "application/json" }).end(said);
  });
  const person = { sub: "vneid-1", HoVaTen: "NGUYỄN VĂN AN", SoDinhDanh: number, NgayThangNamSinh: "01/02/1990" };
  let origin = "";
  await using provider = await startSignOnServer({
    ...{ client: "tuong", secret: clientSecret, person: () => person },
    redirectUris: () => [`${origin}${routes.signInProvider("vneid")}/back`],
  });
  const rest = (id: string, url: string, more: object) => ({
    ...{ id, type: "rest", name: words(id), lateAfter: "5m", every: "1s", mapping: '{"indicator": "x"}' },
    ...{ url, ...more },
  });
  const at = new URL(platform.url);
  await using server = await startServer({
    limits: { hashCost: cheap },
    areSourcesRunning: true,
    sources: [
      rest("hoi", platform.url, { bearer: reference("nen-tang") }),
      rest("hoi-2", `http://ai:${reference("trong-dia-chi")}@${at.host}/`, {}),
      {
        ...{ id: "goi", type: "webhook", name: words("Gọi"), lateAfter: "5m", secret: reference("chu-ky") },
        mapping: '{"indicator": indicator, "place": place, "value": value, "asOf": asOf}',
      },
    ],
    accounts: {
      providers: [
        {
          ...{ id: "vneid", name: "VNeID", issuer: provider.issuer, client: "tuong", secret: reference("vneid") },
          claims: { identityNumber: "SoDinhDanh" },
        },
      ],
    },
  });
  origin = server.origin;
  const sentinels = new Map<string, string>();
  const note = (what: string, secret: string | undefined): string => {
    expect(secret?.length, what).toBeGreaterThan(5);
    sentinels.set(what, secret ?? "");
    return secret ?? "";
  };
  for (const [name, value] of Object.entries(server.run)) note(`token of the run: ${name}`, value);
  for (const [name, value] of [
    ["nen-tang", bearer],
    ["trong-dia-chi", inAddress],
    ["chu-ky", signing],
    ["vneid", clientSecret],
  ] as const)
    await server.setSecret(name, note(`secret ${name}`, value));
  const heard: unknown[] = [];
  using line = await connect(server, { token: server.run.admin });
  using wall = await connect(server, { token: server.run.wall, kind: "wall" });

  // Somebody with every factor, right and wrong.
  note("password", goodPassword);
  const boss = await join(server, "boss", [province("admin")]);
  if (boss.step.state !== "needs-factor") throw new Error(boss.step.state);
  const { ticket } = boss.step;
  note("ticket", ticket);
  const body = (value: object) => ({ method: "POST", body: value });
  const app = TotpBegun.parse(await (await boss.browser.send(routes.totp, body({ ticket }))).json());
  const secret = note("secret of the code app", app.secret);
  const codeNow = () => codeOf(secret, Date.now() + server.clock.aheadMs);
  const confirmed = await boss.browser.send(routes.totp, { method: "PUT", body: { ticket, code: codeNow() } });
  const { codes = [] } = FactorSetUp.parse(await confirmed.json());
  for (const [nth, code] of codes.entries()) note(`recovery code ${nth}`, code);
  note("cookie", boss.browser.cookie?.split("=")[1]);
  const other = browserOf(server);
  const wrong = note("wrong password", random("sai"));
  for (const [name, password] of [
    ["boss", wrong],
    ["khong-ai", wrong],
    // The password where the name belongs, as happens at night.
    [note("password for a name", random("nham-o")), "x".repeat(12)],
  ] as const)
    expect((await signIn(other, name, password)).status, name).toBe(401);
  const asked = SignedIn.parse(await (await signIn(other, "boss")).json());
  if (asked.state !== "second-factor") throw new Error(asked.state);
  const give = (factor: string, code: string) =>
    other.send(routes.signInFactor, body({ ticket: asked.ticket, factor, code }));
  expect((await give("totp", "000000")).status).toBe(403);
  expect((await give("recovery", codes[0] ?? "")).status).toBe(200);
  expect((await other.send(routes.account)).status).toBe(200);
  expect((await other.send(routes.accountPassword, { method: "PUT", body: { old: wrong, new: wrong } })).status).toBe(
    403,
  );

  // Links: one that is used, one that is not, one opened by a slip, one of a token.
  const fresh = await addPerson(server, "moi");
  note("link that is not used", fresh.token);
  await other.send(routes.invitation(fresh.token));
  for (const where of [
    `/App/invitation/${fresh.token}`,
    `/api/invitation/${fresh.token}`,
    `/api/invitations/${fresh.token}/`,
  ])
    await browserOf(server).send(where);
  await browserOf(server).send(routes.invitation(fresh.token), body({ password: "ngan" }));
  await browserOf(server).send(`/app/invitation/${fresh.token}`);
  const token = note("token", await server.token("viewer"));
  const entered = await server.get(`/?token=${token}`);
  note("cookie of a token", entered.headers.getSetCookie()[0]?.split(/[=;]/)[1]);
  await server.get(`/?token=${note("wrong token", random("ma-sai"))}`);
  await server.get(`${routes.readings}?token=${token}`);
  await server.get(routes.accounts, token);
  await server.get(routes.status, note("wrong bearer", random("ma-sai")));

  // A number of a person, given by hand and told by a provider.
  const leader = await join(server, "an");
  note("identity number", number);
  await asAdmin(server, routes.accountIdentity(leader.account.id), { method: "PUT", body: { number } });
  const cookies = new Map<string, string>();
  let signedOn = "";
  for (let next: string | undefined = `${server.origin}${routes.signInProvider("vneid")}`; next !== undefined; ) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer: Response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const to: string | null = answer.headers.get("location");
    for (const name of ["code", "state", "code_challenge", "nonce"]) {
      const value = to === null ? null : new URL(to, next).searchParams.get(name);
      if (value !== null) note(`${name} of a provider`, value);
    }
    signedOn = await answer.text();
    next = to === null ? undefined : new URL(to, next).href;
  }
  expect(signedOn).toContain("url=/app/");
  note("cookie of single sign-on", cookies.get("wall_session"));

  // A device that is told, and the key by which its service knows the core; where it is sent to has to be kept.
  const [endpoint, auth] = [`https://fcm.googleapis.com/fcm/send/${random("thiet-bi")}`, random("bi-mat").slice(0, 22)];
  const device = { endpoint, p256dh: "B".repeat(87), auth, language: "vi" };
  expect((await leader.browser.send(routes.push, body(device))).status).toBe(200);
  const vapid = JSON.parse((await server.parts.secrets.get("push vapid")) ?? "{}") as { privateKey: string };
  note("key for push services", vapid.privateKey);
  note("address of a device", endpoint);
  note("secret of a device", auth);

  // Sources that work, that are refused, that are tried; a platform that calls, rightly and not.
  const sourceOf = (id: string) => server.sourceViews().find((one) => one.id === id);
  await until(() => (sourceOf("hoi")?.counts.refused ?? 0) > 0, { what: "an answer of the platform" });
  await asAdmin(server, routes.sourceTest("hoi"), { method: "POST", body: {} });
  isRefusing = true;
  await until(() => ["hoi", "hoi-2"].every((id) => sourceOf(id)?.reason?.code === "source.refused"), {
    what: "the platform's refusal",
  });
  const call = JSON.stringify({ indicator: "la", place: "la", value: 1, asOf: new Date().toISOString() });
  for (const key of [signing, note("another's signature", random("khoa"))]) {
    const seconds = Math.round(Date.now() / 1_000);
    const sign = createHmac("sha256", key).update(`${seconds}.${call}`).digest("hex");
    const headers = { "content-type": "application/json", [signatureHeader]: `t=${seconds},v1=${sign}` };
    await fetch(`${server.origin}${routes.ingest("goi")}`, { method: "POST", headers, body: call });
  }
  note("secret of a draft", drafted);
  const draft = {
    ...rest("nhap", platform.url, { bearer: reference("nhap") }),
    name: words("Nháp"),
    mapping: undefined,
  };
  const tried = await asAdmin(server, routes.sourceDraftTrial, {
    ...body({ source: draft, indicators: [], secrets: [{ name: "nhap", value: drafted }] }),
  });
  expect(tried.status, await tried.clone().text()).toBe(200);
  const changed = body({
    changes: [{ list: "sources", id: "la", after: draft }],
    secrets: [{ name: "nhap", value: drafted }],
  });
  await asAdmin(server, routes.profileChanges, changed);

  expect((await stateOf(other)).state).toBe("open");
  heard.push(...line.received, ...wall.received, await tried.json());
  // The status tells of these, with why they failed.
  server.state.sources = server.sourceViews();
  const found = await readable(server, heard);
  const doctor = await ioc(server.folder, ["doctor", "--data", server.folder, "--json"]);
  found.set("ioc doctor", Buffer.from(doctor.stdout + doctor.stderr));
  expect(doctor.stdout).toContain("checks");
  const told = [...found].flatMap(([where, bytes]) =>
    [...sentinels].flatMap(([what, value]) =>
      !(where.startsWith("file") && what.endsWith("of a device")) && spellings(value).some((one) => bytes.includes(one))
        ? [`${where}: ${what}`]
        : [],
    ),
  );
  expect(told).toEqual([]);
  // They were really in use, and what was read is really what there is.
  expect(sentinels.size).toBeGreaterThan(30);
  expect(
    [...found.keys()].some((where) => /\.db/.test(where) || /sqlite/.test(where)),
    [...found.keys()].join(),
  ).toBe(true);
  expect(found.get(routes.sourceAnswer("hoi"))?.toString()).toContain("•••");
});
