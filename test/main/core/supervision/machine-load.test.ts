import { statfs } from "node:fs/promises";
import os from "node:os";
import { expect, it } from "vitest";
import { MachineLoad } from "#contract/entities/machine.ts";
import { busyShare, startMachineLoad } from "../../../../main/core/supervision/machine-load.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

it("the share of work is what was done between the first and the last sample", () => {
  expect(busyShare([])).toBe(0);
  expect(busyShare([{ busyMs: 10, totalMs: 20 }])).toBe(0);
  expect(
    busyShare([
      { busyMs: 100, totalMs: 1_000 },
      { busyMs: 900, totalMs: 1_100 },
      { busyMs: 350, totalMs: 2_000 },
    ]),
  ).toBe(0.25);
  // A counter that wrapped, or a processor that was taken out.
  expect(
    busyShare([
      { busyMs: 100, totalMs: 1_000 },
      { busyMs: 0, totalMs: 10 },
    ]),
  ).toBe(0);
});

it("tells at once what this machine has, in sizes that the system says too", async () => {
  await using folder = await temporaryFolder("ioc-load");
  const told: MachineLoad[] = [];
  const meter = startMachineLoad({ folder: folder.path, now: () => 7, onMeasured: (load) => told.push(load) });
  const load = await until(async () => meter.load(), { what: "the first measurement" });
  meter.stop();
  expect(MachineLoad.parse(load)).toEqual(load);
  expect(told).toEqual([load]);
  expect(load.measuredAtMs).toBe(7);
  expect(load.memory.total).toBe(os.totalmem());
  const disk = await statfs(folder.path);
  expect(load.storage?.total).toBe(disk.blocks * disk.bsize);
  // Nothing has lasted for a quarter of an hour yet.
  expect(load.processor.sustained).toBe(0);
});

it("a disk that cannot be asked is not made up", async () => {
  await using folder = await temporaryFolder("ioc-load");
  const meter = startMachineLoad({ folder: `${folder.path}/khong-co`, now: () => 7 });
  const load = await until(async () => meter.load(), { what: "the first measurement" });
  meter.stop();
  expect(load.storage).toBeNull();
});
