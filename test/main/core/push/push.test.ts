import { describe, expect, it } from "vitest";
import { OwnPush } from "#contract/push/http.ts";
import { routes } from "#contract/routes.ts";
import { isKnownService } from "../../../../main/core/push/services.ts";
import { type PushService, startPushService } from "../../../lab/push-service.ts";
import { cheap, errorOf, join } from "../accounts/people-for-test.ts";
import { reading, startServer, type TestServer } from "../api/server-for-test.ts";

const site = (service: PushService): Promise<TestServer> =>
  startServer({
    limits: { hashCost: cheap },
    push: { services: [service.host], agent: service.agent, firstAgainMs: 1 },
    indicators: [
      {
        ...{ code: "muc-nuoc", name: { vi: "Mực nước", en: "Level" }, unit: { vi: "m", en: "m" }, sector: "x" },
        ...{ period: "minute", decimals: 2, freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "1h" } },
        thresholds: [
          { level: "attention", above: 10, name: { vi: "Báo động 1", en: "Alarm 1" } },
          { level: "alarm", above: 20, name: { vi: "Báo động 2", en: "Alarm 2" } },
        ],
      },
    ],
  });
const series = "muc-nuoc@cua-a";
/** What the core heard of it now. */
const hear = (server: TestServer, value: number, quality: "good" | "bad" = "good") => {
  // Each is newer than the one before.
  server.clock.aheadMs += 10;
  const atMs = Date.now() + server.clock.aheadMs;
  server.parts.hub.publish("readings", [reading(value, atMs, { indicator: "muc-nuoc", quality })]);
};
const subscribed = async (server: TestServer, service: PushService, name: string) => {
  const person = await join(server, name);
  await person.browser.send(routes.follows, { method: "PUT", body: { series: [series] } });
  const answer = await person.browser.send(routes.push, { method: "POST", body: service.subscribe(name) });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { ...person, own: OwnPush.parse(await answer.json()) };
};

describe("people's devices", () => {
  it("are told once of a limit that a followed figure has passed, without a value, signed and readable by them alone", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    await subscribed(server, service, "minh");
    hear(server, 5);
    await server.parts.push.look();
    expect(service.asked()).toBe(0);
    hear(server, 15);
    await server.parts.push.look();
    expect(service.taken).toEqual([
      {
        ...{ name: "minh", ttlS: 14_400, topic: expect.stringMatching(/^[\w-]{1,32}$/) },
        subject: expect.stringMatching(/^(?:mailto|https):/),
        message: {
          ...{ title: "Mực nước · Cửa khẩu A", body: "đã vượt Báo động 1. Mở ứng dụng để xem." },
          ...{ to: "/app/figure/muc-nuoc/cua-a", tag: `figure ${series}` },
        },
      },
    ]);
    await server.parts.push.look();
    hear(server, 16);
    await server.parts.push.look();
    expect(service.taken).toHaveLength(1);
    // Worse is news at once; forth and back over a limit is not.
    hear(server, 25);
    await server.parts.push.look();
    expect(service.taken).toHaveLength(2);
    for (const value of [5, 25, 5, 25]) {
      hear(server, value);
      await server.parts.push.look();
    }
    expect(service.taken).toHaveLength(2);
    server.clock.aheadMs += 31 * 60_000;
    for (const value of [5, 25]) {
      hear(server, value);
      await server.parts.push.look();
      server.clock.aheadMs += 31 * 60_000;
    }
    expect(service.taken).toHaveLength(3);
    // The log never has the address, by which anybody could send.
    expect(server.log()).not.toContain("/push/minh");
  });

  it("are told of a limit of one's own, once, beside the site's alarms, and no more of its lesser limits", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    const { browser } = await subscribed(server, service, "minh");
    const limited = (limit: unknown) =>
      browser.send(routes.follows, { method: "PUT", body: { series: [series], limits: { [series]: limit } } });
    const bodies = () => service.taken.map(({ message }) => (message as { body: string }).body);
    const look = async (value: number) => {
      hear(server, value);
      await server.parts.push.look();
    };
    await limited({ kind: "above", value: 12 });
    await look(11);
    expect(bodies()).toEqual([]);
    await look(13);
    await look(14);
    expect(bodies()).toEqual(["đã qua ngưỡng của bạn. Mở ứng dụng để xem."]);
    // Forth and back is no news; another limit is.
    await look(5);
    await look(13);
    expect(bodies()).toHaveLength(1);
    await limited({ kind: "below", value: 14 });
    await look(13);
    expect(bodies()).toHaveLength(2);
    await look(25);
    expect(bodies().at(-1)).toBe("đã vượt Báo động 2. Mở ứng dụng để xem.");
    expect(bodies()).toHaveLength(3);
    // A service of others is told neither what the figure is nor what the limit is.
    expect(JSON.stringify(service.taken)).not.toMatch(/\b1[234]\b/);
    expect(new Set(service.taken.map(({ topic }) => topic)).size).toBe(2);
  });

  it("are told of a change by what the figure was at the same time yesterday, and of none where nobody knows", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    const { browser } = await subscribed(server, service, "minh");
    const limits = { [series]: { kind: "change", by: 50 } };
    await browser.send(routes.follows, { method: "PUT", body: { series: [series], limits } });
    hear(server, 6);
    await server.parts.push.look();
    expect(service.taken).toHaveLength(0);
    const yesterday = { indicator: "muc-nuoc", place: "cua-a", value: 4, asOf: Date.now() - 86_400_000 };
    await server.parts.ingest.accept("tha", [yesterday]).outcome;
    server.clock.aheadMs += 61_000;
    hear(server, 5.9);
    await server.parts.push.look();
    expect(service.taken).toHaveLength(0);
    hear(server, 6);
    await server.parts.push.look();
    expect(service.taken).toHaveLength(1);
  });

  it("are told nothing of a figure that is bad or too old, or that is not followed", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    const { browser } = await subscribed(server, service, "minh");
    hear(server, 25, "bad");
    await server.parts.push.look();
    hear(server, 25);
    server.clock.aheadMs += 11 * 60_000;
    await server.parts.push.look();
    hear(server, 25);
    await browser.send(routes.follows, { method: "PUT", body: { series: [] } });
    await server.parts.push.look();
    expect(service.asked()).toBe(0);
  });

  it("are tried again a few times, let go when the browser has gone, and silent with the end of the session", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    const { browser } = await subscribed(server, service, "minh");
    service.answers.push(503, 429);
    hear(server, 15);
    await server.parts.push.look();
    expect([service.asked(), service.taken.length]).toEqual([3, 1]);
    // Again and again no: four times, and no more.
    service.answers.push(500, 500, 500, 500);
    hear(server, 25);
    await server.parts.push.look();
    expect([service.asked(), service.taken.length]).toEqual([7, 1]);
    const other = await subscribed(server, service, "lan");
    service.answers.push(410);
    await server.parts.push.look();
    expect(OwnPush.parse(await (await other.browser.send(routes.push)).json()).subscriptions).toEqual([]);
    const before = service.asked();
    await browser.send(routes.signOut, { method: "POST" });
    server.clock.aheadMs += 60 * 60_000;
    hear(server, 5);
    await server.parts.push.look();
    server.clock.aheadMs += 60 * 60_000;
    hear(server, 25);
    await server.parts.push.look();
    expect(service.asked()).toBe(before);
    expect(await server.parts.store.push.accounts()).toEqual([]);
  });

  it("are given up by their owner alone, ten of them at most, and only at the services of browsers", async () => {
    await using service = await startPushService();
    await using server = await site(service);
    const { browser, own } = await subscribed(server, service, "minh");
    const stranger = await join(server, "lan");
    const [first] = own.subscriptions;
    const remove = (by: typeof browser) => by.send(routes.pushSubscription(first?.id ?? ""), { method: "DELETE" });
    expect((await remove(stranger.browser)).status).toBe(404);
    const put = (body: unknown) => browser.send(routes.push, { method: "POST", body });
    for (let device = 2; device <= 10; device += 1)
      expect((await put(service.subscribe(`m${device}`))).status).toBe(200);
    expect(await errorOf(await put(service.subscribe("m11")))).toBe("push.too-many");
    // The same browser once more is no eleventh.
    expect((await put(service.subscribe("m10"))).status).toBe(200);
    const elsewhere = { ...service.subscribe("x"), endpoint: "https://127.0.0.1:1/push/x" };
    expect(await errorOf(await put(elsewhere))).toBe("push.service-unknown");
    expect((await put({ ...elsewhere, endpoint: "http://fcm.googleapis.com/x" })).status).toBe(400);
    expect((await remove(browser)).status).toBe(200);
    // The pair of keys is made once, and no token sees one.
    expect(own.key).toBe(OwnPush.parse(await (await browser.send(routes.push)).json()).key);
    expect((await server.get(routes.push, await server.token("viewer"))).status).toBe(403);
  });

  it.each([
    ["https://fcm.googleapis.com/fcm/send/abc", true],
    ["https://web.push.apple.com/x", true],
    ["https://wns2-sg2p.notify.windows.com/w/?token=x", true],
    ["https://push.apple.com.example.com/x", false],
    ["https://evilpush.apple.com/x", false],
    ["https://fcm.googleapis.com:8443/x", false],
    ["https://a@fcm.googleapis.com/x", false],
    ["http://fcm.googleapis.com/x", false],
  ])("%s is a browser's service: %s", (address, isKnown) => {
    expect(isKnownService(address)).toBe(isKnown);
  });
});
