import { expect, it } from "vitest";
import type { TokenRole } from "#contract/access/role.ts";
import { Failure, OutageList, routes, Status } from "#contract/http.ts";
import { mostWindows, SourceMaintenance } from "#contract/maintenance/maintenance.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { openMaintenance } from "../../../../main/core/maintenance/maintenance.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { sourceView, startServer, type TestServer } from "../api/server-for-test.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const path = routes.sourceMaintenance("tha");

/** The core at 14:00 of 28/11/2026 in Lạng Sơn; `at` sets its clock. */
async function start() {
  const server = await startServer();
  const at = (time: string, day = "2026-11-28") => {
    server.clock.aheadMs += Date.parse(`${day}T${time}+07:00`) - server.parts.now();
  };
  at("14:00:00");
  const tokens = new Map<TokenRole, string>();
  const ask = async (method: string, body?: unknown, role: TokenRole = "operator", where = path) => {
    const token = tokens.get(role) ?? (await server.token(role));
    tokens.set(role, token);
    return fetch(server.origin + where, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const say = async (body: unknown) => SourceMaintenance.parse(await (await ask("POST", body)).json());
  const refusal = async (answer: Response) => `${answer.status} ${Failure.parse(await answer.json()).code}`;
  return { server, at, ask, say, refusal, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
const timeOf = (ms: number) => new Date(ms + 7 * hourMs).toISOString().slice(0, 16);
const shown = (server: TestServer) => {
  const untilMs = plannedUntil(server.parts.hub.newest.source("tha"), server.parts.now());
  return untilMs === undefined ? "the truth" : timeOf(untilMs);
};

it("is said by an operator, told to every screen, and ends by itself at its time", async () => {
  await using here = await start();
  const { server, at, ask, say } = here;
  const told = await say({ until: "17:00", reason: "thay tường lửa" });
  expect(told.timeZone).toBe("Asia/Ho_Chi_Minh");
  expect(told.windows).toMatchObject([{ reason: "thay tường lửa", saidBy: { role: "operator" }, ended: null }]);
  expect(shown(server)).toBe("2026-11-28T17:00");
  const status = Status.parse(await (await ask("GET", undefined, "operator", routes.status)).json());
  // Neither who said it nor why goes to all screens.
  expect(status.sources.find(({ name }) => name === "tha")?.maintenance).toEqual(
    told.windows.map(({ fromMs, untilMs }) => ({ fromMs, untilMs })),
  );
  at("16:59:59");
  expect(shown(server)).toBe("2026-11-28T17:00");
  at("17:00:01");
  // Nobody has told the screens anything since.
  expect(shown(server)).toBe("the truth");
  const after = SourceMaintenance.parse(await (await ask("GET")).json());
  expect(after).toMatchObject({ windows: [], past: [{ reason: "thay tường lửa", ended: null }] });
});

it("is for operators and administrators alone", async () => {
  await using here = await start();
  for (const role of ["viewer", "ingest", "mirror"] as const)
    for (const method of ["GET", "POST", "DELETE"])
      expect((await here.ask(method, method === "POST" ? { until: "17:00" } : undefined, role)).status).toBe(403);
  expect((await here.ask("POST", { until: "17:00" }, "admin")).status).toBe(200);
  expect((await fetch(here.server.origin + path)).status).toBe(401);
});

it("begins later where that is said, and at once where its beginning has passed", async () => {
  await using here = await start();
  const { server, at, say } = here;
  await say({ from: "22:00", until: "02:00" });
  expect(shown(server)).toBe("the truth");
  at("22:00:00");
  expect(shown(server)).toBe("2026-11-29T02:00");
  at("03:00:00", "2026-11-29");
  expect(shown(server)).toBe("the truth");
  const { windows } = await say({ from: "01:00", until: "05:00" });
  expect(windows.map(({ fromMs, untilMs }) => [timeOf(fromMs), timeOf(untilMs)])).toEqual([
    ["2026-11-29T03:00", "2026-11-29T05:00"],
  ]);
});

it("is ended early, and then the truth is told again; what is to come is taken back one by one", async () => {
  await using here = await start();
  const { server, ask, say, refusal } = here;
  await say({ until: "17:00" });
  await say({ from: "20:00", until: "21:00" });
  const { windows } = await say({ from: "22:00", until: "23:00" });
  const ended = SourceMaintenance.parse(await (await ask("DELETE", undefined, "admin")).json());
  expect(shown(server)).toBe("the truth");
  expect(ended.past).toMatchObject([{ ended: { by: { role: "admin" } } }]);
  const last = windows.at(-1)?.id ?? "";
  const left = SourceMaintenance.parse(
    await (await ask("DELETE", undefined, "operator", `${path}?window=${last}`)).json(),
  );
  expect(left.windows.map(({ fromMs }) => timeOf(fromMs))).toEqual(["2026-11-28T20:00"]);
  await ask("DELETE");
  expect(await refusal(await ask("DELETE"))).toBe("404 maintenance.none");
});

it("says no to times that cannot be meant, and to more than there may be", async () => {
  await using here = await start();
  const { ask, refusal } = here;
  const no = async (body: unknown) => refusal(await ask("POST", body));
  expect(await no({ until: "chiều" })).toBe("400 maintenance.time-unreadable");
  expect(await no({ until: "27/11/2026 17:00" })).toBe("400 maintenance.times-wrong");
  expect(await no({ from: "29/11 17:00", until: "29/11 16:00" })).toBe("400 maintenance.times-wrong");
  expect(await no({ until: "30/12 17:00" })).toBe("400 maintenance.too-far");
  expect(await no({ until: "17:00", reason: "x".repeat(201) })).toBe("400 request.invalid");
  expect(await refusal(await ask("POST", { until: "17:00" }, "operator", routes.sourceMaintenance("khac")))).toBe(
    "404 source.unknown",
  );
  const said = await Promise.all(
    Array.from({ length: mostWindows + 2 }, (_, at) => ask("POST", { until: `1${5 + (at % 4)}:00` })),
  );
  expect(said.map(({ status }) => status).sort()).toEqual([...Array(mostWindows).fill(200), 409, 409]);
});

it("marks an outage that began in it, until when it was planned", async () => {
  await using here = await start();
  const { server, at, ask, say } = here;
  const is = (state: "ok" | "failing") => {
    server.state.sources = [{ ...sourceView, state, sinceMs: server.parts.now() }];
    // Its monitor tells the reports as `main/core/index.ts` does, and every second again.
    server.tellSource("tha");
  };
  const list = async () => {
    const { outages } = OutageList.parse(await (await ask("GET", undefined, "viewer", routes.outages)).json());
    return outages.map((one) =>
      one.kind === "source"
        ? one.plannedUntilMs === undefined
          ? "not planned"
          : timeOf(one.plannedUntilMs)
        : one.kind,
    );
  };
  is("failing");
  at("14:05:00");
  // Said when it was away already: that excuses nothing.
  await say({ until: "17:00" });
  is("failing");
  is("ok");
  at("14:10:00");
  is("failing");
  at("17:30:00");
  is("failing");
  is("ok");
  at("18:00:00");
  await say({ until: "20:00" });
  is("failing");
  at("18:30:00");
  await ask("DELETE");
  at("19:00:00");
  is("ok");
  at("19:10:00");
  is("failing");
  at("19:20:00");
  is("ok");
  expect(await list()).toEqual(["not planned", "2026-11-28T18:30", "2026-11-28T17:00", "not planned"]);
});

it("outlives a restart with who said it, and is not told of any more when it was over meanwhile", async () => {
  const folder = await temporaryFolder();
  let nowMs = Date.parse("2026-11-28T14:00:00+07:00");
  const open = async () => {
    const store = await openStore(folder.path);
    const maintenance = await openMaintenance({
      repository: store.maintenance,
      sources: new Set(["a"]),
      timeZone: "Asia/Ho_Chi_Minh",
      now: () => nowMs,
      onChange: () => {},
    });
    return { store, maintenance };
  };
  const who = { role: "operator", name: "Ca đêm" };
  const first = await open();
  await first.maintenance.say("a", { until: "17:00", reason: "" }, who);
  await first.maintenance.say("a", { from: "20:00", until: "21:00", reason: "nâng cấp" }, who);
  await first.maintenance.end("a", undefined, who);
  // As after kill -9: nothing more is said.
  await first.store.close();
  const second = await open();
  const told = await second.maintenance.of("a");
  expect(told.windows).toMatchObject([{ reason: "nâng cấp", saidBy: who, saidAtMs: nowMs }]);
  expect(told.past).toMatchObject([{ ended: { by: who, atMs: nowMs } }]);
  expect(second.maintenance.tell({ ...sourceView, id: "a" }).maintenance).toHaveLength(1);
  await second.store.close();
  nowMs += 12 * hourMs;
  const third = await open();
  const view = { ...sourceView, id: "a" };
  expect(third.maintenance.tell(view)).toBe(view);
  expect((await third.maintenance.of("a")).windows).toEqual([]);
  await third.store.close();
  await folder.remove();
});
