import type { Ground, Sector } from "../sector.ts";
import { type GateCount, gateCounts, gateDetails, neighbourCounts, otherSides } from "./counts.ts";
import { sentOf } from "./faults.ts";
import { GateScript } from "./script.ts";

/** The platform counts by the minute; it tells its count this often, so that a screen is seen to live. */
const publishEveryMs = 5_000;
const minuteMs = 60_000;
const tenMinutesMs = 10 * minuteMs;
const halfHourMs = 30 * minuteMs;
const hourMs = 60 * minuteMs;
const historySpanMs = 12 * hourMs;
const historyStepMs = 5 * minuteMs;
/** Of the days before that the platform still knows how many waited each half hour. */
const daysSpanMs = 5 * 24 * hourMs;

/**
 * The border-gate platform, by MQTT: cua-khau/GATE/phut the counts of now, /chi-tiet those by direction and goods each minute, /doi-dien
 * what is noted of the other side; /lich-su the counts of the last 12 hours every five minutes, /cac-ngay those of the days
 * before by the half hour, /chi-tiet-lich-su directions and goods, told once at the start. By HTTP: /api/cua-khau-lan-can, neighbouring provinces' gates.
 */
export const borderGates: Sector = async ({ publish, answer, script: scriptOf }) => {
  const script = GateScript.parse((await scriptOf("cua-khau")) ?? {});
  const startedAtMs = Date.now();
  /** The last instant of the history. */
  const toldMs = Math.floor(startedAtMs / historyStepMs) * historyStepMs;
  let minute = 0;
  const publishNow = async (): Promise<void> => {
    const nowMs = Date.now();
    const atMs = Math.floor(nowMs / 1_000) * 1_000;
    for (const count of gateCounts(atMs, script)) {
      const former = () => gateCounts(toldMs, script).find(({ ma }) => ma === count.ma);
      for (const sent of sentOf(count, script.faults, nowMs - startedAtMs, publishEveryMs, former))
        await publish(`cua-khau/${count.ma}/phut`, sent);
    }
    const current = Math.floor(atMs / minuteMs);
    if (current === minute) return;
    minute = current;
    for (const detail of gateDetails(current * minuteMs, script))
      await publish(`cua-khau/${detail.ma}/chi-tiet`, detail);
    const notedMs = Math.floor(atMs / halfHourMs) * halfHourMs;
    for (const noted of otherSides(notedMs, script)) await publish(`cua-khau/${noted.ma}/doi-dien`, noted);
  };
  answer("/api/cua-khau-lan-can", (nowMs) => {
    const atMs = Math.floor(nowMs / hourMs) * hourMs;
    return { cap_nhat: new Date(atMs).toISOString(), cua_khau: neighbourCounts(atMs, script) };
  });
  await publishHistory(publish, script, toldMs);
  await publishNow();
  const timer = setInterval(() => void publishNow(), publishEveryMs);
  return { stop: () => clearInterval(timer) };
};

/** At whole steps of the clock: a simulator started again tells the very same readings. */
async function publishHistory(publish: Ground["publish"], script: GateScript, lastMs: number): Promise<void> {
  await told(publish, "lich-su", moments(lastMs - historySpanMs, lastMs, historyStepMs), (atMs) =>
    gateCounts(atMs, script),
  );
  const halfHour = Math.floor(lastMs / halfHourMs) * halfHourMs;
  await told(publish, "cac-ngay", moments(halfHour - daysSpanMs, halfHour - historySpanMs, halfHourMs), (atMs) =>
    gateCounts(atMs, script).map(({ ma, thoi_diem, xe_cho }): Partial<GateCount> & { ma: string } => ({
      ...{ ma, thoi_diem, xe_cho },
    })),
  );
  // The last of it closer, so that each figure has one of an hour ago.
  const tenMinutes = Math.floor(lastMs / tenMinutesMs) * tenMinutesMs;
  const closeMs = tenMinutes - 2 * hourMs;
  const wide = moments(halfHour - historySpanMs, closeMs - 1, halfHourMs);
  await told(publish, "chi-tiet-lich-su", [...wide, ...moments(closeMs, tenMinutes, tenMinutesMs)], (atMs) =>
    gateDetails(atMs, script),
  );
}

const moments = (fromMs: number, toMs: number, stepMs: number): number[] =>
  Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, at) => fromMs + at * stepMs);

async function told(
  publish: Ground["publish"],
  topic: string,
  all: readonly number[],
  at: (atMs: number) => readonly { ma: string }[],
): Promise<void> {
  const byGate = Map.groupBy(
    all.flatMap((atMs) => at(atMs)),
    ({ ma }) => ma,
  );
  for (const [gate, moc] of byGate) await publish(`cua-khau/${gate}/${topic}`, { ma: gate, moc });
}
