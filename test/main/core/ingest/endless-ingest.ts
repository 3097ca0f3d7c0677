import { nowMs, startIngest } from "./deliveries.ts";

/**
 * Run by kill.test.ts in a process of its own: takes in sets of 50 readings, several under way at a time, with condensing
 * and backups beside, and acknowledges each set as soon as it is stored, until it is killed.
 */
const [, , folder = "", from = "0"] = process.argv;
const { store, ingest } = await startIngest(folder);
const setSize = 50;
const underWay = 8;
const rule = { retention: { raw: 1e15, hourly: 1e15 }, isCondensed: () => true, dayOffsetMs: 0 };
const send = async (first: number): Promise<void> => {
  const set = Array.from({ length: setSize }, (_, at) => ({
    indicator: (first + at) % 2 === 0 ? "xe" : "ty-le",
    value: (first + at) % 1_000,
    // An instant a reading, within what is condensed.
    asOf: nowMs - 2_000_000_000 + (first + at) * 100,
  }));
  const acceptance = ingest.accept("nguon", set);
  if (acceptance.refused > 0 || !(await acceptance.outcome).isStored) throw new Error("not stored");
  process.stdout.write(`stored ${first}\n`);
};
const backups = async (): Promise<void> => {
  for (let at = 1; ; at++) await store.upkeep.backUp(at);
};
void backups();
for (let first = Number(from); ; first += setSize * underWay) {
  await Promise.all(Array.from({ length: underWay }, (_, at) => send(first + at * setSize)));
  await store.condense(rule, nowMs);
}
