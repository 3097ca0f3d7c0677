import type { Logger } from "pino";
import type { Profile, SourceConfig } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { isSimulated } from "../profile/references.ts";
import type { Acceptance, ConnectorContext, RunningConnector, SourceOutcome } from "./connector.ts";
import { startFolder } from "./folder/folder.ts";
import { startMqtt } from "./mqtt/mqtt.ts";
import { startPublished } from "./published/published.ts";
import { startRest } from "./rest/rest.ts";
import { createSourceMonitor } from "./source-monitor.ts";

export type SourcesOptions = {
  profile: Profile;
  /** Ingest's. */
  accept(sourceId: string, candidates: readonly unknown[]): Acceptance;
  /** Of `createResolver`. */
  resolve(address: string): Promise<string>;
  memory: {
    get(source: string, key: string): Promise<string | undefined>;
    set(source: string, key: string, value: string): Promise<void>;
  };
  /** The newest stored readings, so that a source's last reading is known from the start. */
  latest: readonly Reading[];
  log: Logger;
  /** Epoch ms. */
  now(): number;
  /** A new state at once, new counts at most once a second for each source. */
  onChange(view: SourceView): void;
};

export type Sources = {
  start(): void;
  /** In the order of the profile. */
  views(): SourceView[];
  /** To be called by ingest's `onOutcome`. */
  settle(sourceId: string, outcome: SourceOutcome): void;
  stop(): Promise<void>;
};

/** All sources of a profile: a connector and a monitor for each. What a source does wrong is its state, never an exception. */
export function createSources(options: SourcesOptions): Sources {
  const { profile, now } = options;
  const timeText = timeTextOf(profile.timeZone);
  const monitors = new Map(
    profile.sources.map((source) => {
      const stored = options.latest.filter((reading) => reading.source === source.id);
      const lastReadingAtMs = stored.reduce<number | null>((last, r) => Math.max(last ?? 0, r.receivedAtMs), null);
      const monitor = createSourceMonitor({
        source,
        isSimulated: isSimulated(source),
        lastReadingAtMs,
        now,
        timeText,
        onChange: options.onChange,
      });
      return [source.id, monitor] as const;
    }),
  );
  let running: RunningConnector[] = [];

  const contextOf = (source: SourceConfig): ConnectorContext => {
    const monitor = monitors.get(source.id);
    const log = options.log.child({ source: source.id });
    return {
      emit(candidates) {
        const acceptance = options.accept(source.id, candidates);
        if (acceptance.refused > 0)
          log.debug({ refused: acceptance.refused, reason: acceptance.reason }, "refused readings");
        monitor?.onAcceptance(acceptance);
        return acceptance;
      },
      report(event) {
        if ("reason" in event) log.warn({ kind: event.kind, reason: event.reason }, "source has trouble");
        monitor?.onLine(event);
      },
      resolve: options.resolve,
      memory: {
        get: (key) => options.memory.get(source.id, key),
        set: (key, value) => options.memory.set(source.id, key, value),
      },
      log,
      now,
    };
  };

  return {
    start() {
      running = profile.sources.map((source) => startSource(source, contextOf(source)));
    },
    views: () => [...monitors.values()].map((monitor) => monitor.view()),
    settle(sourceId, outcome) {
      monitors.get(sourceId)?.onOutcome(outcome);
    },
    async stop() {
      for (const monitor of monitors.values()) monitor.stop();
      await Promise.all(running.map((connector) => connector.stop()));
    },
  };
}

function startSource(source: SourceConfig, context: ConnectorContext): RunningConnector {
  switch (source.type) {
    case "mqtt":
      return startMqtt(source, context);
    case "rest":
      return startRest(source, context);
    case "folder":
      return startFolder(source, context);
    case "published":
      return startPublished(source, context);
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
