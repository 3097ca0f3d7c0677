import { afterEach, expect, it, vi } from "vitest";
import { SourceView } from "#contract/entities/source.ts";
import { SourceConfig } from "#contract/entities/source-config.ts";
import { cadenceOf } from "../../../../main/core/connectors/cadence.ts";
import { createSourceMonitor } from "../../../../main/core/connectors/source-monitor.ts";
import { createSchedule, scheduleMistake } from "../../../../main/core/outbound/schedule.ts";
import { serve } from "./platform.ts";
import { startRig } from "./rig.ts";

const timeZone = "Asia/Ho_Chi_Minh";
/** Friday 27 November 2026, 06:00 in Lạng Sơn. */
const friday = Date.parse("2026-11-27T06:00:00+07:00");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const workdays = "0 6 * * 1-5";

afterEach(() => {
  vi.useRealTimers();
});

it("counts in the site's time zone, past the weekend", () => {
  const schedule = createSchedule(workdays, timeZone);
  expect(schedule.after(friday - 1)).toBe(friday);
  expect(schedule.after(friday)).toBe(friday + 3 * day);
  expect(schedule.upTo(friday)).toBe(friday);
  expect(schedule.upTo(friday + 2 * day)).toBe(friday);
  expect(createSchedule("30 7 1 1,4,7,10 *", timeZone).after(friday)).toBe(Date.parse("2027-01-01T07:30:00+07:00"));
});

it("tells what is wrong with a schedule", () => {
  expect(scheduleMistake(workdays)).toBeNull();
  expect(scheduleMistake("*/15 7-17 * * *")).toBeNull();
  const inPart = (vi: string, en: string) => ({ code: "mistake.schedule", params: { part: vi, "part.en": en } });
  const inParts = (count: number) => ({ code: "mistake.schedule-parts", params: { count } });
  for (const [wrong, told] of [
    ["6h sáng", inParts(2)],
    ["0 6 * *", inParts(4)],
    ["0 0 6 * * 1-5", inParts(6)],
    ["0 25 * * *", inPart("giờ", "hour")],
    ["61 6 * * *", inPart("phút", "minute")],
    ["0 6 32 * *", inPart("ngày", "day")],
    ["0 6 * thg3 *", inPart("tháng", "month")],
    ["0 6 * * 2-9", inPart("thứ", "weekday")],
    ["0 0 30 2 *", { code: "mistake.schedule-never", params: {} }],
  ] as const)
    expect(scheduleMistake(wrong), wrong).toEqual(told);
});

function cadenceAt(startMs: number, memory: Map<string, string>, config: Record<string, unknown> = {}) {
  let nowMs = startMs;
  const context = {
    timeZone,
    now: () => nowMs,
    memory: {
      get: async (key: string) => memory.get(key),
      set: async (key: string, v: string) => void memory.set(key, v),
    },
  };
  const cadence = cadenceOf({ schedule: workdays, ...config }, context);
  const to = (ms: number) => {
    nowMs = ms;
  };
  return { cadence, to };
}

it("asks at once what was never asked, then by the clock", async () => {
  const memory = new Map<string, string>();
  const { cadence, to } = cadenceAt(friday - 2 * hour, memory);
  await cadence.begin();
  expect(cadence.left()).toBe(0);
  cadence.taken(true);
  expect(cadence.left()).toBe(2 * hour);
  to(friday);
  expect(cadence.left()).toBe(0);
  to(friday + 5_000);
  cadence.taken(true);
  expect(cadence.left()).toBe(3 * day - 5_000);
});

it("makes up for an appointment missed while it was off, and for no other", async () => {
  const memory = new Map<string, string>();
  const first = cadenceAt(friday + minute, memory);
  await first.cadence.begin();
  first.cadence.taken(true);
  const onSunday = cadenceAt(friday + 2 * day, memory);
  await onSunday.cadence.begin();
  expect(onSunday.cadence.left()).toBe(day);
  const onMonday = cadenceAt(friday + 3 * day + 4 * hour, memory);
  await onMonday.cadence.begin();
  expect(onMonday.cadence.left()).toBe(0);
  // An answer that made no sense leaves the appointment open for the next start, as does another question.
  onMonday.cadence.taken(false);
  const mended = cadenceAt(friday + 3 * day + 5 * hour, memory);
  await mended.cadence.begin();
  expect(mended.cadence.left()).toBe(0);
  mended.cadence.taken(true);
  const changed = cadenceAt(friday + 3 * day + 6 * hour, memory, { query: "SELECT 2" });
  await changed.cadence.begin();
  expect(changed.cadence.left()).toBe(0);
});

it("every so often counts from the first time", async () => {
  vi.useFakeTimers();
  const { cadence } = cadenceAt(friday, new Map(), { schedule: undefined, every: 10_000 });
  await cadence.begin();
  expect(cadence.left()).toBe(0);
  vi.advanceTimersByTime(4_000);
  cadence.taken(true);
  expect(cadence.left()).toBe(6_000);
  vi.advanceTimersByTime(27_000);
  cadence.taken(true);
  expect(cadence.left()).toBe(9_000);
});

function scheduled(startMs: number, lastReadingAtMs: number | null) {
  vi.useFakeTimers({ now: startMs });
  const words = { vi: "a", en: "a" };
  const source = SourceConfig.parse({
    ...{ id: "a", name: words, type: "rest", url: "http://a", schedule: workdays, lateAfter: "1h", mapping: "$" },
  });
  const views: SourceView[] = [];
  const monitor = createSourceMonitor({
    ...{ source, isSimulated: false, lastReadingAtMs, now: Date.now, schedule: createSchedule(workdays, timeZone) },
    timeText: (ms) => new Date(ms).toISOString(),
    onChange: (view) => views.push(SourceView.parse(view)),
  });
  return { monitor, last: () => views.at(-1), views };
}

it("a source with a schedule is well over the weekend, and late only after the appointment was missed", () => {
  const { monitor, last } = scheduled(friday, null);
  monitor.onLine({ kind: "answering" });
  monitor.onOutcome({ isStored: true, each: ["stored"], storedAtMs: Date.now(), failure: null });
  expect(monitor.view()).toMatchObject({ state: "ok", line: { appointmentAtMs: friday + 3 * day } });
  vi.advanceTimersByTime(3 * day + hour - 1);
  expect(monitor.view().state).toBe("ok");
  vi.advanceTimersByTime(2);
  expect(last()).toMatchObject({
    state: "late",
    reason: { code: "source.missed", params: { time: new Date(friday + 3 * day).toISOString() } },
  });
});

it("a source with a schedule is well after a restart without asking, until its appointment", () => {
  const { monitor, last } = scheduled(friday + day, friday + minute);
  expect(monitor.view().state).toBe("ok");
  vi.advanceTimersByTime(2 * day + hour + 1);
  expect(last()?.state).toBe("late");
  const missed = scheduled(friday + 3 * day + 2 * hour, friday + minute);
  expect(missed.monitor.view()).toMatchObject({ state: "late" });
});

it("a source with a schedule asks at the start and not again", async () => {
  let asked = 0;
  await using platform = await serve((_request, response) => {
    asked++;
    response.end(JSON.stringify({ so: asked }));
  });
  const mapping = '{ "indicator": "xe", "value": so, "asOf": $receivedAt }';
  await using rig = await startRig([{ type: "rest", url: platform.url, schedule: workdays, mapping }], {
    now: () => friday,
  });
  await rig.untilNewest(1);
  expect((await rig.untilState("ok")).line?.appointmentAtMs).toBe(friday + 3 * day);
  expect(await rig.sources.tryOnce("nguon")).toMatchObject({ valid: 1 });
  expect(asked).toBe(2);
});
