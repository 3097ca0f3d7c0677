import { describe, expect, it } from "vitest";
import { sentence } from "#contract/errors.ts";
import { until } from "../../../../lab/until.ts";
import { type Rig, startRig } from "../rig.ts";
import { startPeer } from "./peer.ts";
import { faults } from "./protocol.ts";
import { protocols } from "./protocols.ts";

/** Some wait for a limit of 15 s; nothing here waits for more than two of them. */
const patience = { withinMs: 40_000 };

async function untilTold(rig: Rig, state: string, codes: readonly string[]): Promise<void> {
  const view = () => rig.view();
  await until(() => view().state === state && codes.includes(view().reason?.code ?? ""), patience).catch((error) => {
    throw new Error(`expected ${state} ${codes}, is ${JSON.stringify(view())}`, { cause: error });
  });
}

describe.each(Object.entries(protocols))("%s", (_name, protocol) => {
  it.concurrent("takes what a good peer sends", async () => {
    await using peer = await startPeer();
    peer.behave(protocol.success(() => 42));
    await using rig = await startRig([protocol.source(peer.host, false)]);
    await rig.untilNewest(42);
    const view = await rig.untilState("ok");
    expect(view.line).toMatchObject({ failingSinceMs: null, refusedBy: null, nextTryAtMs: null, isResting: false });
    expect(view.line?.answers).toBeGreaterThan(0);
    expect(view.line?.bytes).toBeGreaterThan(0);
    expect((await rig.sources.lastAnswer("nguon"))?.text).toContain("42");
  }, 60_000);

  // Another core hands over readings alone.
  const isMapped = "mapping" in protocol.source("", false);
  it.runIf(isMapped).concurrent(
    "carries reports of citizens as it carries readings",
    async () => {
      await using peer = await startPeer();
      peer.behave(protocol.success(() => 42));
      const report = {
        ...{ service_request_id: "pa-1", service_name: "Rác thải", status: "open", lat: 0.5, long: 0.5 },
        ...{ requested_datetime: new Date().toISOString(), description: "không được giữ" },
      };
      const gives = { gives: "citizen-reports", mapping: JSON.stringify(report) };
      await using rig = await startRig([{ ...protocol.source(peer.host, false), ...gives }]);
      await rig.untilState("ok");
      expect(rig.view()).toMatchObject({ gives: "citizen-reports", counts: { refused: 0 } });
      expect(await rig.store.citizenReports.mapEvents(["open"], 0, 10)).toMatchObject([
        { number: 1, source: "nguon", service: "Rác thải", position: { lat: 0.5, lon: 0.5 } },
      ]);
      expect(rig.shown).toEqual([]);
    },
    60_000,
  );

  // What floods is measured, so it runs alone, below.
  for (const fault of faults.filter((one) => one !== "1 GB answer" && protocol.faults[one] !== undefined)) {
    const given = protocol.faults[fault];
    if (given === undefined) continue;
    it.concurrent(`tells ${fault}, and is well again when it is over`, async () => {
      await using peer = await startPeer();
      peer.behave(given.behaviour);
      await using rig = await startRig([protocol.source(peer.host, false)]);
      const { state, codes } = given.expected;
      await untilTold(rig, state, codes);
      const view = rig.view();
      for (const language of ["vi", "en"] as const)
        expect(sentence(view.reason ?? { code: "", params: {} }, language)).not.toMatch(/\{\w+\}|undefined/);
      if (state === "mis-mapped") {
        expect(view.line?.failingSinceMs).toBeNull();
      } else {
        expect(view.line?.failingSinceMs).toBeGreaterThan(0);
        expect(view.line?.nextTryAtMs).toBeGreaterThan(0);
        expect(view.line?.refusedBy).toBe(state === "refused" ? peer.host : null);
      }
      expect(rig.shown).toEqual([]);
      peer.behave(protocol.success(() => 7));
      // A line that stands has to end before the peer can do better.
      if (state === "mis-mapped" && !["rest", "postgresql"].includes(rig.view().type)) return;
      await until(() => rig.newest("xe") === 7, patience);
      await rig.untilState("ok");
    }, 90_000);
  }

  it.concurrent("trusts no stranger's certificate, and the one the profile names", async () => {
    await using peer = await startPeer({ tls: true, isTlsAskedFor: protocol.isTlsAskedFor === true });
    peer.behave(protocol.success(() => 5));
    const source = protocol.source(peer.host, true);
    {
      await using rig = await startRig([source]);
      await untilTold(rig, "failing", ["source.tls"]);
      expect(rig.view().reason?.params).toMatchObject({ host: peer.host, detail: "DEPTH_ZERO_SELF_SIGNED_CERT" });
      expect(rig.shown).toEqual([]);
    }
    {
      await using rig = await startRig([{ ...source, ca: "/khong/co.pem" }]);
      await untilTold(rig, "failing", ["source.certificate-file"]);
    }
    await using rig = await startRig([{ ...source, ca: peer.certificateFile }]);
    await rig.untilNewest(5);
  }, 60_000);

  const busy = protocol.faults["429 with Retry-After"];
  it.runIf(busy !== undefined).concurrent(
    "waits as long as it is asked to",
    async () => {
      await using peer = await startPeer();
      peer.behave(busy?.behaviour ?? (() => {}));
      await using rig = await startRig([protocol.source(peer.host, false)]);
      await untilTold(rig, "failing", ["source.busy"]);
      const toldAtMs = Date.now();
      const { line, reason } = rig.view();
      expect(reason?.params).toMatchObject({ seconds: 3, status: 429 });
      expect((line?.nextTryAtMs ?? 0) - toldAtMs).toBeGreaterThan(2_000);
      const before = peer.connections();
      peer.behave(protocol.success(() => 8));
      await until(() => peer.connections() > before, patience);
      expect(Date.now() - toldAtMs).toBeGreaterThan(2_000);
      await rig.untilNewest(8);
    },
    60_000,
  );
});

describe.each(Object.entries(protocols))("%s, flooded", (_name, protocol) => {
  it("cuts an answer of 1 GB at its limit and holds no more than that", async () => {
    const given = protocol.faults["1 GB answer"];
    if (given === undefined) throw new Error("every protocol can be flooded");
    await using peer = await startPeer();
    peer.behave(given.behaviour);
    const rssBefore = process.memoryUsage().rss;
    let highest = 0;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss - rssBefore);
    }, 5);
    try {
      await using rig = await startRig([protocol.source(peer.host, false)]);
      await untilTold(rig, given.expected.state, given.expected.codes);
      // Of the first attempts, with what lies in the kernel's buffers.
      expect(peer.sentBytes() / peer.connections()).toBeLessThan(40_000_000);
      expect(highest).toBeLessThan(200_000_000);
      expect(rig.shown).toEqual([]);
    } finally {
      clearInterval(watch);
    }
  }, 60_000);
});
