import { expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import { createOfficialness } from "../../../../main/core/ingest/officialness.ts";
import { createWriteQueue } from "../../../../main/core/ingest/write-queue.ts";
import { reading } from "../api/server-for-test.ts";
import { site } from "../indicators/rig.ts";

/** How much was done at most before something else had its turn. */
function turns() {
  let [done, most] = [0, 0];
  let immediate = setImmediate(function next() {
    done = 0;
    immediate = setImmediate(next);
  });
  return {
    add(count = 1) {
      done += count;
      most = Math.max(most, done);
    },
    most: () => most,
    [Symbol.dispose]: () => clearImmediate(immediate),
  };
}

it("a large delivery is written in parts, in its order, with something else in between, and answered once as a whole", async () => {
  using between = turns();
  const written: number[] = [];
  const queue = createWriteQueue({
    async append(batch) {
      between.add(batch.length);
      written.push(...batch.map(({ value }) => Number(value)));
      return batch.map((one) => ({ outcome: "stored", reading: { ...one, revision: 0 }, isNewest: true }));
    },
    onFailure() {},
  });
  const all = Array.from({ length: 1_700 }, (_, value) => reading(value, 1_000 + value));
  const pushed = queue.push("nguon", all);
  if (!pushed.isTaken) throw new Error("it was not taken");
  const outcome = await pushed.outcome;
  expect(outcome).toMatchObject({ isStored: true });
  expect(outcome.each).toHaveLength(1_700);
  expect(written).toEqual(all.map(({ value }) => value));
  expect(between.most()).toBeLessThanOrEqual(500);
  await queue.stop();
});

it("how official a large delivery is is looked up in parts, and judged as of one", async () => {
  using between = turns();
  const official = (asOfMs: number): Reading =>
    reading(1, asOfMs, { indicator: "ban-le", status: asOfMs % 3 === 0 ? "official" : "estimated" });
  const judge = createOfficialness(site({ "ban-le": { decimals: 1 } }), {
    async revisions({ fromMs }) {
      between.add();
      return [official(fromMs)];
    },
  });
  const batch = Array.from({ length: 300 }, (_, at) => reading(2, at + 1, { indicator: "ban-le" }));
  const told = await judge(batch);
  expect(told.map((reason) => reason?.code ?? null)).toEqual(
    batch.map(({ asOfMs }) => (asOfMs % 3 === 0 ? "reading.less-official" : null)),
  );
  expect(between.most()).toBeLessThanOrEqual(50);
});
