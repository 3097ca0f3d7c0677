import { setTimeout as pause } from "node:timers/promises";
import { IngestResult, routes } from "#contract/http.ts";

export type SentSeries = { indicator: string; place: string };

/** What was sent, for a look into the store afterwards. */
export type Sent = {
  /** Whether reading number `at` was acknowledged; its value is its number, the rest follows from it. */
  isAcknowledged(at: number): boolean;
  asOfMsOf(at: number): number;
  seriesOf(at: number): SentSeries;
  /** How many there are in all. */
  made(): number;
  /** Whether this sender alone sends of that indicator. */
  isOurs(indicator: string): boolean;
};

export type Sender = Sent & {
  /** Readings acknowledged so far. */
  acknowledged(): number;
  /** Calls that were not answered, or with an error, and were made again. */
  repeatedCalls(): number;
  /** When the last acknowledgement came, epoch ms. */
  lastAcknowledgedAtMs(): number;
  /** Makes no new readings and waits until the last call is acknowledged. */
  finish(): Promise<void>;
  /** The last value that was made for a series; undefined when there is none. */
  lastOf(wanted: SentSeries): number | undefined;
};

const batch = 100;
/** What has piled up is handed in by calls as large as the core takes. */
const batchesACall = 10;
const callsAtOnce = 8;
const againAfterMs = 50;

/**
 * A platform that hands in readings by webhook as one should: in batches, at a steady rate whatever happens, each call
 * repeated until it is acknowledged.
 */
export function startSender(options: {
  origin: string;
  token: string;
  source: string;
  series: readonly SentSeries[];
  readingsASecond: number;
}): Sender {
  const { origin, token, source, series, readingsASecond } = options;
  const startedAtMs = performance.now();
  const firstAsOfMs = Date.now();
  const stepMs = (1_000 * series.length) / readingsASecond;
  const acknowledgedBatches: boolean[] = [];
  const open: number[] = [];
  let acknowledged = 0;
  let repeatedCalls = 0;
  let lastAcknowledgedAtMs = Number.NEGATIVE_INFINITY;
  let made = 0;
  let isFinishing = false;

  const asOfMsOf = (at: number) => firstAsOfMs + Math.floor(Math.floor(at / series.length) * stepMs);
  const seriesOf = (at: number) => series[at % series.length] ?? { indicator: "", place: "" };
  const bodyOf = (numbers: readonly number[]) =>
    JSON.stringify(
      numbers.flatMap((number) =>
        Array.from({ length: batch }, (_, index) => {
          const at = number * batch + index;
          return { ...seriesOf(at), value: at, asOf: asOfMsOf(at) };
        }),
      ),
    );

  const call = async (numbers: readonly number[]): Promise<boolean> => {
    const answer = await fetch(origin + routes.ingest(source), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: bodyOf(numbers),
      signal: AbortSignal.timeout(15_000),
    });
    if (!answer.ok) return false;
    const result = IngestResult.parse(await answer.json());
    if (result.refused > 0)
      throw new Error(`refused: ${JSON.stringify(result.readings.find((one) => "reason" in one))}`);
    return true;
  };

  const deliver = async (): Promise<void> => {
    for (;;) {
      const numbers = open.splice(0, batchesACall);
      if (numbers.length === 0) {
        if (isFinishing) return;
        await pause(2);
        continue;
      }
      try {
        if (!(await call(numbers))) throw new Error("not taken");
        for (const number of numbers) acknowledgedBatches[number] = true;
        acknowledged += batch * numbers.length;
        lastAcknowledgedAtMs = performance.timeOrigin + performance.now();
      } catch (error) {
        if (error instanceof Error && error.message.startsWith("refused")) throw error;
        repeatedCalls += 1;
        open.unshift(...numbers);
        await pause(againAfterMs);
      }
    }
  };

  const timer = setInterval(() => {
    const due = Math.floor((((performance.now() - startedAtMs) / 1_000) * readingsASecond) / batch);
    for (; made < due; made += 1) open.push(made);
  }, 5);
  const delivering = Promise.all(Array.from({ length: callsAtOnce }, deliver));
  // Looked at in `finish`; until then a refusal must not end the process by itself.
  delivering.catch(() => {});

  return {
    acknowledged: () => acknowledged,
    repeatedCalls: () => repeatedCalls,
    lastAcknowledgedAtMs: () => lastAcknowledgedAtMs,
    async finish() {
      clearInterval(timer);
      isFinishing = true;
      await delivering;
    },
    isAcknowledged: (at) => acknowledgedBatches[Math.floor(at / batch)] === true,
    asOfMsOf,
    seriesOf,
    made: () => made * batch,
    isOurs: (indicator) => series.some((one) => one.indicator === indicator),
    lastOf({ indicator, place }) {
      const index = series.findIndex((one) => one.indicator === indicator && one.place === place);
      const last = Math.floor((made * batch - 1 - index) / series.length) * series.length + index;
      return index === -1 || last < index ? undefined : last;
    },
  };
}
