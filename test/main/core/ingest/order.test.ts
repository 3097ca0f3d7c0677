import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { contentOf, nowMs, startIngest } from "./deliveries.ts";

/**
 * What a platform may send: instants with one value and no time of issue, and instants with any number of revisions that
 * each tell theirs. (Revisions without a time of issue are ordered by arrival, so for them order cannot be without meaning.)
 */
const platform = fc
  .uniqueArray(
    fc.record({
      indicator: fc.constantFrom("xe", "ty-le"),
      place: fc.constantFrom("tinh", "huu-nghi"),
      asOf: fc.integer({ min: nowMs - 5, max: nowMs }),
      issue: fc.integer({ min: 1, max: 9 }),
      value: fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.constant(null)),
      quality: fc.constantFrom("good", "uncertain", "bad"),
    }),
    {
      maxLength: 40,
      selector: ({ indicator, place, asOf, issue }) => `${indicator} ${place} ${asOf} ${asOf % 2 === 0 ? "" : issue}`,
    },
  )
  .map((list) =>
    list
      .sort((a, b) => a.asOf - b.asOf || a.issue - b.issue)
      .map(({ issue, ...one }) => (one.asOf % 2 === 0 ? one : { ...one, issuedAt: nowMs - 1_000 + issue })),
  );

/** All of it two or three times over, shuffled, and cut into sets between which the core may be started anew. */
const deliveries = platform.chain((tidy) =>
  fc.record({
    tidy: fc.constant(tidy),
    order: fc.shuffledSubarray([...tidy, ...tidy, ...tidy], { minLength: tidy.length * 3 }),
    sets: fc.array(fc.record({ length: fc.integer({ min: 1, max: 30 }), isRestart: fc.boolean() }), { maxLength: 20 }),
  }),
);

async function tidyContent(tidy: readonly unknown[]): Promise<unknown[]> {
  await using folder = await temporaryFolder();
  const core = await startIngest(folder.path);
  expect(core.ingest.accept("nguon", tidy).refused).toBe(0);
  await core.end();
  return contentOf(folder.path);
}

it("ends in the same state whatever is repeated, shuffled, and interrupted by restarts", async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ tidy, order, sets }) => {
      await using folder = await temporaryFolder();
      let core = await startIngest(folder.path);
      let from = 0;
      for (const { length, isRestart } of [...sets, { length: order.length, isRestart: true }]) {
        core.ingest.accept("nguon", order.slice(from, from + length));
        from += length;
        if (!isRestart) continue;
        await core.end();
        core = await startIngest(folder.path);
      }
      await core.end();
      expect(contentOf(folder.path)).toEqual(await tidyContent(tidy));
    }),
    { numRuns: 40 },
  );
});

it("ends in the same state when its process is killed again and again, and what was not acknowledged is sent anew", async () => {
  const [sample] = fc.sample(deliveries, { numRuns: 30, seed: 7 }).sort((a, b) => b.tidy.length - a.tidy.length);
  if (sample === undefined) throw new Error("nothing was generated");
  // Long enough that every kill falls into the middle.
  const order = Array.from({ length: 40 }, () => sample.order).flat();
  await using folder = await temporaryFolder();
  const file = join(folder.path, "order.json");
  await writeFile(file, JSON.stringify(order));
  const data = join(folder.path, "data");
  const writer = fileURLToPath(new URL("killed-ingest.ts", import.meta.url));
  let acknowledged = 0;
  let kills = 0;
  for (let isDone = false; !isDone; ) {
    const child = await startProcess(process.execPath, [writer, data, file, String(acknowledged)]);
    if (kills < 8) {
      await child.waitForOutput(/stored \d+\n|done/);
      await child.stop("SIGKILL");
      kills++;
    }
    await child.exited;
    for (const [, count] of child.stdout().matchAll(/stored (\d+)\n/g)) acknowledged = Number(count);
    isDone = /done/.test(child.stdout());
    if (!isDone && kills >= 8) expect(child.output()).not.toContain("Error");
  }
  expect(acknowledged).toBe(order.length);
  expect(kills).toBeGreaterThan(1);
  expect(contentOf(data)).toEqual(await tidyContent(sample.tidy));
});
