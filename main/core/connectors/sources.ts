import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { LastAnswer, SourceView } from "#contract/entities/source.ts";
import { isCalled, type SourceConfig } from "#contract/entities/source-config.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { SourceTrial } from "#contract/sources/http.ts";
import { concealing, createMask } from "../outbound/mask.ts";
import { isSimulated } from "../outbound/references.ts";
import { createSchedule } from "../outbound/schedule.ts";
import type { SecretUser } from "../outbound/secret-user.ts";
import { userOfSource } from "../outbound/secret-uses.ts";
import { startCentre } from "./centre/centre.ts";
import type { Acceptance, ConnectorContext, RunningConnector } from "./connector.ts";
import { startEvents } from "./events/events.ts";
import { startFolder } from "./folder/folder.ts";
import { type AnswerKeeper, createAnswerKeeper } from "./last-answer.ts";
import { startMqtt } from "./mqtt/mqtt.ts";
import { startPostgresql } from "./postgresql/postgresql.ts";
import { startPublished } from "./published/published.ts";
import { startRest } from "./rest/rest.ts";
import { createSourceMonitor, type SourceMonitor } from "./source-monitor.ts";
import { givenBy, type Taker, type Takers } from "./taker.ts";
import { type TrialOptions, trySource } from "./trial.ts";
import {
  type RunningWebhook,
  startWebhook,
  type Verdict,
  type WebhookCall,
  type WebhookCaller,
} from "./webhook/webhook.ts";
import { startWebSocket } from "./websocket/websocket.ts";

/** Trials open lines of their own; a few at a time are plenty for people. */
const maxTrials = 4;

/** Kinds of sources that are called. */
export type CallKind = "webhook" | "camera-events";

export type SourcesOptions = {
  profile: Profile;
  /** By what sources give. */
  takers: Takers;
  /** When something was last heard of each source in earlier runs, epoch ms. */
  lastHeardAtMs: ReadonlyMap<string, number>;
  /** Of `createResolver`. */
  resolve(address: string, user: SecretUser): Promise<string>;
  memory: {
    get(source: string, key: string): Promise<string | undefined>;
    set(source: string, key: string, value: string): Promise<void>;
  };
  log: Logger;
  /** By which peers know a source of this data folder: 20 letters and figures. */
  knownAs(sourceId: string): string;
  /** Epoch ms. */
  now(): number;
  /** What a source sent could not be read or mapped. */
  onUnusable?(sourceId: string, reason: CodedMessage): void;
  /** A new state at once, new counts at most once a second for each source. */
  onChange(view: SourceView): void;
};

export type Sources = {
  start(): void;
  /**
   * Has these be the site's sources. One that is the same goes on untouched; one that is another now ends before it begins anew, so
   * that a peer which keeps what comes meanwhile gives it to the new one. Those that go are silent once this returns; it resolves when
   * nothing is left of them. One at a time.
   * @param lastHeardAtMs of sources that come
   */
  replace(profile: Profile, lastHeardAtMs: ReadonlyMap<string, number>): Promise<void>;
  /** In the order of the profile. */
  views(): SourceView[];
  /** Looks at the head of a call to a source of that kind. @throws CodedError source.unknown, and what `RunningWebhook.admit` says */
  admitCall(sourceId: string, kind: CallKind, caller: WebhookCaller): "token" | "signature";
  /** A call to a source of that kind. @throws CodedError source.unknown, and what `RunningWebhook.receive` says */
  receive(sourceId: string, kind: CallKind, call: WebhookCall): Promise<Verdict[]>;
  /** What people have entered for a source of type entered, checked before. @throws CodedError source.unknown */
  hand(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** The last raw thing a source sent, secrets masked; null when nothing ever came or there is no such source. */
  lastAnswer(sourceId: string): Promise<LastAnswer | null>;
  /**
   * Asks a platform once without storing anything.
   * @param mapping in the place of the profile's; run apart from the core
   * @throws CodedError source.unknown, source.trial-running
   */
  tryOnce(sourceId: string, mapping?: string): Promise<SourceTrial>;
  /**
   * The same of a source as it would be. @param draft.taker holds what it gives against the profile as it would be
   * @throws CodedError source.trial-running
   */
  tryDraft(
    source: SourceConfig,
    draft: Pick<TrialOptions, "taker" | "resolve" | "last" | "isAnswerGiven" | "onInput"> & { mapping: string },
  ): Promise<SourceTrial>;
  /** The store fails, and these sources have something waiting for it. */
  onStoreFailure(reason: CodedMessage, sourceIds: readonly string[]): void;
  stop(): Promise<void>;
};

/** A source as it runs. */
type Line = {
  source: SourceConfig;
  monitor: SourceMonitor;
  keeper: AnswerKeeper;
  context: ConnectorContext;
  /** Of one that is called: answered from the first moment; told that there is no such source, a platform might not call again. */
  webhook?: RunningWebhook;
  connector?: RunningConnector;
};

/** All sources of a profile: a connector and a monitor for each. What a source does wrong is its state, never an exception. */
export function createSources(options: SourcesOptions): Sources {
  const { now } = options;
  let { profile } = options;
  const { timeZone } = profile;
  const timeText = timeTextOf(timeZone);
  const takerOf = (source: SourceConfig): Taker => options.takers[givenBy(source)];
  /** As the profile of this moment has it. */
  let site = siteOf(profile);
  /** In the order of the profile. */
  let lines = new Map<string, Line>();
  let isStarted = false;
  const trials = new Set<string>();
  const memoryOf = (sourceId: string) => ({
    get: (key: string) => options.memory.get(sourceId, key),
    set: (key: string, value: string) => options.memory.set(sourceId, key, value),
  });

  /** @param lastReadingAtMs of what is stored */
  const made = (source: SourceConfig, lastReadingAtMs: number | null): Line => {
    const monitor = createSourceMonitor({
      source,
      isSimulated: isSimulated(source),
      lastReadingAtMs,
      now,
      timeText,
      ...scheduleOf(source, timeZone),
      onChange: options.onChange,
    });
    const taker = takerOf(source);
    const mask = createMask();
    const memory = memoryOf(source.id);
    const keeper = createAnswerKeeper({ mask, memory, hide: taker.hide, now });
    const log = options.log.child({ source: source.id });
    const context: ConnectorContext = {
      emit(candidates, inFile) {
        const acceptance = namingFile(taker.accept(source.id, candidates), inFile);
        if (acceptance.refused > 0)
          log.debug({ refused: acceptance.refused, reason: acceptance.reason }, "refused readings");
        if (acceptance.refused > 0) keeper.onUnusable();
        monitor.onAcceptance(acceptance);
        // Before whoever sent it goes on by it.
        void acceptance.outcome.then((outcome) => monitor.onOutcome(outcome));
        return acceptance;
      },
      report(event) {
        if ("reason" in event) log.warn({ kind: event.kind, reason: event.reason }, "source has trouble");
        if (event.kind === "unusable") {
          keeper.onUnusable();
          options.onUnusable?.(source.id, event.reason);
        }
        monitor.onLine(event);
      },
      received(raw, from, bytes = typeof raw === "string" ? Buffer.byteLength(raw) : raw.length) {
        keeper.keep(raw, from, bytes);
        monitor.onAnswer(bytes);
      },
      resolve: concealing((address) => options.resolve(address, userOfSource(source)), mask),
      conceal: (secret) => mask.add(secret),
      get site() {
        return site;
      },
      tellOrigins: (sources) => monitor.onOrigins(sources),
      knownAs: options.knownAs(source.id),
      memory,
      log,
      timeZone,
      now,
    };
    return {
      source,
      monitor,
      keeper,
      context,
      ...(isCalled(source) ? { webhook: startWebhook(source, context) } : {}),
    };
  };

  const begin = (line: Line): void => {
    line.connector = line.webhook ?? startSource(line.source, line.context);
  };

  for (const source of profile.sources)
    lines.set(source.id, made(source, options.lastHeardAtMs.get(source.id) ?? null));

  const calledSource = (sourceId: string, kind: CallKind, { isTrusted }: WebhookCaller): RunningWebhook => {
    const line = lines.get(sourceId);
    // Who may not call at all is not told which sources there are.
    if (line?.webhook === undefined || line.source.type !== kind)
      throw new CodedError(isTrusted ? "source.unknown" : "access.no-token", { id: sourceId });
    return line.webhook;
  };

  const replace = async (next: Profile, lastHeardAtMs: ReadonlyMap<string, number>): Promise<void> => {
    const formerSite = site;
    profile = next;
    site = siteOf(next);
    // What is asked of a centre is what the site has.
    const isOtherSite = !isDeepStrictEqual(formerSite, site);
    const isSame = ({ source }: Line, now: SourceConfig) =>
      isDeepStrictEqual(source, now) && !(isOtherSite && source.type === "centre");
    const former = lines;
    const begun: { line: Line; after: Line | undefined }[] = [];
    lines = new Map(
      next.sources.map((source) => {
        const before = former.get(source.id);
        former.delete(source.id);
        if (before !== undefined && isSame(before, source)) return [source.id, before];
        before?.monitor.stop();
        const line = made(source, before?.monitor.view().lastReadingAtMs ?? lastHeardAtMs.get(source.id) ?? null);
        begun.push({ line, after: before });
        return [source.id, line];
      }),
    );
    for (const { monitor } of former.values()) monitor.stop();
    await Promise.all([
      ...begun.map(async ({ line, after }) => {
        await after?.connector?.stop();
        // By now it may itself be over.
        if (isStarted && lines.get(line.source.id) === line) begin(line);
      }),
      ...[...former.values()].map((line) => line.connector?.stop()),
    ]);
  };

  /** A few at a time, and one for each source. */
  const trying = async (
    source: SourceConfig,
    about: Omit<TrialOptions, "site" | "log" | "timeZone" | "now" | "start">,
  ): Promise<SourceTrial> => {
    const { id } = source;
    if (trials.size >= maxTrials || trials.has(id)) throw new CodedError("source.trial-running", { id });
    trials.add(id);
    try {
      const log = options.log.child({ trial: id });
      return await trySource(source, { ...about, site, log, timeZone, now, start: startSource });
    } finally {
      trials.delete(id);
    }
  };

  return {
    start() {
      isStarted = true;
      for (const line of lines.values()) begin(line);
    },
    replace,
    views: () => [...lines.values()].map(({ monitor }) => monitor.view()),
    admitCall: (sourceId, kind, caller) => calledSource(sourceId, kind, caller).admit(caller),
    receive: async (sourceId, kind, call) => calledSource(sourceId, kind, call).receive(call),
    hand(sourceId, candidates) {
      const line = lines.get(sourceId);
      if (line === undefined || line.source.type !== "entered")
        throw new CodedError("source.unknown", { id: sourceId });
      line.context.report({ kind: "answering" });
      return line.context.emit(candidates);
    },
    lastAnswer: async (sourceId) => (await lines.get(sourceId)?.keeper.last()) ?? null,
    async tryOnce(sourceId, mapping) {
      const line = lines.get(sourceId);
      if (line === undefined) throw new CodedError("source.unknown", { id: sourceId });
      const { source, keeper } = line;
      return trying(source, {
        ...(mapping === undefined ? {} : { mapping }),
        taker: takerOf(source),
        resolve: (address) => options.resolve(address, userOfSource(source)),
        last: () => keeper.last(),
      });
    },
    tryDraft: trying,
    onStoreFailure(reason, sourceIds) {
      for (const id of sourceIds) lines.get(id)?.monitor.onStoreFailure(reason);
    },
    async stop() {
      isStarted = false;
      for (const { monitor } of lines.values()) monitor.stop();
      await Promise.all([...lines.values()].map(({ connector }) => connector?.stop()));
    },
  };
}

const siteOf = ({ indicators, places }: Profile): ConnectorContext["site"] => ({
  indicators: new Set(indicators.filter((one) => one.derived === undefined && !one.isRetired).map((one) => one.code)),
  places: new Set(places.map((one) => one.id)),
});

const namingFile = (acceptance: Acceptance, inFile: string | undefined): Acceptance =>
  inFile === undefined || acceptance.reason === null || acceptance.hasNoRoom
    ? acceptance
    : { ...acceptance, reason: { ...acceptance.reason, params: { ...acceptance.reason.params, inFile } } };

const scheduleOf = (source: SourceConfig, timeZone: string) =>
  "schedule" in source && source.schedule !== undefined ? { schedule: createSchedule(source.schedule, timeZone) } : {};

function startSource(source: SourceConfig, context: ConnectorContext): RunningConnector {
  switch (source.type) {
    case "mqtt":
      return startMqtt(source, context);
    case "rest":
      return startRest(source, context);
    case "postgresql":
      return startPostgresql(source, context);
    case "events":
      return startEvents(source, context);
    case "websocket":
      return startWebSocket(source, context);
    case "webhook":
    case "camera-events":
      return startWebhook(source, context);
    case "folder":
      return startFolder(source, context);
    case "published":
      return startPublished(source, context);
    case "entered":
      // Nothing runs: who enters figures comes by `hand`.
      return { stop: async () => {} };
    case "centre":
      return startCentre(source, context);
  }
}

/** 14:05 24/11/2026, in the site's time zone. */
function timeTextOf(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat("vi-VN", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  return (atMs) => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    return `${part.hour}:${part.minute} ${part.day}/${part.month}/${part.year}`;
  };
}
