import fc from "fast-check";
import { expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import type { NewReading, Store } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

const dayMs = 86_400_000;

/** As the mirror hands it to its own store. */
const mirrored = ({ revision: _, ...one }: Reading, receivedAtMs: number): NewReading => ({
  ...one,
  receivedAtMs,
  issuedAtMs: one.issuedAtMs ?? one.receivedAtMs,
  source: "trung-tam",
  origin: one.origin ?? { source: one.source, receivedAtMs: one.receivedAtMs },
});

/** All revisions there are, each with where it is from at first and when it counts from. */
async function everything(store: Store): Promise<string[]> {
  const all: string[] = [];
  let after: Parameters<Store["feed"]["page"]>[0]["after"];
  for (;;) {
    const page = await store.feed.page({ after, fromMs: 0, isCondensed: () => true, limit: 7 });
    for (const one of page.readings) {
      const origin = one.origin ?? one;
      const issuedAtMs = one.issuedAtMs ?? one.receivedAtMs;
      const words = [one.value, one.status, one.quality, origin.source, origin.receivedAtMs, issuedAtMs];
      all.push(`${one.indicator}@${one.place} ${one.asOfMs} ${words.join(" ")}`);
    }
    if (page.next === null) return all.sort();
    after = page.next;
  }
}

const counting = async (store: Store) =>
  (await store.readings.latest())
    .map(({ indicator, place, value, asOfMs }) => [indicator, place, value, asOfMs])
    .sort();

it("gives every revision once, in the order it was stored, in pages, also what was superseded since", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  await store.readings.append([reading({ asOfMs: 500 })]);
  const mark = await store.feed.begin(0);
  await store.readings.append([reading({ asOfMs: 1_000, value: 1 }), reading({ asOfMs: 2_000, value: 2 })]);
  await store.readings.append([reading({ asOfMs: 1_000, value: 3, receivedAtMs: 3_000 })]);
  await store.readings.append([reading({ asOfMs: 1_000, value: 3, receivedAtMs: 4_000 })]);
  await store.readings.append([reading({ asOfMs: 900, value: 4, receivedAtMs: 5_000 })]);
  const first = await store.feed.after(mark, 1, 0);
  expect(first?.readings.map((one) => [one.asOfMs, one.value, one.revision])).toEqual([
    [1_000, 1, 0],
    [2_000, 2, 0],
  ]);
  expect(first?.isEnd).toBe(false);
  const rest = await store.feed.after(first?.mark ?? "", 100, 0);
  expect(rest?.readings.map((one) => [one.asOfMs, one.value, one.revision])).toEqual([
    [1_000, 3, 1],
    [900, 4, 0],
  ]);
  expect(rest?.isEnd).toBe(true);
  expect(await store.feed.after(rest?.mark ?? "", 100, 0)).toEqual({ readings: [], mark: rest?.mark, isEnd: true });
  await store.close();
});

it("says when it does not know any more what came after a mark", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  expect(await store.feed.after("0", 10, 0)).toBeUndefined();
  const append = (atMs: number) => store.readings.append([reading({ asOfMs: atMs, receivedAtMs: atMs })]);
  const mark = await store.feed.begin(0);
  await append(1_000);
  const later = (await store.feed.after(mark, 10, dayMs))?.mark ?? "";
  await append(dayMs);
  const tidy = async (nowMs: number) => {
    const rule = { retention: { raw: 999 * dayMs, hourly: 999 * dayMs }, isCondensed: () => false, dayOffsetMs: 0 };
    while (!(await store.condense(rule, nowMs)).isRoundDone);
  };
  await tidy(2.5 * dayMs);
  expect(await store.feed.after(mark, 10, 2.5 * dayMs)).toBeUndefined();
  expect((await store.feed.after(later, 10, 2.5 * dayMs))?.readings).toHaveLength(1);
  // Nobody asks for two days: nothing is noted any more, and a former mark does not hide it.
  const last = (await store.feed.after(later, 10, 2.5 * dayMs))?.mark ?? "";
  await tidy(5 * dayMs);
  await append(5 * dayMs);
  const anew = await store.feed.begin(5 * dayMs);
  expect(await store.feed.after(last, 10, 5 * dayMs)).toBeUndefined();
  await append(5 * dayMs + 1);
  expect((await store.feed.after(anew, 10, 5 * dayMs))?.readings).toHaveLength(1);
  expect(await store.feed.after(anew.replace(/\d+$/, "99"), 10, 5 * dayMs)).toBeUndefined();
  await store.close();
});

const arbitrary = fc.record({
  indicator: fc.constantFrom("cua-khau.xe-cho", "grdp"),
  place: fc.constantFrom("huu-nghi", "tan-thanh"),
  asOfMs: fc.integer({ min: 1, max: 4 }).map((at) => at * 1_000),
  value: fc.integer({ min: 0, max: 2 }),
  status: fc.constantFrom("preliminary" as const, "official" as const),
  issued: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 3 }),
});

const waitMs = fc.integer({ min: 0, max: 1 });

it("ends in the same readings on the other side, whatever is asked when, twice, or begun anew", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.record({ waitMs, batch: fc.array(arbitrary, { minLength: 1, maxLength: 5 }) }) },
          { weight: 2, arbitrary: fc.record({ waitMs, ask: fc.integer({ min: 1, max: 4 }) }) },
          { weight: 1, arbitrary: fc.record({ waitMs, again: fc.boolean() }) },
          { weight: 1, arbitrary: fc.record({ waitMs, newest: fc.constant(true) }) },
        ),
        { maxLength: 25 },
      ),
      async (steps) => {
        await using folders = new AsyncDisposableStack();
        const centreFolder = folders.use(await temporaryFolder());
        const wallFolder = folders.use(await temporaryFolder());
        const centre = await openStore(centreFolder.path);
        const wall = await openStore(wallFolder.path);
        let nowMs = 10_000;
        let mark: string | undefined;
        let former: string | undefined;
        const take = (readings: readonly Reading[]) =>
          wall.readings.append(readings.map((one) => mirrored(one, nowMs)));
        const ask = async (limit: number) => {
          const found = mark === undefined ? undefined : await centre.feed.after(mark, limit, nowMs);
          if (found !== undefined) {
            former = mark;
            await take(found.readings);
            mark = found.mark;
            return found.isEnd;
          }
          mark = await centre.feed.begin(nowMs);
          for (let after: Parameters<Store["feed"]["page"]>[0]["after"]; ; ) {
            const page = await centre.feed.page({ after, fromMs: 0, isCondensed: () => false, limit });
            await take(page.readings);
            if (page.next === null) return false;
            after = page.next;
          }
        };
        for (const step of steps) {
          // Now and then two come within the same millisecond.
          nowMs += step.waitMs;
          if ("batch" in step)
            await centre.readings.append(
              step.batch.map(({ issued, ...one }) => ({
                ...reading({ ...one, receivedAtMs: nowMs }),
                ...(issued === undefined ? {} : { issuedAtMs: issued * 1_000 }),
              })),
            );
          else if ("ask" in step) await ask(step.ask);
          else if ("again" in step) mark = step.again ? undefined : (former ?? mark);
          // As the live line does: the newest at once, so far as nothing had counted before it.
          else await take((await centre.readings.latest()).filter((one) => one.revision === 0));
        }
        while (!(await ask(3)));
        const expected = [await everything(centre), await counting(centre)];
        const found = [await everything(wall), await counting(wall)];
        await centre.close();
        await wall.close();
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

it("takes a reading that comes from the platform and through the centre as one, whichever way is first", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  const through = (over: Partial<NewReading>) =>
    reading({
      source: "trung-tam",
      origin: { source: "cua-khau-so", receivedAtMs: 1_900 },
      issuedAtMs: 1_900,
      ...over,
    });
  const append = async (one: NewReading) => (await store.readings.append([one]))[0];
  expect(await append(reading())).toMatchObject({ outcome: "stored" });
  expect(await append(through({}))).toMatchObject({ outcome: "repeated", reading: { source: "cua-khau-so" } });
  expect(await append(through({ asOfMs: 2_000 }))).toMatchObject({ outcome: "stored" });
  expect(await append(reading({ asOfMs: 2_000 }))).toMatchObject({
    outcome: "repeated",
    reading: { source: "trung-tam", origin: { source: "cua-khau-so", receivedAtMs: 1_900 } },
  });
  // Another value is a revision, and another platform's is another reading.
  expect(await append(through({ asOfMs: 2_000, value: 9, issuedAtMs: 2_500 }))).toMatchObject({ outcome: "stored" });
  expect(await append(through({ origin: { source: "khac", receivedAtMs: 2_600 }, issuedAtMs: 2_600 }))).toMatchObject({
    outcome: "stored",
    reading: { revision: 1 },
  });
  await store.close();
  const again = await openStore(folder.path);
  expect(await again.readings.latest()).toMatchObject([
    { value: 9, asOfMs: 2_000, source: "trung-tam", origin: { source: "cua-khau-so", receivedAtMs: 1_900 } },
  ]);
  await again.close();
});
