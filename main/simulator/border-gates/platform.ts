import type { Ground, Sector } from "../sector.ts";
import { type GateCount, gateCounts } from "./counts.ts";

/** The platform counts by the minute; it tells its count this often, so that a screen is seen to live. */
const publishEveryMs = 5_000;
const historySpanMs = 12 * 3_600_000;
const historyStepMs = 5 * 60_000;

/**
 * The border-gate platform, by MQTT: cua-khau/GATE/phut the counts of now, cua-khau/GATE/lich-su those of the last 12 hours, every
 * five minutes, told once at the start.
 */
export const borderGates: Sector = async ({ publish }) => {
  const publishNow = async (): Promise<void> => {
    const atMs = Math.floor(Date.now() / 1_000) * 1_000;
    for (const count of gateCounts(atMs)) await publish(`cua-khau/${count.ma}/phut`, count);
  };
  await publishHistory(publish);
  await publishNow();
  const timer = setInterval(() => void publishNow(), publishEveryMs);
  return { stop: () => clearInterval(timer) };
};

async function publishHistory(publish: Ground["publish"]): Promise<void> {
  // At whole steps of the clock: a simulator started again tells the very same readings.
  const lastMs = Math.floor(Date.now() / historyStepMs) * historyStepMs;
  const byGate = new Map<string, GateCount[]>();
  for (let atMs = lastMs - historySpanMs; atMs <= lastMs; atMs += historyStepMs) {
    for (const count of gateCounts(atMs)) byGate.set(count.ma, [...(byGate.get(count.ma) ?? []), count]);
  }
  for (const [gate, moc] of byGate) await publish(`cua-khau/${gate}/lich-su`, { ma: gate, moc });
}
