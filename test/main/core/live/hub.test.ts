import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Profile } from "#contract/entities/profile.ts";
import { ServerMessage } from "#contract/live.ts";
import { createHub, type Hub, type Outlet } from "../../../../main/core/live/hub.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import { reading, smallProfile } from "../api/server-for-test.ts";

const hubs: Hub[] = [];
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.stop();
});

async function newHub(): Promise<Hub> {
  const profile = Profile.parse(parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8")));
  const hub = createHub({ site: siteView(profile), now: () => 5_000, bufferLimitBytes: 100 });
  hubs.push(hub);
  return hub;
}

function outlet() {
  const sent: Buffer[] = [];
  const one: Outlet & { sent: Buffer[]; buffered: number } = {
    sent,
    buffered: 0,
    send: (message) => void sent.push(message),
    bufferedBytes: () => one.buffered,
  };
  return one;
}
const read = (message: Buffer | undefined) => ServerMessage.parse(JSON.parse(String(message)));
const turn = () => new Promise((done) => setImmediate(done));

describe("the hub", () => {
  it("sends the first change in the same turn, written once for all who are in step", async () => {
    const hub = await newHub();
    const [one, two] = [outlet(), outlet()];
    hub.join(one);
    hub.join(two);
    hub.publishReadings([reading(1, 1_000)]);
    await turn();
    expect(one.sent).toHaveLength(2);
    expect(one.sent[1]).toBe(two.sent[1]);
    expect(read(one.sent[1])).toMatchObject({ type: "delta", seq: 1, nowMs: 5_000, readings: [{ value: 1 }] });
  });

  it("gives a screen that was jammed the newest of each, and only what it missed", async () => {
    const hub = await newHub();
    const [jammed, quick] = [outlet(), outlet()];
    hub.publishReadings([reading(0, 500, { place: "tinh" })]);
    await turn();
    hub.join(jammed);
    hub.join(quick);
    jammed.buffered = 101;
    for (let value = 1; value <= 3; value += 1) {
      hub.publishReadings([reading(value, value * 1_000)]);
      await expect.poll(() => quick.sent.length).toBe(1 + value);
    }
    expect(jammed.sent).toHaveLength(1);
    jammed.buffered = 0;
    await expect.poll(() => jammed.sent.length).toBe(2);
    const late = read(jammed.sent[1]);
    expect(late).toMatchObject({ type: "delta", readings: [{ place: "cua-a", value: 3 }] });
    hub.publishReadings([reading(4, 9_000)]);
    await expect.poll(() => jammed.sent.length).toBe(3);
    expect(jammed.sent[2]).toBe(quick.sent.at(-1));
  });

  it("sends no more to who has left, and no figures to who only listens for the beat", async () => {
    const hub = await newHub();
    const [gone, shell, there] = [outlet(), outlet(), outlet()];
    hub.join(gone);
    hub.joinForHeartbeats(shell);
    hub.join(there);
    hub.leave(gone);
    hub.publishReadings([reading(1, 1_000)]);
    await expect.poll(() => there.sent.length).toBe(2);
    expect(gone.sent).toHaveLength(1);
    await expect.poll(() => shell.sent.length, { timeout: 15_000 }).toBe(1);
    expect(read(shell.sent[0])).toEqual({ type: "heartbeat", seq: 1, nowMs: 5_000 });
  });
});
