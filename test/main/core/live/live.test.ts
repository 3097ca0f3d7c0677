import { request } from "node:http";
import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { SiteNames, SiteView } from "#contract/entities/profile.ts";
import { seriesKey } from "#contract/entities/reading.ts";
import { heartbeatEveryMs, liveProtocol } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import { noTopics, wallAlone } from "#contract/told.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import { until } from "../../../lab/until.ts";
import { cameraView, connect, reading, sourceView, startServer } from "../api/server-for-test.ts";

describe("what a screen is told", () => {
  it("gives a snapshot of everything, then what changed, with rising numbers", async () => {
    await using server = await startServer();
    const { hub } = server.parts;
    hub.publish("readings", [reading(10, 1_000)]);
    hub.publish("sources", [sourceView]);
    hub.publish("cameras", [cameraView]);
    using client = await connect(server, { token: server.run.viewer });
    const welcome = await client.next("welcome");
    expect(welcome).toMatchObject({ protocol: liveProtocol, role: "viewer", version: "0.0.0-test" });
    const snapshot = await client.next("snapshot");
    expect(snapshot.readings).toEqual([reading(10, 1_000)]);
    expect(snapshot.sources).toEqual([sourceView]);
    expect(snapshot.cameras).toEqual([cameraView]);
    expect(snapshot.site.id).toBe("nho");

    hub.publish("readings", [reading(11, 2_000)]);
    const first = await client.next("delta", (d) => d.readings?.[0]?.value === 11);
    hub.publish("sources", [{ ...sourceView, state: "late" }]);
    const second = await client.next("delta", (d) => d.sources?.[0]?.state === "late");
    expect(second.seq).toBeGreaterThan(first.seq);
    expect(first.seq).toBeGreaterThan(snapshot.seq);
    expect(second.readings).toBeUndefined();
    const seqs = client.received.filter((m) => m.type === "delta").map((m) => m.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  });

  it("tells the site in short to who asks for that, with the version of the names that HTTP gives; and whole to every other", async () => {
    await using server = await startServer();
    const { hub, profile } = server.parts;
    using phone = await connect(server, { token: server.run.viewer, topics: wallAlone });
    const told = await phone.next("snapshot");
    expect(JSON.stringify(told.site)).not.toMatch(/indicators|places|scene/);
    expect(told.wall.scene.id).toBe(profile.scene);
    // As screens ask that know nothing of it: what they are told they read by a form of their own, which takes nothing else.
    using older = await connect(server, { token: server.run.viewer, topics: noTopics });
    expect(SiteView.parse((await older.next("snapshot")).site).indicators).toHaveLength(profile.indicators.length);

    const answer = await server.get(routes.siteNames, server.run.viewer);
    const names = SiteNames.parse(await answer.json());
    expect(names).toEqual({ version: told.site.namesVersion, places: profile.places, indicators: profile.indicators });
    const tag = { "if-none-match": answer.headers.get("etag") ?? "" };
    expect((await server.get(routes.siteNames, server.run.viewer, tag)).status).toBe(304);

    const [first, ...others] = profile.indicators;
    if (first === undefined) throw new Error("the small profile has no indicator");
    const renamed = { ...first, name: { vi: "Tên khác", en: "Another name" } };
    hub.publishSite({ ...siteView(profile), indicators: [renamed, ...others] }, { sources: [] });
    const next = await phone.next("snapshot", ({ site }) => site.namesVersion !== told.site.namesVersion);
    expect(next.site.namesVersion).not.toBeUndefined();
    const whole = await older.next("snapshot", ({ site }) => site.indicators?.[0]?.name.vi === "Tên khác");
    expect(whole.site.namesVersion).toBeUndefined();
  });

  it("never shows an older value after a newer one", async () => {
    await using server = await startServer();
    const { hub } = server.parts;
    using client = await connect(server, { token: server.run.viewer });
    await client.next("snapshot");
    hub.publish("readings", [reading(2, 2_000)]);
    await client.next("delta", (d) => d.readings?.[0]?.value === 2);
    hub.publish("readings", [reading(1, 1_000)]);
    hub.publish("readings", [reading(3, 2_000, { revision: 1 })]);
    await client.next("delta", (d) => d.readings?.[0]?.value === 3);
    hub.publish("readings", [reading(4, 2_000, { revision: 0 })]);
    hub.publish("sources", [sourceView]);
    await client.next("delta", (d) => d.sources !== undefined);
    const values = client.received.flatMap((m) => (m.type === "delta" ? (m.readings ?? []) : [])).map((r) => r.value);
    expect(values).toEqual([2, 3]);
    expect(hub.all("readings").map((r) => r.value)).toEqual([3]);
  });

  it("puts a burst of one tick into one message, the newest value of each series", async () => {
    await using server = await startServer();
    using client = await connect(server, { token: server.run.viewer });
    await client.next("snapshot");
    for (let i = 1; i <= 100; i += 1) server.parts.hub.publish("readings", [reading(i, i * 1_000)]);
    const delta = await client.next("delta");
    expect(delta.readings).toEqual([reading(100, 100_000)]);
  });

  it("sends a heartbeat with the last number", async () => {
    await using server = await startServer();
    using client = await connect(server, { token: server.run.viewer });
    const beat = await client.next("heartbeat");
    expect(beat.seq).toBe((await client.next("snapshot")).seq);
    expect(Math.abs(beat.nowMs - Date.now())).toBeLessThan(heartbeatEveryMs * 5);
  });
});

describe("a screen that does not read", () => {
  it("costs bounded memory and gets the newest of everything once it reads again", async () => {
    await using server = await startServer({ limits: { pingEveryMs: 60_000, lineBufferBytes: 64 * 1024 } });
    const { hub } = server.parts;
    using slow = await connect(server, { token: server.run.viewer });
    using quick = await connect(server, { token: server.run.viewer });
    await slow.next("snapshot");
    await quick.next("snapshot");
    slow.socket.pause();
    const buffered = () => Math.max(...[...server.app.websocketServer.clients].map((c) => c.bufferedAmount));

    // Each round is some 20 kB. The kernel takes the first megabytes; the rest would be this process's memory.
    const keys = Array.from({ length: 100 }, (_, i) => `xe-cho-${i}`);
    const publish = (round: number) =>
      hub.publish(
        "readings",
        keys.map((indicator) => reading(round, round * 1_000, { indicator })),
      );
    let round = 0;
    await until(
      () => {
        round += 1;
        publish(round);
        return buffered() > 64 * 1024;
      },
      { everyMs: 1, what: "a jam" },
    );
    let most = 0;
    for (let more = 0; more < 100; more += 1) {
      round += 1;
      publish(round);
      const target = round;
      await quick.next("delta", (d) => d.readings?.[0]?.value === target);
      quick.received.length = 0;
      most = Math.max(most, buffered());
    }
    // 100 rounds would have been 2 MB more: nothing was added beyond the message that crossed the limit.
    expect(most).toBeLessThan(64 * 1024 + 60_000);

    slow.socket.resume();
    const last = await slow.next("delta", (d) => d.readings?.some((r) => r.value === round) ?? false);
    expect(new Set(last.readings?.map((r) => seriesKey(r.indicator, r.place))).size).toBe(keys.length);
    expect(last.readings?.every((r) => r.value === round)).toBe(true);
    hub.publish("sources", [sourceView]);
    const next = await slow.next("delta", (d) => d.sources !== undefined);
    expect(next.readings).toBeUndefined();
    expect(next.seq).toBeGreaterThan(last.seq);
  });

  it("is ended when it answers no ping", async () => {
    await using server = await startServer({ limits: { pingEveryMs: 1_000 } });
    using dead = await connect(server, { token: server.run.viewer });
    using alive = await connect(server, { token: server.run.viewer });
    await dead.next("snapshot");
    dead.socket.pause();
    await until(() => server.app.websocketServer.clients.size === 1, { what: "the dead line to be ended" });
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe("who is let in", () => {
  const refusals = [
    ["another protocol", { type: "hello", protocol: 99, kind: "hologram", mood: "new" }, "live.protocol-mismatch"],
    [
      "a wrong token",
      { type: "hello", protocol: liveProtocol, kind: "web", token: "x".repeat(43) },
      "access.bad-token",
    ],
    ["no token", { type: "hello", protocol: liveProtocol, kind: "web" }, "access.no-token"],
    ["a message before hello", { type: "window", display: 1, tiles: [] }, "live.message-invalid"],
    ["an unknown message", { type: "dance" }, "live.message-invalid"],
  ] as const;
  for (const [what, message, code] of refusals)
    it(`refuses ${what} with ${code}`, async () => {
      await using server = await startServer();
      using client = await connect(server);
      client.send(message);
      const { reason } = await client.next("refused");
      expect(reason.code).toBe(code);
      if (code === "live.protocol-mismatch") expect(reason.params).toEqual({ client: 99, server: liveProtocol });
      expect(await client.closed).toBe(1008);
      expect(client.received.some((m) => m.type === "snapshot")).toBe(false);
    });

  it("closes a line that says nothing", async () => {
    await using server = await startServer({ limits: { helloWithinMs: 50 } });
    using client = await connect(server);
    expect((await client.next("refused")).reason.code).toBe("live.message-invalid");
    expect(await client.closed).toBe(1008);
  });

  it("ends a stranger who sends more than a hello, long before a picture's limit", async () => {
    await using server = await startServer();
    using client = await connect(server);
    client.socket.send("x".repeat(2_000_000));
    expect(await client.closed).toBe(1006);
  });

  it("refuses a foreign origin and takes the shell's windows", async () => {
    await using server = await startServer();
    await expect(connect(server, undefined, { origin: "http://evil.example" })).rejects.toThrow("403");
    await expect(connect(server, undefined, { origin: "null" })).rejects.toThrow("403");
    using client = await connect(server, { token: server.run.wall, kind: "wall" }, { origin: "app://wall" });
    expect((await client.next("welcome")).role).toBe("wall");
  });

  it("takes a session cookie from a page of its own only", async () => {
    await using server = await startServer();
    const cookie = `wall_session=${await server.parts.access.openSession(server.run.viewer)}`;
    using own = await connect(server, {}, { cookie, origin: server.origin });
    expect((await own.next("welcome")).role).toBe("viewer");
    using other = await connect(server, {}, { cookie, origin: "app://wall" });
    expect((await other.next("refused")).reason.code).toBe("access.no-token");
  });

  it("takes no more than the limit", async () => {
    await using server = await startServer({ limits: { liveClients: 1, keptLiveClients: 0 } });
    using first = await connect(server, { token: server.run.viewer });
    await first.next("welcome");
    using second = await connect(server);
    expect((await second.next("refused")).reason).toEqual({ code: "live.too-many-clients", params: { limit: 1 } });
    expect(await second.closed).toBe(1013);
  });

  it("ends the lines of a token that is revoked", async () => {
    await using server = await startServer();
    const created = await server.parts.access.create("viewer", "");
    using client = await connect(server, { token: created.token });
    await client.next("snapshot");
    await server.parts.access.revoke(created.id);
    expect((await client.next("refused")).reason.code).toBe("access.bad-token");
    expect(await client.closed).toBe(1008);
  });

  it("answers a plain request for the line without a token as any other", async () => {
    await using server = await startServer();
    const status = await new Promise<number | undefined>((resolve) =>
      request(`${server.origin}/live`, (response) => resolve(response.statusCode)).end(),
    );
    expect(status).toBe(401);
  });
});

describe("wrong tokens", () => {
  it("are counted over both doors", async () => {
    await using server = await startServer({ limits: { refusalsPerMinute: 1 } });
    expect((await server.get("/api/status", "wrong")).status).toBe(401);
    using client = await connect(server, { token: "wrong" });
    expect((await client.next("refused")).reason.code).toBe("request.too-many");
    using right = await connect(server, { token: server.run.viewer });
    expect((await right.next("welcome")).role).toBe("viewer");
  });
});

describe("what each role may say", () => {
  const display = {
    number: 1,
    state: "ok" as const,
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    scaleFactor: 1,
    window: { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, state: "ok" as const, paintedAtMs: 5, reloads: 0 },
  };
  const tiles = [{ tile: "mot", panel: "key-figure", state: "fresh" as const }];

  it("merges what the shell and its windows report, and drops both with their lines", async () => {
    await using server = await startServer();
    using viewer = await connect(server, { token: server.run.viewer });
    await viewer.next("snapshot");
    const shell = await connect(server, { token: server.run.shell, kind: "shell" });
    await shell.next("welcome");
    shell.send({ type: "displays", displays: [display] });
    await viewer.next("delta", (d) => d.displays?.length === 1);
    const window = await connect(server, { token: server.run.wall, kind: "wall", displays: [1] });
    await window.next("snapshot");
    window.send({ type: "window", display: 1, tiles });
    const merged = await viewer.next("delta", (d) => d.displays?.[0]?.tiles.length === 1);
    expect(merged.displays?.[0]).toMatchObject({ number: 1, tiles, window: { state: "ok" } });
    window.socket.close();
    await until(() => server.parts.displays.list()[0]?.tiles.length === 0);
    viewer.received.length = 0;
    shell.socket.close();
    await viewer.next("delta", (d) => d.displays?.length === 0);
    expect(shell.received.some((m) => m.type === "snapshot")).toBe(false);
  });

  for (const [role, kind, message] of [
    ["viewer", "web", { type: "window", display: 1, tiles: [] }],
    ["wall", "wall", { type: "displays", displays: [] }],
    ["viewer", "web", { type: "captured", request: "1" }],
    ["admin", "web", { type: "displays", displays: [] }],
  ] as const)
    it(`forbids ${message.type} to a ${role}`, async () => {
      await using server = await startServer();
      using client = await connect(server, { token: server.run[role], kind, displays: [1] });
      await client.next("welcome");
      client.send(message);
      expect((await client.next("refused")).reason.code).toBe("access.forbidden");
    });

  it("forbids the kind of a shell to others, and seeing to a shell and to ingest", async () => {
    await using server = await startServer();
    using viewer = await connect(server, { token: server.run.viewer, kind: "shell" });
    expect((await viewer.next("refused")).reason.code).toBe("access.forbidden");
    using shell = await connect(server, { token: server.run.shell, kind: "wall" });
    expect((await shell.next("refused")).reason.code).toBe("access.forbidden");
    using ingest = await connect(server, { token: await server.token("ingest"), kind: "web" });
    expect((await ingest.next("refused")).reason.code).toBe("access.forbidden");
  });

  it("takes reports of the window's own display only", async () => {
    await using server = await startServer();
    using window = await connect(server, { token: server.run.wall, kind: "wall", displays: [2] });
    await window.next("welcome");
    window.send({ type: "window", display: 1, tiles: [] });
    expect((await window.next("refused")).reason.code).toBe("live.message-invalid");
  });
});
