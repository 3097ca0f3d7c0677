import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import type { HistoryRange, NewReading, Store } from "../../../../../main/core/store/repositories.ts";
import { createReadingModel, type ReadingModel } from "./reading-model.ts";
import { dayOffsetMs, freshStore, holds, startMs, stores } from "./stores.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const days = 6;

const indicators = ["cua-khau.xe-cho", "cham"] as const;
const places = ["huu-nghi", "tan-thanh"] as const;
const rule = (raw: number, hourly: number) => ({
  retention: { raw: raw * dayMs, hourly: hourly * dayMs },
  isCondensed: (indicator: string) => indicator !== "cham",
  dayOffsetMs,
});

/** Few instants, so that many meet. */
const asOfMs = fc.integer({ min: 0, max: days * 48 - 1 }).map((half) => startMs + half * 30 * minuteMs + 20 * minuteMs);
const few = fc.integer({ min: 0, max: 2 }).map((at) => startMs + at * 25 * hourMs);
/** Also before its time, as clocks run apart, and days late. */
const delayMs = fc.constantFrom(-4 * minuteMs, 0, 1, minuteMs, 2 * hourMs, 3 * dayMs);

const anyReading = fc
  .record({
    indicator: fc.constantFrom(...indicators),
    place: fc.constantFrom(...places),
    asOfMs: fc.oneof(asOfMs, few),
    delayMs,
    value: fc.constantFrom(1, 2, 2.5, "2", "chữ", null),
    status: fc.constantFrom("estimated" as const, "preliminary" as const, "official" as const, "simulated" as const),
    quality: fc.constantFrom("good" as const, "good" as const, "uncertain" as const, "bad" as const),
    from: fc.constantFrom("x", "y", "derived.converted", "trung-tam/x", "trung-tam/y"),
    issue: fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined }),
  })
  .map(({ delayMs: late, from, issue, ...reading }): NewReading => {
    const receivedAtMs = reading.asOfMs + late;
    const [source = "", origin] = from.split("/");
    return {
      ...reading,
      ...{ receivedAtMs, source },
      ...(issue === undefined ? {} : { issuedAtMs: reading.asOfMs + issue * minuteMs }),
      ...(origin === undefined ? {} : { origin: { source: origin, receivedAtMs: receivedAtMs - 1 } }),
    };
  });

/** What was told before comes again: the same way or through a centre, issued when it was or at another time. */
const again = fc.record({
  nth: fc.nat({ max: 200 }),
  way: fc.constantFrom("same" as const, "centre" as const, "itself" as const),
  issue: fc.constantFrom("same" as const, "none" as const, "received" as const, -1, 0, 5),
});
type Again = typeof again extends fc.Arbitrary<infer One> ? One : never;
function toldAgain(sent: readonly NewReading[], { nth, way, issue }: Again): NewReading | undefined {
  const one = sent[nth % Math.max(1, sent.length)];
  if (one === undefined) return undefined;
  const { issuedAtMs, origin, ...rest } = one;
  const from = origin?.source ?? one.source;
  const centre = { source: "trung-tam", origin: { source: from, receivedAtMs: one.receivedAtMs - 1 } };
  const told = { same: issuedAtMs, none: undefined, received: one.receivedAtMs };
  const at = typeof issue === "number" ? one.asOfMs + issue * minuteMs : told[issue];
  return {
    ...rest,
    receivedAtMs: one.receivedAtMs + minuteMs,
    ...(at === undefined ? {} : { issuedAtMs: at }),
    ...(way === "centre" ? centre : way === "itself" ? { source: from } : origin === undefined ? {} : { origin }),
  };
}

/** So many that a history looks its points up. */
const burst = fc
  .record({
    place: fc.constantFrom(...places),
    fromMs: asOfMs,
    stepMs: fc.constantFrom(1_000, minuteMs),
    texts: fc.boolean(),
  })
  .map(({ place, fromMs, stepMs, texts }) =>
    Array.from({ length: 150 }, (_, at): NewReading => {
      const atMs = fromMs + at * stepMs;
      return {
        ...{ indicator: "cua-khau.xe-cho", place, asOfMs: atMs, receivedAtMs: atMs + (at % 7) * hourMs },
        value: texts && at % 5 === 0 && at < 60 ? "chữ" : at,
        ...{ source: "x", status: "preliminary", quality: "good" },
      };
    }),
  );

/** A stretch of what was sent is corrected, now and then to a text. */
const correction = fc.record({
  isOfBurst: fc.boolean(),
  from: fc.nat({ max: 60 }),
  every: fc.integer({ min: 1, max: 5 }),
  value: fc.constantFrom(77, "chữ"),
  laterMs: fc.constantFrom(minuteMs, 10 * hourMs),
  isIssuedBefore: fc.boolean(),
});
type Correction = typeof correction extends fc.Arbitrary<infer One> ? One : never;
const corrected = (sent: readonly NewReading[], { from, every, value, laterMs, isIssuedBefore }: Correction) =>
  sent
    .slice(from % Math.max(1, sent.length))
    .slice(0, 120)
    .filter((_, at) => at % every === 0)
    .map(
      ({ issuedAtMs: _, ...one }): NewReading => ({
        ...{ ...one, value, receivedAtMs: one.receivedAtMs + laterMs },
        ...(isIssuedBefore ? { issuedAtMs: one.receivedAtMs - 1 } : {}),
      }),
    );

const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ append: fc.array(anyReading, { minLength: 1, maxLength: 12 }) }) },
  { weight: 3, arbitrary: fc.record({ again: fc.array(again, { minLength: 1, maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ burst }) },
  { weight: 3, arbitrary: fc.record({ correction }) },
  { weight: 1, arbitrary: fc.record({ spoilt: fc.array(anyReading, { minLength: 1, maxLength: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      condenseAtMs: fc.integer({ min: 0, max: (days + 4) * 24 }).map((hours) => startMs + hours * hourMs),
      raw: fc.integer({ min: 0, max: 2 }),
      hourly: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
  { weight: 1, arbitrary: fc.constant({ follow: true as const }) },
);

const question = fc.record({
  indicator: fc.constantFrom(...indicators),
  place: fc.constantFrom(...places, "khac"),
  /** Whole days, so that what was condensed to hours and days is told exactly. */
  fromDay: fc.integer({ min: 0, max: days - 1 }),
  lengthDays: fc.integer({ min: 1, max: days }),
  points: fc.constantFrom(2, 3, 7, 20, 60, 500, 5_000),
  aMs: fc.oneof(
    asOfMs,
    few,
    fc.integer({ min: 0, max: days * 24 * 60 }).map((at) => startMs + at * minuteMs),
  ),
  spanMs: fc.constantFrom(0, minuteMs, 5 * hourMs, 25 * hourMs),
  knownAtMs: fc.integer({ min: -1, max: (days + 4) * 24 }).map((hours) => startMs + hours * hourMs),
  limit: fc.integer({ min: 1, max: 30 }),
});
type Question = typeof question extends fc.Arbitrary<infer Asked> ? Asked : never;

const keyOf = ({ indicator, place, asOfMs: at, revision }: Reading) => `${indicator}@${place} ${at} ${revision}`;
const bySeries = (readings: readonly Reading[]) => readings.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
/** A revision whose instant was dropped and came again is told twice, each time as it is now. */
const once = (readings: readonly Reading[]) => [...new Map(readings.map((one) => [keyOf(one), one])).values()];

async function everything(store: Store, limit: number): Promise<Reading[]> {
  const found: Reading[] = [];
  for (let after: Parameters<Store["feed"]["page"]>[0]["after"]; ; ) {
    const page = await store.feed.page({ after, fromMs: 0, isCondensed: () => true, limit });
    found.push(...page.readings);
    if (page.next === null) return found;
    after = page.next;
  }
}

async function checkHistory(store: Store, model: ReadingModel, range: HistoryRange): Promise<void> {
  const found = await store.readings.history(range);
  const { exact, kept, pieceMs } = model.history(range);
  if (exact !== undefined) return expect(found).toEqual(exact);
  expect(found.length).toBeLessThanOrEqual(range.points);
  expect(found.map(([at]) => at)).toEqual([...new Set(found.map(([at]) => at))].sort((a, b) => a - b));
  for (const point of found) expect(kept).toContainEqual(point);
  // Nothing is left out but for something later in its piece of time.
  for (const [at] of kept) expect(found.some(([told]) => told >= at && told < at + pieceMs)).toBe(true);
}

/** Where a history is looked up and not walked over: with pieces that begin at a reading and such that do not, now and as known then. */
async function checkDense(store: Store, model: ReadingModel, dense: readonly NewReading[]): Promise<void> {
  const [first, second] = dense;
  if (first === undefined || second === undefined) return;
  const { indicator, place, asOfMs: fromMs } = first;
  const toMs = fromMs + dense.length * (second.asOfMs - fromMs) - 1;
  for (const points of [3, 15, 17]) {
    await checkHistory(store, model, { indicator, place, fromMs, toMs, points });
    for (const laterMs of [0, minuteMs, hourMs, 5 * hourMs, 9 * hourMs, 30 * hourMs])
      await checkHistory(store, model, { indicator, place, fromMs, toMs, points, knownAtMs: fromMs + laterMs });
  }
}

async function check(store: Store, model: ReadingModel, asked: Question): Promise<void> {
  const { indicator, place, aMs, spanMs, knownAtMs, limit, points } = asked;
  const { readings, past } = store;
  expect(bySeries(await readings.latest())).toEqual(bySeries(model.latest()));
  expect(bySeries(await readings.latest(knownAtMs))).toEqual(bySeries(model.latest(knownAtMs)));
  expect(await readings.counts()).toEqual(model.counts());
  const stretch = { indicator, place, fromMs: aMs, toMs: aMs + spanMs };
  const long = { indicator, place, fromMs: startMs, toMs: startMs + (days + 5) * dayMs };
  expect(await readings.revisions({ ...long, limit })).toEqual(model.revisions({ ...long, limit }));
  expect(await readings.revisions({ ...stretch, limit })).toEqual(model.revisions({ ...stretch, limit }));
  const fromMs = startMs + asked.fromDay * dayMs;
  await checkHistory(store, model, { indicator, place, points, fromMs, toMs: fromMs + asked.lengthDays * dayMs - 1 });
  await checkHistory(store, model, { ...stretch, points, knownAtMs });
  await checkHistory(store, model, { ...long, points, knownAtMs });
  const within = [indicator, place, aMs, aMs + spanMs] as const;
  expect(await past.newestIn(...within)).toEqual(model.newestIn(...within));
  expect(await past.newestWithin(...within)).toEqual(model.newestWithin(...within));
  const many = [...places, "khac"].flatMap((where) => [
    { indicator, place: where, fromMs: 0, toMs: aMs },
    { indicator: "cham", place: where, fromMs: aMs, toMs: aMs + spanMs },
  ]);
  expect(await past.newestInMany(many)).toEqual(
    many.map((one) => model.newestIn(one.indicator, one.place, one.fromMs, one.toMs)),
  );
  for (const offsetMs of [undefined, dayOffsetMs]) {
    expect(await past.sumIn(...within, offsetMs)).toEqual(model.sumIn(...within, offsetMs));
    const whole = [indicator, place, startMs, startMs + days * dayMs] as const;
    expect(await past.sumIn(...whole, offsetMs)).toEqual(model.sumIn(...whole, offsetMs));
  }
  const lengthMs = spanMs === 0 ? hourMs : spanMs;
  const filled = [indicator, place, startMs, startMs + 3 * dayMs, lengthMs] as const;
  expect(await past.filledIn(...filled)).toBe(model.filledIn(...filled));
  const instants = [indicator, place, aMs, startMs + days * dayMs, limit] as const;
  expect(await past.instantsIn(...instants)).toEqual(model.instantsIn(...instants));
  expect(bySeries(await everything(store, limit))).toEqual(bySeries(model.everything()));
}

describe.each(stores)("readings in $name", ({ open }) => {
  it("are what a plain list makes of them, whatever comes, is revised, repeated, late, condensed and asked", async () => {
    const input = fc.tuple(
      fc.array(command, { size: "max", maxLength: 14 }),
      fc.array(question, { minLength: 6, maxLength: 6 }),
    );
    await holds(
      input,
      async ([commands, questions]) => {
        await using fresh = await freshStore(open);
        const model = createReadingModel(dayOffsetMs);
        const sent: NewReading[] = [];
        let dense: readonly NewReading[] = [];
        const append = async (batch: readonly NewReading[]) => {
          expect(await fresh.store.readings.append(batch)).toEqual(model.append(batch));
          sent.push(...batch);
        };
        let followed: { mark: string; from: number } | undefined;
        for (const one of commands) {
          if ("append" in one) await append(one.append);
          else if ("burst" in one) {
            await append(one.burst);
            dense = one.burst;
          } else if ("correction" in one)
            await append(corrected(one.correction.isOfBurst ? dense : sent, one.correction));
          else if ("again" in one) await append(one.again.flatMap((each) => toldAgain(sent, each) ?? []));
          else if ("spoilt" in one) {
            // The last of them cannot be stored: then none is.
            const bad = { ...(one.spoilt[0] as NewReading), asOfMs: Number.NaN };
            const failing = fresh.store.readings.append([...one.spoilt, bad]);
            await expect(failing).rejects.toMatchObject({ code: "store.failed" });
          } else if ("condenseAtMs" in one) {
            const by = rule(one.raw, one.hourly);
            while (!(await fresh.store.condense(by, one.condenseAtMs)).isRoundDone);
            model.condense(by, one.condenseAtMs);
            // What was noted for others is dropped by its own age.
            followed = undefined;
          } else if ("restart" in one) await fresh.restart();
          else followed = { mark: await fresh.store.feed.begin(startMs), from: model.mark() };
        }
        for (const asked of questions) await check(fresh.store, model, asked);
        await checkDense(fresh.store, model, dense);
        for (const { receivedAtMs } of sent.slice(-40))
          expect(bySeries(await fresh.store.readings.latest(receivedAtMs))).toEqual(
            bySeries(model.latest(receivedAtMs)),
          );
        if (followed === undefined) return;
        const come: Reading[] = [];
        for (let { mark } = followed; ; ) {
          const next = await fresh.store.feed.after(mark, 3, startMs);
          come.push(...(next?.readings ?? []));
          if (next === undefined || next.isEnd) break;
          mark = next.mark;
        }
        expect(once(come)).toEqual(once(model.storedAfter(followed.from)));
      },
      40,
    );
  });
});
