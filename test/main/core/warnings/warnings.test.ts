import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Warning } from "#contract/warnings/warning.ts";
import { readCap } from "../../../../main/core/connectors/cap/document.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { openWarnings } from "../../../../main/core/warnings/warnings.ts";
import { capAlert, reference } from "../../../lab/public-sources/cap.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { siteWith } from "../connectors/rig.ts";

const startMs = Date.parse("2026-11-27T03:00:00Z");
const hour = 3_600_000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const source = { type: "rest", url: "http://a", every: "1m", gives: "warnings", answers: "cap", mapping: "$" };

async function rig(name: string, most?: number) {
  const store = await openStore(`${folder.path}/${name}`);
  const shown = new Map<string, Warning>();
  let nowMs = startMs;
  const open = () =>
    openWarnings({
      profile: siteWith([source, { ...source, id: "khac" }]),
      repository: store.warnings,
      folder: folder.path,
      onTold: (some) => {
        for (const one of some) shown.set(String(one.number), one);
      },
      onGone: (keys) => {
        for (const key of keys) shown.delete(key);
      },
      now: () => nowMs,
      log: pino({ level: "silent" }),
      ...(most === undefined ? {} : { most }),
    });
  let warnings = await open();
  return {
    store,
    shown: () => [...shown.values()].map(({ identifier }) => identifier).sort(),
    one: (identifier: string) => [...shown.values()].find((one) => one.identifier === identifier),
    async tell(alerts: Parameters<typeof capAlert>[0][], sourceId = "nguon") {
      const documents = alerts.map((alert) => readCap(capAlert(alert), "h"));
      const acceptance = warnings.accept(
        sourceId,
        documents.map((one) => (one.kind === "alert" ? one.alert : undefined)),
      );
      const { each } = await acceptance.outcome;
      await warnings.look();
      return { each, refusals: acceptance.refusals.map((one) => one?.code ?? null) };
    },
    async at(ms: number) {
      nowMs = startMs + ms;
      await warnings.look();
    },
    list: () => warnings.list({ withEnded: true }),
    async restart() {
      await warnings.stop();
      shown.clear();
      warnings = await open();
    },
    async [Symbol.asyncDispose]() {
      await warnings.stop();
      await store.close();
    },
  };
}

const first = { id: "a", sentMs: startMs - hour, expiresMs: startMs + 5 * hour };

it("shows a warning until it is over, over a restart too, and keeps it among those that are over", async () => {
  await using site = await rig("het-han");
  expect(await site.tell([first, { ...first, id: "b", expiresMs: startMs + hour }])).toMatchObject({
    each: ["stored", "stored"],
  });
  expect(await site.tell([first])).toMatchObject({ each: ["repeated"] });
  expect(site.shown()).toEqual(["a", "b"]);
  await site.at(hour);
  expect(site.shown()).toEqual(["a"]);
  await site.restart();
  expect(site.shown()).toEqual(["a"]);
  await site.at(6 * hour);
  expect(site.shown()).toEqual([]);
  const { warnings, ended, isCut, riskLevels } = await site.list();
  expect([warnings.length, ended.map(({ identifier }) => identifier), isCut]).toEqual([0, ["b", "a"], false]);
  expect(riskLevels.source.isVerified).toBe(false);
});

it("takes an update in the place of what it names and takes away what is cancelled", async () => {
  await using site = await rig("thay-the");
  await site.tell([first]);
  const update = {
    ...{ id: "b", sentMs: startMs - hour / 2, expiresMs: startMs + 9 * hour },
    ...{ msgType: "Update", references: reference("a", first.sentMs) },
  };
  await site.tell([update]);
  expect(site.shown()).toEqual(["b"]);
  expect(site.one("b")?.kind).toBe("update");
  await site.tell([{ id: "c", sentMs: startMs, msgType: "Cancel", references: reference("b", update.sentMs) }]);
  expect(site.shown()).toEqual([]);
  expect((await site.list()).ended.map(({ identifier }) => identifier)).toEqual(["b", "a"]);
});

it("does not show what was cancelled or replaced before it came", async () => {
  await using site = await rig("den-sau");
  await site.tell([
    {
      id: "huy",
      sentMs: startMs,
      msgType: "Cancel",
      references: `${reference("a", 1)} ${reference("x", 1)}`,
      info: "",
    },
  ]);
  await site.tell([first]);
  await site.restart();
  await site.tell([{ ...first, id: "x" }]);
  expect(site.shown()).toEqual([]);
});

it("lets a source cancel only its own: another's message of the same name stays", async () => {
  await using site = await rig("nguon-khac");
  await site.tell([first]);
  await site.tell([{ id: "c", sentMs: startMs, msgType: "Cancel", references: reference("a", first.sentMs) }], "khac");
  expect(site.shown()).toEqual(["a"]);
});

it("takes a message that was sent anew in its own place, and an earlier sending of it not at all", async () => {
  await using site = await rig("gui-lai");
  await site.tell([{ ...first, level: 1 }]);
  await site.tell([{ ...first, sentMs: startMs, level: 3 }]);
  expect([site.shown(), site.one("a")?.level?.level]).toEqual([["a"], 3]);
  expect(await site.tell([{ ...first, level: 1 }])).toMatchObject({ each: ["repeated"] });
  expect(site.one("a")?.level?.level).toBe(3);
});

it("keeps as many as may be kept, those that are over going first", async () => {
  await using site = await rig("gioi-han", 3);
  const alerts = Array.from({ length: 6 }, (_, at) => ({
    ...{ id: `w-${at}`, sentMs: startMs - hour, expiresMs: startMs + (at + 1) * hour },
  }));
  await site.tell(alerts);
  expect(await site.store.warnings.remove(0, 3, 100)).toBe(3);
  await site.restart();
  expect(site.shown()).toEqual(["w-3", "w-4", "w-5"]);
});
