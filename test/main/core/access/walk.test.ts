import { describe, expect, it } from "vitest";
import type { Scope } from "#contract/access/scope.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import { routes } from "#contract/http.ts";
import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { Identity } from "../../../../main/core/access/identity.ts";
import { identityOfAccount, identityOfRole, may } from "../../../../main/core/access/identity.ts";
import { createReach } from "../../../../main/core/access/reach.ts";
import { type AnyRole, allRoles, mayAnywhere, type Right, scopesOf } from "../../../../main/core/access/rights.ts";
import type { RouteEntry } from "../../../../main/core/api/server.ts";
import { members, type Slot } from "../../../../main/core/live/shown.ts";
import { createViews } from "../../../../main/core/live/topics.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";
import { kindTable, routeTable } from "./route-table.ts";

const words = (vi: string) => ({ vi, en: vi });
const scopes: Record<Scope["kind"], Scope> = {
  province: { kind: "province" },
  unit: { kind: "unit", unit: "so-a" },
  commune: { kind: "commune", place: "xa-a" },
};
/** Everybody that there can be: each role for each scope that it can be given for. */
const everybody = allRoles.flatMap((role) => scopesOf(role).map((kind) => ({ role, scope: scopes[kind] })));
const person = { id: "1d9f4c1e-6f0b-4c4e-9b0a-0d8f2c3b4a55", name: "an", fullName: "An" };
const identityOf = ({ role, scope }: (typeof everybody)[number]): Identity =>
  scopesOf(role).length > 1
    ? identityOfAccount(person, "s", [{ role: role as "leader", scope }])
    : { ...identityOfRole(role, null), grants: [{ role, scope }] };

/** Two of each: the unit's or the commune's own, and another's. */
const freshness = { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" };
const indicator = (code: string, owner: string) => ({
  ...{ code, owner, name: words(code), unit: words("%"), sector: "x", period: "minute", decimals: 0, freshness },
});
const folder = (id: string, unit: string) => ({
  ...{ id, unit, type: "folder", name: words(id), lateAfter: "5m", path: `\${data}/${id}`, mapping: "[]" },
});
const start = () =>
  startServer({
    limits: { captureWithinMs: 1, requestsPerMinute: 1_000_000 },
    units: [
      { id: "so-a", name: words("Sở A") },
      { id: "so-b", name: words("Sở B") },
    ],
    places: [
      { id: "xa-a", kind: "commune", name: words("Xã A") },
      { id: "xa-b", kind: "commune", name: words("Xã B") },
    ],
    indicators: [indicator("cua-a", "so-a"), indicator("cua-b", "so-b")],
    sources: [folder("nguon-a", "so-a"), folder("nguon-b", "so-b")],
    cameras: ["a", "b"].map((x) => ({
      ...{
        id: `may-${x}`,
        unit: `so-${x}`,
        name: words(x),
        stream: { type: "rtsp", url: "rtsp://127.0.0.1:1/x" },
        place: "tinh",
      },
    })),
  });

/** Whoever has this token is what is put here. */
function impersonate(server: TestServer) {
  const known = new Map<string, Identity>();
  const { identify } = server.parts.access;
  server.parts.access.identify = async (token) => known.get(token) ?? identify(token);
  return async (identity: Identity, method: string, url: string, body?: unknown) => {
    known.set("walker", identity);
    const answer = await server.app.inject({
      ...{ method: method as "GET", url },
      headers: {
        host: new URL(server.origin).host,
        authorization: "Bearer walker",
        ...(method === "GET" ? {} : { "content-type": "application/json" }),
      },
      ...(method === "GET" ? {} : { payload: body === undefined ? "{" : JSON.stringify(body) }),
    });
    return { status: answer.statusCode, text: answer.payload };
  };
}

describe("every route × role × scope", () => {
  it("is in the table, and obeys it", async () => {
    await using server = await start();
    const ask = impersonate(server);
    await server.app.ready();
    const lineOf = (method: string, { url, access, reach, outside }: RouteEntry) =>
      `${method} ${url} ${access ?? "nobody"} ${reach ?? "-"} ${outside ?? "-"}`;
    const told = server.parts.routeTable;
    const lines = told.filter(({ method }) => method !== "HEAD").map((one) => lineOf(one.method, one));
    expect(lines.sort()).toEqual([...routeTable].sort());
    for (const one of told.filter(({ method }) => method === "HEAD"))
      expect(routeTable, `HEAD ${one.url}`).toContain(lineOf("GET", one));

    for (const line of routeTable) {
      const [method = "", url = "", access = "", reach = ""] = line.split(" ");
      if (["anyone", "line", "signed"].includes(access) || url === "/desk") continue;
      for (const one of everybody) {
        const mayAsk = may(identityOf(one), access as Right) && (one.scope.kind === "province" || reach !== "-");
        // What is asked for is not there, or the body is none: only whether he is let in is looked at here.
        const { status } = await ask(identityOf(one), method, url.replace(/:\w+/g, "1").replace("*", "x"));
        const isRefused = status === 403;
        const what = `${one.role}@${one.scope.kind} ${method} ${url}: ${status}`;
        if (!mayAsk) expect(isRefused, what).toBe(true);
        // A unit's own routes refuse what is another's, or not there.
        // Nobody in the store is the person who asks here: his own account is refused for that.
        else if (one.scope.kind === "province" && access !== "own-account")
          expect(isRefused || status === 401, what).toBe(false);
      }
    }
  });

  it("tells a unit's and a commune's people what is theirs, and of another's nothing, whatever id is asked for", async () => {
    await using server = await start();
    const ask = impersonate(server);
    const asOfMs = Date.now() - 1_000;
    for (const x of ["a", "b"])
      await server.parts.ingest.accept(
        `nguon-${x}`,
        ["tinh", "xa-a", "xa-b"].map((place) => ({ indicator: `cua-${x}`, place, value: 7, asOf: asOfMs })),
      ).outcome;
    const history = ([code, place]: readonly [string, string]) =>
      `${routes.history}?indicator=${code}&place=${place}&fromMs=0&toMs=${asOfMs + 1}&points=10`;
    const explanation = ([code, place]: readonly [string, string]) =>
      `${routes.explanation}?indicator=${code}&place=${place}`;
    const takeaway = (key: string) => ({ title: "x", parts: [{ name: "x", series: [key] }] });
    const officerOf = (kind: "unit" | "commune") => identityOf({ role: "officer", scope: scopes[kind] });

    for (const [who, own, foreign] of [
      ["unit", ["cua-a", "xa-b"], ["cua-b", "xa-a"]],
      ["commune", ["cua-b", "xa-a"], ["cua-a", "xa-b"]],
    ] as const) {
      const asks = (method: string, url: string, body?: unknown) => ask(officerOf(who), method, url, body);
      for (const path of [history, explanation]) {
        expect((await asks("GET", path(own))).status, `${who} ${path(own)}`).not.toBe(403);
        expect((await asks("GET", path(foreign))).status, `${who} ${path(foreign)}`).toBe(403);
      }
      expect((await asks("GET", history(own))).text).toContain(",7]");
      expect((await asks("POST", routes.takeaway, takeaway(own.join("@")))).status).toBe(200);
      expect((await asks("POST", routes.takeaway, takeaway(foreign.join("@")))).status).toBe(403);
      const readings = JSON.parse((await asks("GET", routes.readings)).text).readings as {
        indicator: string;
        place: string;
      }[];
      expect(readings.some(({ indicator: code, place }) => code === own[0] && place === own[1])).toBe(true);
      expect(readings.some(({ indicator: code, place }) => code === foreign[0] && place === foreign[1])).toBe(false);
      const { text } = await asks("GET", routes.sources);
      expect(text).not.toContain("nguon-b");
    }
    const unit = officerOf("unit");
    const statusOf = async (url: string) => (await ask(unit, "GET", url)).status;
    server.state.sources = ["a", "b"].map((x) => ({ ...server.state.sources[0], id: `nguon-${x}` })) as never;
    expect((await ask(unit, "GET", routes.sources)).text).toMatch(/nguon-a/);
    expect(await statusOf(routes.refusals("nguon-a"))).toBe(200);
    for (const id of ["nguon-b", "khong-co"]) expect(await statusOf(routes.refusals(id))).toBe(403);
    // A camera that is his is asked for, and has no picture here.
    expect(await statusOf(routes.cameraLastPicture("may-a"))).toBe(404);
    for (const path of [
      routes.cameraLastPicture("may-b"),
      routes.cameraPlaylist("may-b", "sub"),
      routes.cameraLastPicture("khong-co"),
      `${routes.dossiersOverview}?unit=xa-a`,
      routes.dossiersOverview,
    ])
      expect(await statusOf(path), path).toBe(403);
    const { text } = await ask(unit, "GET", routes.contacts);
    expect(text).toContain("nguon-a");
    expect(text).not.toMatch(/nguon-b|may-b|cua-b/);
  });
});

describe("every live kind × role × scope", () => {
  it("is in the table, and tells what it says", () => {
    const told = (kinds as readonly Kind[]).map(({ name, right, belongs }) => `${name} ${right} ${belongs ?? "-"}`);
    expect(told.sort()).toEqual([...kindTable].sort());
    const belongings = {
      units: [{ id: "so-a", name: words("Sở A") }],
      places: [],
      indicators: [{ code: "cua-a", owner: "so-a" }],
      sources: [{ id: "nguon-a", unit: "so-a" }],
      cameras: [{ id: "may-a", unit: "so-a" }],
    };
    const reachOf = createReach(() => belongings as never);
    const viewOf = createViews({ indicators: [], places: [] } as unknown as SiteView);
    const things: [string, unknown, readonly Scope["kind"][]][] = [
      ["nguon-a", { indicator: "cua-a", place: "xa-b" }, ["unit"]],
      ["may-a", { indicator: "x", place: "xa-a" }, ["commune"]],
      ["khac", { indicator: "x", place: "xa-b" }, []],
    ];
    for (const one of everybody) {
      const view = viewOf((right) => reachOf(identityOf(one), right));
      for (const member of members)
        for (const [key, value, owners] of things) {
          const slot: Slot = { member, key, value, seq: 1, text: null, older: null, newer: null };
          const { kind } = member;
          const isTold = view.includes(slot);
          const what = `${one.role}@${one.scope.kind} ${member.name} ${key}`;
          if (!mayAnywhere(one, kind.right)) expect(isTold, what).toBe(false);
          else if (one.scope.kind === "province" || kind.belongs === "everybody") expect(isTold, what).toBe(true);
          else if (kind.belongs === "figure")
            expect(isTold, what).toBe(!member.isGone && owners.includes(one.scope.kind));
          else if (kind.belongs === "source") expect(isTold, what).toBe(one.scope.kind === "unit" && key === "nguon-a");
          else if (kind.belongs === "camera") expect(isTold, what).toBe(one.scope.kind === "unit" && key === "may-a");
          else expect(isTold, what).toBe(false);
        }
    }
  });

  it("has no two views of one name that tell different things", () => {
    const reachOf = createReach(() => ({ units: [], places: [], indicators: [], sources: [], cameras: [] }));
    const viewOf = createViews({ indicators: [], places: [] } as unknown as SiteView);
    const names = (role: AnyRole, scope: Scope) => viewOf((right) => reachOf(identityOf({ role, scope }), right)).name;
    expect(names("leader", scopes.unit)).not.toBe(names("leader", scopes.commune));
    expect(names("leader", scopes.unit)).not.toBe(names("leader", { kind: "unit", unit: "so-b" }));
    // Who may be told the same shares one view: what was made for the one is sent to the other.
    const rightsOf = (one: (typeof everybody)[number]) =>
      JSON.stringify((kinds as readonly Kind[]).map(({ right }) => mayAnywhere(one, right)));
    for (const one of everybody)
      for (const other of everybody.filter(({ scope }) => scope === one.scope)) {
        const isToldTheSame = rightsOf(one) === rightsOf(other);
        const isOneView = names(one.role, one.scope) === names(other.role, other.scope);
        expect(isOneView, `${one.role} ${other.role} @${one.scope.kind}`).toBe(isToldTheSame);
      }
  });
});
