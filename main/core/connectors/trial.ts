import type { Logger } from "pino";
import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import type { LastAnswer } from "#contract/entities/source.ts";
import { isCalled, type SourceConfig } from "#contract/entities/source-config.ts";
import { CodedError, type CodedMessage, saidInBoth } from "#contract/errors.ts";
import { type SourceTrial, trialReadings } from "#contract/sources/http.ts";
import { compileMapping } from "../mapping/mapping.ts";
import { type Apart, runApart } from "../mapping/mapping-apart.ts";
import { concealing, createMask } from "../outbound/mask.ts";
import { type Acceptance, type ConnectorContext, givenUp, type RunningConnector } from "./connector.ts";
import { createIntake, handlingError } from "./intake.ts";
import { createAnswerKeeper } from "./last-answer.ts";
import type { Taker } from "./taker.ts";

/** A platform that sends by itself is listened to this long; one that is asked has its own time-out below this. */
const withinMs = 20_000;
const maxGivenChars = 500;

const nothingTaken: Acceptance = {
  valid: 0,
  refused: 0,
  reason: null,
  hasNoRoom: false,
  refusals: [],
  outcome: Promise.resolve(givenUp),
};

export type TrialOptions = {
  /** To be tried in the place of the source's own; run apart from the core. */
  mapping?: string;
  /** Of what the source gives. */
  taker: Taker;
  resolve(address: string): Promise<string>;
  /** The last raw answer of the source as it runs; a webhook cannot be asked, so its last call is mapped anew. */
  last(): Promise<LastAnswer | null>;
  site: ConnectorContext["site"];
  log: Logger;
  timeZone: string;
  now(): number;
  start(source: SourceConfig, context: ConnectorContext): RunningConnector;
  /** The platform is not asked: `last` is mapped in the place of its answer. */
  isAnswerGiven?: boolean;
  /** To be told what the given mapping sees, each time. */
  onInput?(input: unknown): void;
};

/**
 * Runs a source's own connector beside the one that works, with a line of its own, until it has given something or failed,
 * and stores nothing. So what is tried is what runs.
 */
export async function trySource(configured: SourceConfig, options: TrialOptions): Promise<SourceTrial> {
  const { mapping } = options;
  const isOwn = mapping !== undefined && !isKeyedByHand(configured.type);
  const source = isOwn ? { ...configured, mapping } : configured;
  const apart = isOwn ? runApart() : undefined;
  try {
    return await tryWith(source, options, apart);
  } finally {
    await apart?.stop();
  }
}

async function tryWith(source: SourceConfig, options: TrialOptions, apart: Apart | undefined): Promise<SourceTrial> {
  const startedMs = performance.now();
  const mask = createMask();
  const memory = { get: async () => undefined, set: async () => {} };
  const { taker } = options;
  const keeper = createAnswerKeeper({ mask, memory, hide: taker.hide, now: options.now });
  const found: Pick<SourceTrial, "readings" | "reports" | "valid" | "refused" | "invalid" | "reason"> = {
    readings: [],
    valid: 0,
    refused: [],
    invalid: 0,
    reason: null,
  };
  const shownOf = taker.shown ?? ((candidate: unknown) => candidate);
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  // What comes after the first is not taken in: the raw answer shown is the one that the readings are from.
  let isOver = false;
  const end = (): void => {
    isOver = true;
    resolve();
  };

  const emit = (candidates: readonly unknown[]): Acceptance => {
    if (isOver) return nothingTaken;
    const refusals = candidates.map((candidate) => {
      const told = taker.admit(source.id, candidate);
      if ("admitted" in told) {
        const { reading, report } = told.admitted;
        if (report !== undefined) found.reports ??= [];
        if (++found.valid > trialReadings) return null;
        if (reading !== undefined) found.readings.push(reading);
        if (report !== undefined) found.reports?.push(report);
        return null;
      }
      const given = mask.over((JSON.stringify(shownOf(candidate)) ?? "").slice(0, maxGivenChars));
      if (++found.invalid <= trialReadings) found.refused.push({ given, reason: told.refused });
      return told.refused;
    });
    end();
    const refused = refusals.filter((one) => one !== null).length;
    const reason = refusals.findLast((one) => one !== null) ?? null;
    const valid = refusals.length - refused;
    return { ...nothingTaken, valid, refused, reason, refusals };
  };
  const context: ConnectorContext = {
    emit,
    report(event) {
      if (event.kind === "answering" || isOver) return;
      found.reason ??= event.reason;
      end();
    },
    received(raw, from, bytes) {
      if (!isOver) keeper.keep(raw, from, bytes);
    },
    resolve: concealing(options.resolve, mask),
    conceal: mask.add,
    site: options.site,
    tellOrigins: () => {},
    memory,
    ...(apart === undefined ? {} : { compile: telling(apart.compile, options.onInput) }),
    log: options.log,
    timeZone: options.timeZone,
    now: options.now,
  };
  const result = (answer: LastAnswer | null, isLive: boolean): SourceTrial => ({
    id: source.id,
    type: source.type,
    tookMs: Math.round(performance.now() - startedMs),
    isLive,
    answer,
    ...found,
  });

  const mistake = options.mapping === undefined ? null : syntaxMistake(options.mapping);
  if (mistake !== null) {
    found.reason = mistake;
    return result(await options.last(), false);
  }
  if (isCalled(source) || options.isAnswerGiven === true) {
    const answer = await options.last();
    await mapAgain("mapping" in source ? source.mapping : undefined, answer, emit, context).catch((error: unknown) => {
      found.reason = handlingError(error).toMessage();
    });
    return result(answer, false);
  }
  const running = options.start(source, context);
  const timer = setTimeout(end, withinMs);
  await ended;
  clearTimeout(timer);
  await running.stop();
  const answer = await keeper.last();
  if (found.valid + found.invalid > 0) found.reason = null;
  else
    found.reason ??=
      answer === null
        ? { code: "source.trial-silent", params: { seconds: withinMs / 1_000 } }
        : { code: "source.nothing-given", params: {} };
  return result(answer, true);
}

/** A way to compile that tells of what each mapping is given. */
function telling(compile: Apart["compile"], onInput: TrialOptions["onInput"]): Apart["compile"] {
  if (onInput === undefined) return compile;
  return (expression) => {
    const compiled = compile(expression);
    if (compiled.mapping === undefined) return compiled;
    const { mapping } = compiled;
    return {
      mapping: (input, bindings) => {
        onInput(input);
        return mapping(input, bindings);
      },
    };
  };
}

/** Where a mapping's syntax is wrong, counted as editors do; null where it is right. */
function syntaxMistake(mapping: string): CodedMessage | null {
  const compiled = compileMapping(mapping);
  if (compiled.mistake === undefined) return null;
  const lines = mapping.slice(0, compiled.position).split("\n");
  const params = { line: lines.length, column: (lines.at(-1) ?? "").length };
  return { code: "source.mapping-syntax", params: { ...params, ...saidInBoth("detail", compiled.mistake) } };
}

async function mapAgain(
  mapping: string | undefined,
  answer: LastAnswer | null,
  emit: ConnectorContext["emit"],
  context: ConnectorContext,
): Promise<void> {
  if (answer === null) throw new CodedError("source.no-call-yet");
  let content: unknown;
  try {
    content = JSON.parse(answer.text);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("source.not-json", { host: answer.from, detail });
  }
  const candidates = mapping === undefined ? [content].flat() : await createIntake(mapping, context).map(content);
  if (candidates.length === 0) throw new CodedError("source.nothing-given");
  emit(candidates);
}
