import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { expect, it } from "vitest";
import { documentFigures } from "#contract/documents/figures.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Place } from "#contract/entities/place.ts";
import { FolderSource } from "#contract/entities/source-config.ts";
import { readNationalDays } from "../../../../main/core/calendar/national-days.ts";
import { createSiteCalendar } from "../../../../main/core/calendar/site-calendar.ts";
import { createDocuments, type DocumentsOptions } from "../../../../main/core/documents/documents.ts";
import type { NewReading } from "../../../../main/core/store/reading-repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { documentXml, stateXml } from "../../../lab/edxml.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const now = () => Date.parse("2026-11-27T10:00:30+07:00");
const offsetMs = 7 * 3_600_000;
const source = FolderSource.parse({
  ...{ id: "van-ban", type: "folder", name: { vi: "Văn bản", en: "Documents" }, gives: "documents", lateAfter: "1d" },
  ...{
    path: "$".concat("{simulator.folder}/van-ban"),
    mapping: "$",
    organs: { "H37.2": "so-tai-chinh", "h37.3": "xa-a" },
  },
});
const codes = [...Object.values(documentFigures.byState), documentFigures.inHand, documentFigures.overdue];
const indicators = codes.map((code) => ({ code, isRetired: false }) as Indicator);
const places = [
  { id: "tinh", kind: "province" },
  { id: "so-tai-chinh", kind: "office" },
  { id: "xa-a", kind: "commune" },
] as Place[];
const log = pino({ level: "silent" });
const calendar = createSiteCalendar({ national: await readNationalDays("assets"), now, log });

/** The taker on a store of its own, as after a start. */
async function open(folder: string, more: Partial<DocumentsOptions> = {}) {
  const store = await openStore(folder, { dayOffsetMs: offsetMs, recoverWith: null });
  const figures = new Map<string, NewReading>();
  const documents = createDocuments({
    ...{ repository: store.documents, folder, offsetMs, now, log, calendar },
    ...{ profile: { sources: [source], place: "tinh", places, indicators }, countedWithinMs: 1 },
    lastHeardAtMs: await store.documents.lastAtMs(),
    async store(batch) {
      for (const one of batch) figures.set(`${one.indicator}@${one.place}`, one);
      return [];
    },
    ...more,
  });
  return {
    ...{ documents, figures },
    async take(...texts: string[]) {
      const acceptance = documents.accept(source.id, texts);
      return { ...acceptance, ...(await acceptance.outcome) };
    },
    async close() {
      await documents.stop();
      await store.close();
    },
  };
}

const sent = (id: string, to: string[], due = "") =>
  documentXml({ id, from: "G12", to, at: "2026/11/20 08:00:00", due });
const state = (id: string, organ: string, told: string, at = "2026/11/25 08:00:00") =>
  stateXml({ id, organ, sender: "G12", state: told, at });

it("puts documents together over a restart, counts them, and keeps nothing of what they say", async () => {
  await using folder = await temporaryFolder();
  const first = await open(folder.path);
  // The state comes before the document, of which one receiver is a stranger.
  expect((await first.take(state("a", "H37.2", "05"))).each).toEqual(["stored"]);
  expect(
    (await first.take(sent("a", ["H37.2", "G99"], "2026-11-26"), sent("b", ["H37.3"], "2026-11-27"))).each,
  ).toEqual(["stored", "stored"]);
  await first.close();
  const second = await open(folder.path);
  expect((await second.take(sent("a", ["H37.2", "G99"], "2026-11-26"))).each).toEqual(["repeated"]);
  await second.take(state("b", "H37.3", "06"));
  await second.documents.settled();
  const value = (code: string, place: string) => second.figures.get(`${code}@${place}`);
  expect(value("van-ban.dang-xu-ly", "so-tai-chinh")?.value).toBe(1);
  expect(value("van-ban.qua-han", "tinh")).toMatchObject({
    ...{ value: 1, status: "simulated", source: "van-ban", asOfMs: Date.parse("2026-11-27T10:00:00+07:00") },
  });
  // Due today is not overdue.
  expect(value("van-ban.qua-han", "xa-a")?.value).toBe(0);
  expect(value("van-ban.hoan-thanh", "tinh")?.value).toBe(1);
  expect(await second.documents.status()).toMatchObject({ kept: 2, signatures: "not-verified" });
  await second.close();
  for (const name of (await readdir(folder.path)).filter((one) => one.includes("sqlite")))
    expect(await readFile(join(folder.path, name), "latin1")).not.toMatch(
      /Bi-Mat|0912345678|QsOtIE|nguyenvana|Signature/,
    );
});

it("says what it does not take: strangers, states that go back, what is no message", async () => {
  await using folder = await temporaryFolder();
  const { documents, take, close } = await open(folder.path);
  const taken = await take(sent("a", ["H37.2"]), sent("x", ["G98", "G99"]), "<html/>");
  expect(taken.refusals.map((one) => one?.code ?? null)).toEqual([
    null,
    "document.unknown-organ",
    "document.not-edxml",
  ]);
  await take(state("a", "H37.2", "06", "2026/11/25 08:00:00"), state("a", "H37.2", "04", "2026/11/26 08:00:00"));
  expect(documents.refusals(source.id).byCode).toEqual({
    ...{ "document.unknown-organ": 1, "document.not-edxml": 1, "document.state-back": 1 },
  });
  expect(await documents.status()).toMatchObject({ wentBack: 1, unknownOrgans: ["G12", "G98", "G99"] });
  await close();
});

it("removes what is closed where there is no room, and takes nothing more where all is open", async () => {
  await using folder = await temporaryFolder();
  const { take, close, documents } = await open(folder.path, { most: 2 });
  await take(sent("a", ["H37.2"]), sent("b", ["H37.2"]));
  expect(await take(sent("c", ["H37.2"]))).toMatchObject({ isStored: false, failure: { code: "document.no-room" } });
  await take(state("a", "H37.2", "06"));
  expect((await take(sent("c", ["H37.2"]))).each).toEqual(["stored"]);
  expect((await documents.status()).kept).toBe(2);
  await close();
});
