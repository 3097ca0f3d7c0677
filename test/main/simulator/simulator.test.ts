import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { expect, it } from "vitest";
import { CameraEventInput } from "#contract/entities/camera-event.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { CameraEventQuery } from "#contract/http.ts";
import { SimulatorReady } from "#contract/supervision.ts";
import { xlsxTable } from "../../../main/core/connectors/folder/sheet.ts";
import { openCore } from "../../../main/core/open-core.ts";
import { ownProgram } from "../../../main/core/run/programs.ts";
import { gateCounts } from "../../../main/simulator/border-gates/counts.ts";
import { cameraEventAt } from "../../../main/simulator/camera-platform.ts";
import { citizenReports } from "../../../main/simulator/citizens/citizen-reports.ts";
import { paidShare, xlsxReport } from "../../../main/simulator/treasury/treasury-folder.ts";
import { startProcess } from "../../lab/process.ts";
import { entryOf } from "../../lab/programs.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { toldCameras } from "../core/api/server-for-test.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const entry = entryOf("simulator");

it("figures are plausible at every minute of a day and never jump", () => {
  const startMs = Date.parse("2026-03-01T00:00:00+07:00");
  let before = gateCounts(startMs);
  for (let atMs = startMs; atMs < startMs + 86_400_000; atMs += 60_000) {
    const counts = gateCounts(atMs);
    const [gate] = counts;
    expect(gate?.xe_cho).toBeGreaterThanOrEqual(235);
    expect(gate?.xe_cho).toBeLessThanOrEqual(425);
    expect(counts.reduce((sum, count) => sum + count.xe_cho, 0)).toBeLessThanOrEqual(760);
    counts.forEach((count, at) => {
      const was = before[at];
      if (was === undefined) return;
      expect(Math.abs(count.xe_cho - was.xe_cho)).toBeLessThanOrEqual(5);
      expect(Math.abs(count.cho_lau_nhat - was.cho_lau_nhat)).toBeLessThanOrEqual(5);
    });
    before = counts;
    expect(counts).toEqual(gateCounts(atMs));
  }
});

it("the share paid out never falls within a year and stays within the plan", () => {
  let before = 0;
  for (let day = 0; day < 365; day++) {
    const share = paidShare(Date.parse("2026-01-01T12:00:00+07:00") + day * 86_400_000);
    expect(share).toBeGreaterThanOrEqual(before);
    before = share;
  }
  expect(before).toBeGreaterThan(0.9);
  expect(before).toBeLessThanOrEqual(1);
});

it("reports of citizens go on from open to closed, some of them too late, and never back", () => {
  const startMs = Date.parse("2026-03-01T00:00:00+07:00");
  const known = new Map<string, { status: string; updated: string }>();
  let overdue = 0;
  for (let atMs = startMs; atMs < startMs + 14 * 86_400_000; atMs += 3_600_000) {
    const told = citizenReports(atMs);
    expect(told).toEqual(citizenReports(atMs));
    const open = told.filter(({ status }) => status === "open");
    expect(open.length).toBeGreaterThan(2);
    expect(open.length).toBeLessThan(60);
    overdue += open.filter((one) => Date.parse(one.expected_datetime) < atMs).length;
    for (const { service_request_id: id, status, updated_datetime: updated } of told) {
      const former = known.get(id);
      if (former?.status === "closed") expect({ status, updated }).toEqual(former);
      known.set(id, { status, updated });
    }
  }
  expect(overdue).toBeGreaterThan(0);
});

it("its workbook is a workbook", async () => {
  const table = await xlsxTable(await xlsxReport(Date.parse("2026-03-01T10:07:00+07:00")));
  expect(table[1]).toEqual(["Ngày", "Giờ", "Kế hoạch (tỷ đồng)", "Đã giải ngân (tỷ đồng)", "Tỷ lệ (%)"]);
  expect(table.at(-1)?.slice(0, 3)).toEqual(["01/03/2026", "10:07", 6316]);
});

it("tells its addresses on stdout when started by hand, and ends when asked", async () => {
  await using folder = await temporaryFolder();
  const simulator = await startProcess(process.execPath, [entry, "--folder", folder.path]);
  await simulator.waitForOutput(/\n/);
  expect(SimulatorReady.parse(JSON.parse(simulator.stdout())).folder).toBe(folder.path);
  expect(await readdir(join(folder.path, "kho-bac"))).toHaveLength(1);
  expect(await simulator.stop()).toEqual({ code: 0, signal: null });
});

it("events of cameras are of the site's own cameras, once a minute, the same for the same minute", () => {
  const startMs = Date.parse("2026-03-01T00:00:00+07:00");
  const cameras = ["mot", "hai"];
  const seen = new Map<string, string>();
  for (let atMs = startMs; atMs < startMs + 3 * 3_600_000; atMs += 20_000) {
    const event = CameraEventInput.parse(cameraEventAt(atMs, cameras));
    expect(cameras).toContain(event.camera);
    const said = JSON.stringify(event);
    expect(seen.get(event.id) ?? said).toBe(said);
    seen.set(event.id, said);
  }
  expect(seen.size).toBe(180);
  const kinds = new Set([...seen.values()].map((said) => (JSON.parse(said) as { kind: string }).kind));
  expect([...kinds].sort()).toEqual(["crowd", "intrusion", "plate", "smoke", "wrong-way"]);
});

it("with the built-in profile every source becomes ok, all it sends fits, and all of it is marked as simulated", async () => {
  await using data = await temporaryFolder();
  const core = await openCore({
    profile: "lang-son",
    data: data.path,
    port: 0,
    assetsFolder: join(root, "assets"),
    rendererFolder: join(data.path, "renderer"),
    version: "0.0.0-test",
    openLog: () => pino({ level: "silent" }),
    standIns: { cameras: toldCameras([]) },
  });
  const { profile, store, sources, cameraEvents, citizenReports: reports, derivation, refusals } = core.parts;
  await core.start();
  // What people enter the simulator never makes up: nothing stands there, and such a source only waits.
  const ofPeople = new Set(
    profile.sources.flatMap((one) => (one.type === "entered" ? one.figures.map(({ indicator }) => indicator) : [])),
  );
  const isWell = ({ type, state }: { type: string; state: string }) =>
    state === (type === "entered" ? "starting" : "ok");
  await until(() => sources.views().every(isWell), { what: "every source ok" });

  // Twelve hours of history are there at once, and the live counts after them.
  const range = {
    indicator: "cua-khau.tong-xe-cho",
    place: "lang-son",
    fromMs: Date.now() - 13 * 3_600_000,
    toMs: Date.now() + 60_000,
    points: 2_000,
  };
  const points = await until(
    async () => {
      const found = await store.readings.history(range);
      return found.length >= 146 ? found : undefined;
    },
    { withinMs: 40_000, what: "twelve hours of history" },
  );
  expect((points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0)).toBeGreaterThanOrEqual(12 * 3_600_000 - 300_000);
  // One river station slips by ten in some hours, and is refused then; nothing else is.
  for (const source of profile.sources) {
    const { "reading.slipped": slipped = 0, ...others } = refusals(source.id).byCode;
    expect([source.id, others, slipped === 0 || source.id === "tram-thuy-van"]).toEqual([source.id, {}, true]);
  }
  const { mapEvents } = await reports.mapEvents(["open", "closed"], 30 * 86_400_000);
  expect(mapEvents.length).toBeGreaterThan(20);
  for (const one of mapEvents) expect(one).toMatchObject({ source: "phan-anh", isSimulated: true });

  const events = await cameraEvents.list(CameraEventQuery.parse({}));
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) expect(event).toMatchObject({ source: "camera-giao-thong", isSimulated: true });

  // A year of workbooks is read one after the other.
  const hasAll = async () => {
    await derivation.settled();
    const told = await store.readings.latest();
    return new Set(told.map(({ indicator }) => indicator)).size >= expected.length;
  };
  // The centre's own scores are of whole days, and the first one is not over.
  const expected = profile.indicators
    .filter(({ code, sector }) => sector !== "trung-tam" && !ofPeople.has(code))
    .map(({ code }) => code);
  await until(hasAll, { withinMs: 40_000, what: "a figure of every indicator" }).catch(() => {});
  const latest = await store.readings.latest();
  const codes = new Set(latest.map((reading) => reading.indicator));
  expect([...codes].filter((code) => !code.startsWith("trung-tam.")).sort()).toEqual(expected.sort());
  // What is derived is as official as its parts.
  const isPublished = ({ source, indicator }: Reading) =>
    source === "cong-bo-2025" || source === "van-ban-cong-bo" || indicator === "ngan-sach.ty-trong-xnk";
  for (const reading of latest)
    expect([reading.indicator, reading.status]).toEqual([
      reading.indicator,
      isPublished(reading) ? "official" : "simulated",
    ]);
  expect(latest.filter((reading) => reading.indicator === "cua-khau.xe-cho")).toHaveLength(8);

  // The simulator dies: the sources say so and are back when it is.
  const pid = await simulatorPid();
  process.kill(pid, "SIGKILL");
  await until(() => sources.views().some((view) => view.state === "failing"));
  await until(() => sources.views().every(isWell), { withinMs: 25_000 });

  await core.close();
}, 60_000);

/** The process that listens at the simulator's port, found among this process's children. */
async function simulatorPid(): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const children = (await readFile(`/proc/self/task/${process.pid}/children`, "utf8")).trim().split(" ");
  const own = await Promise.all(
    children.map(async (pid) =>
      (await readFile(`/proc/${pid}/cmdline`, "utf8")).includes(ownProgram("simulator")) ? Number(pid) : 0,
    ),
  );
  const pid = own.find((one) => one > 0);
  if (pid === undefined) throw new Error("no simulator among the children");
  return pid;
}
