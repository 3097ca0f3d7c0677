import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesKey } from "#contract/entities/reading.ts";
import { everyTopic, type Topics } from "#contract/told.ts";
import { until } from "../../../lab/until.ts";
import { connect, reading, sourceView, startServer, type TestServer } from "../api/server-for-test.ts";
import { Follower } from "./follower.ts";

const shownIn = (server: TestServer, only?: string) =>
  Object.fromEntries(
    server.parts.hub
      .all("readings")
      .filter((one) => only === undefined || one.indicator === only)
      .map((one) => [seriesKey(one.indicator, one.place), one.value]),
  );
const holds = (follower: Follower, wanted: object) =>
  JSON.stringify(Object.entries(Object.fromEntries(follower.readings)).sort()) ===
  JSON.stringify(Object.entries(wanted).sort());
const onlyA: Topics = { readings: { indicators: ["xe-cho"] }, sources: [], cameras: [], displays: false };

describe("topics", () => {
  it("bring what they name: by code, by sector, by place, by series, and nothing else", async () => {
    await using server = await startServer();
    const { hub, profile } = server.parts;
    const [indicator] = profile.indicators;
    if (indicator === undefined) throw new Error("the small profile has no indicator");
    const { code, sector } = indicator;
    const everything = [
      reading(1, 1_000, { indicator: code, place: "cua-a" }),
      reading(2, 1_000, { indicator: code, place: profile.place }),
      reading(3, 1_000, { indicator: "la", place: profile.place }),
    ];
    let asOfMs = 2_000;
    const none = { sources: [], cameras: [], displays: false };
    for (const [readings, values] of [
      [{ indicators: [code] }, [1, 2]],
      [{ sectors: [sector] }, [1, 2]],
      [{ places: [profile.place] }, [2, 3]],
      [{ series: [`${code}@cua-a`] }, [1]],
      [{ series: [`${code}@cua-a`], places: [profile.place] }, [1, 2, 3]],
      [{}, []],
      ["all", [1, 2, 3]],
    ] as const) {
      const topics = { ...none, readings } as Topics;
      using client = await connect(server, { token: server.run.viewer, topics });
      await client.next("snapshot");
      asOfMs += 1;
      const newer = asOfMs;
      hub.publish(
        "readings",
        everything.map((one) => ({ ...one, asOfMs: newer })),
      );
      const snapshotAfter = await connect(server, { token: server.run.viewer, topics });
      const told = await snapshotAfter.next("snapshot");
      snapshotAfter[Symbol.dispose]();
      expect(told.readings.map((one) => one.value).sort()).toEqual(values);
      expect(told.sources).toEqual([]);
      if (values.length > 0) {
        const delta = await client.next("delta");
        expect(delta.readings?.map((one) => one.value).sort()).toEqual(values);
      }
    }
  });

  it("may change: a snapshot of the new ones, then their changes only", async () => {
    await using server = await startServer();
    const { hub } = server.parts;
    hub.publish("readings", [reading(1, 1_000), reading(2, 1_000, { indicator: "khac" })]);
    hub.publish("sources", [sourceView]);
    using client = await connect(server, { token: server.run.viewer });
    const first = await client.next("snapshot");
    expect(first.readings.length).toBe(2);
    client.send({ type: "subscribe", topics: { ...onlyA, readings: { series: ["xe-cho@cua-a"] } } });
    const second = await client.next("snapshot", (one) => one.view !== first.view);
    expect(second.readings.map((one) => one.value)).toEqual([1]);
    expect(second.sources).toEqual([]);
    hub.publish("readings", [reading(3, 2_000, { indicator: "khac" })]);
    hub.publish("readings", [reading(4, 2_000)]);
    const delta = await client.next("delta", (one) => one.readings?.some((r) => r.value === 4) ?? false);
    expect(delta.readings?.length).toBe(1);
  });

  it("are one for those who name the same in another order", async () => {
    await using server = await startServer();
    const named = async (indicators: string[]) => {
      using client = await connect(server, {
        token: server.run.viewer,
        topics: { ...onlyA, readings: { indicators } },
      });
      return (await client.next("snapshot")).view;
    };
    expect(await named(["a", "b"])).toBe(await named(["b", "a", "a"]));
    expect(await named(["a"])).not.toBe(await named(["b"]));
  });

  it("are no business of a shell", async () => {
    await using server = await startServer();
    using shell = await connect(server, { token: server.run.shell, kind: "shell" });
    await shell.next("welcome");
    shell.send({ type: "subscribe", topics: everyTopic });
    expect((await shell.next("refused")).reason.code).toBe("live.message-invalid");
  });
});

describe("a client that comes back", () => {
  it("is told what it missed and nothing else, without a snapshot", async () => {
    await using server = await startServer();
    const { hub } = server.parts;
    const follower = new Follower();
    hub.publish("readings", [reading(1, 1_000), reading(1, 1_000, { indicator: "khac" })]);
    await follower.connect(server.origin, server.run.viewer);
    follower.drop();
    hub.publish("readings", [reading(2, 2_000)]);
    await follower.connect(server.origin, server.run.viewer);
    expect([follower.snapshots, follower.deltas, follower.gaps]).toEqual([1, 1, 0]);
    expect(follower.readings.get("xe-cho@cua-a")).toBe(2);
    follower.drop();
    await follower.connect(server.origin, server.run.viewer);
    expect([follower.snapshots, follower.deltas]).toEqual([1, 2]);
    follower.drop();
  });

  it("is told all anew when it asks for other topics, or the core is another run", async () => {
    const follower = new Follower();
    {
      await using server = await startServer();
      server.parts.hub.publish("readings", [reading(1, 1_000), reading(2, 1_000, { indicator: "khac" })]);
      await follower.connect(server.origin, server.run.viewer);
      follower.drop();
      await follower.connect(server.origin, server.run.viewer, { topics: onlyA });
      expect([follower.snapshots, follower.readings.size]).toEqual([2, 1]);
      follower.drop();
    }
    await using next = await startServer();
    next.parts.hub.publish("readings", [reading(7, 7_000)]);
    await follower.connect(next.origin, next.run.viewer, { topics: onlyA });
    expect(follower.snapshots).toBe(3);
    expect(Object.fromEntries(follower.readings)).toEqual({ "xe-cho@cua-a": 7 });
    follower.drop();
  });

  it("ends with what the core holds, whenever the line broke", async () => {
    await using server = await startServer();
    const { hub } = server.parts;
    let atMs = 1_000;
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant("publish" as const),
          series: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("break" as const), who: fc.integer({ min: 0, max: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const wishes = [{}, { topics: onlyA }, { maxRateHz: 20 }] as const;
        const followers = wishes.map(() => new Follower());
        await Promise.all(followers.map((one, at) => one.connect(server.origin, server.run.viewer, wishes[at])));
        for (const { kind, ...what } of steps) {
          if (kind === "wait") await new Promise((done) => setTimeout(done, 5));
          if ("series" in what) {
            atMs += 1;
            hub.publish(
              "readings",
              what.series.map((at) => reading(atMs, atMs, { indicator: at % 2 ? "khac" : "xe-cho", place: `p-${at}` })),
            );
          }
          if ("who" in what) {
            followers[what.who]?.drop();
            await followers[what.who]?.connect(server.origin, server.run.viewer, wishes[what.who]);
          }
        }
        for (const [at, follower] of followers.entries()) {
          await until(() => holds(follower, shownIn(server, at === 1 ? "xe-cho" : undefined)), {
            what: `follower ${at} to hold what the core holds`,
          });
          expect(follower.gaps).toBe(0);
          expect(follower.snapshots).toBe(1);
          follower.drop();
        }
      }),
      { numRuns: 25 },
    );
  });
});
