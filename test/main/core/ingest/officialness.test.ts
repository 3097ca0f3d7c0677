import { expect, it } from "vitest";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { at, rigOf, site } from "../indicators/rig.ts";

const profile = site({
  "ban-le": { decimals: 1 },
  ngay: { period: "day" },
});
const october = { indicator: "ban-le", asOf: "2026-10-28T00:00:00+07:00" } as const;
const issued = (day: string) => ({ issuedAt: `${day}T00:00:00+07:00` });

async function startIngest() {
  const rig = await rigOf(profile);
  const clock = { nowMs: at("2026-10-29T09:00:00") };
  const ingest = createIngest({
    ...{ profile, store: rig.storing.store, readings: rig.store.readings, now: () => clock.nowMs },
    onStoreFailure() {},
  });
  const counting = (code = "ban-le") => rig.newest(code);
  return {
    rig,
    ingest,
    counting,
    /** @returns what counts after something was sent on a day */
    async send(day: string, ...candidates: Record<string, unknown>[]) {
      clock.nowMs = at(`${day}T09:00:00`);
      await ingest.accept(
        "nguon",
        candidates.map((one) => ({ ...october, ...one })),
      ).outcome;
      const newest = await counting();
      return [newest?.value, newest?.status, newest?.revision];
    },
    async [Symbol.asyncDispose]() {
      await ingest.stop();
      await rig[Symbol.asyncDispose]();
    },
  };
}

it("follows the whole life of a month's figure: estimate, wrong, mended, preliminary, late, official a year later", async () => {
  await using core = await startIngest();
  const { send } = core;
  // A slip by ten, mended two days later; the same workbook once more under another name is nothing new.
  expect(await send("2026-10-29", { value: 15_320, status: "estimated", ...issued("2026-10-29") })).toEqual([
    15_320,
    "estimated",
    0,
  ]);
  expect(await send("2026-10-31", { value: 1_532, status: "estimated", ...issued("2026-10-31") })).toEqual([
    1_532,
    "estimated",
    1,
  ]);
  expect(await send("2026-11-01", { value: 1_532, status: "estimated", ...issued("2026-10-31") })).toEqual([
    1_532,
    "estimated",
    1,
  ]);
  expect(await send("2026-11-29", { value: 1_541, status: "preliminary", ...issued("2026-11-29") })).toEqual([
    1_541,
    "preliminary",
    2,
  ]);
  // The wrong one, sent again by somebody who found it: it was issued before and counts no more.
  expect(await send("2026-12-02", { value: 15_320, status: "estimated", ...issued("2026-10-29") })).toEqual([
    1_541,
    "preliminary",
    2,
  ]);
  expect(await send("2027-09-30", { value: 1_538, status: "official", ...issued("2027-09-30") })).toEqual([
    1_538,
    "official",
    3,
  ]);
  // Late and without a date of issue, and with a wrong one: arrival must not make an estimate of what is official.
  expect(await send("2027-10-01", { value: 1_500, status: "estimated" })).toEqual([1_538, "official", 3]);
  expect(await send("2027-10-02", { value: 1_501, status: "preliminary", ...issued("2027-10-02") })).toEqual([
    1_538,
    "official",
    3,
  ]);
  expect(core.ingest.refusals("nguon").byCode).toEqual({ "reading.less-official": 2 });
  // A correction with its own status counts, and so does that there is no figure any more.
  expect(await send("2027-11-01", { value: 1_539, status: "official", ...issued("2027-11-01") })).toEqual([
    1_539,
    "official",
    4,
  ]);
  expect(await send("2027-11-02", { value: null, status: "official", ...issued("2027-11-02") })).toEqual([
    null,
    "official",
    5,
  ]);
  const all = await core.rig.store.readings.revisions({
    ...{ indicator: "ban-le", place: "tinh", limit: 20 },
    ...{ fromMs: at("2026-10-28T00:00:00"), toMs: at("2026-10-28T00:00:00") },
  });
  expect(all.map(({ value }) => value)).toEqual([null, 1_539, 1_538, 1_541, 1_532, 15_320]);
});

it("judges within one workbook too, and statistics only", async () => {
  await using core = await startIngest();
  const both = [
    { value: 1_538, status: "official" as const },
    { value: 1_500, status: "estimated" as const },
  ];
  expect(await core.send("2027-10-01", ...both)).toEqual([1_538, "official", 0]);
  expect(core.ingest.refusals("nguon").byCode).toEqual({ "reading.less-official": 1 });
  // What is measured by the day goes by arrival as ever.
  for (const status of ["official", "estimated"] as const)
    await core.send("2027-10-03", { indicator: "ngay", value: status.length, status });
  expect(await core.counting("ngay")).toMatchObject({ value: "estimated".length, status: "estimated" });
});
