import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { SourceView } from "#contract/entities/source.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import {
  type MaintenanceWindow,
  mostDaysAhead,
  mostWindows,
  type NewMaintenance,
  pastWindowsTold,
  type SourceMaintenance,
} from "#contract/maintenance/maintenance.ts";
import { meantMoment, momentText } from "./moment.ts";
import type { MaintenanceRepository } from "./repository.ts";

const dayMs = 86_400_000;

export type MaintenanceOptions = {
  repository: MaintenanceRepository;
  /** Which sources there are now. */
  sources: Pick<ReadonlySet<string>, "has">;
  /** The site's, IANA name. */
  timeZone: string;
  /** Epoch ms. */
  now(): number;
  /** What is said of a source has changed. */
  onChange(source: string): void;
};

export type Maintenance = {
  /** A source's view with the downtimes that are not over; the same object where there are none. */
  tell(view: SourceView): SourceView;
  /** Rejects with source.unknown. */
  of(source: string): Promise<SourceMaintenance>;
  /** Says a downtime. Rejects with source.unknown, what `NewMaintenance` names, store.full and store.failed; then nothing is said. */
  say(source: string, said: z.output<typeof NewMaintenance>, who: Who): Promise<SourceMaintenance>;
  /** Ends one, or those that last, or else the next one. Rejects with source.unknown, maintenance.none, store.full and store.failed. */
  end(source: string, window: string | undefined, who: Who): Promise<SourceMaintenance>;
};

/** Keeps the planned downtimes of sources. None needs a timer: each says when it is over, and whoever is told it looks at the clock. */
export async function openMaintenance(options: MaintenanceOptions): Promise<Maintenance> {
  const { repository, sources, timeZone, now, onChange } = options;
  const open = new Map<string, MaintenanceWindow[]>();
  for (const one of await repository.open(now())) open.set(one.source, [...(open.get(one.source) ?? []), one]);

  const lasting = (source: string): MaintenanceWindow[] => {
    const known = open.get(source);
    if (known === undefined) return [];
    const nowMs = now();
    const left = known.filter(({ untilMs }) => untilMs > nowMs);
    if (left.length < known.length) open.set(source, left);
    return left;
  };
  const known = (source: string): void => {
    if (!sources.has(source)) throw new CodedError("source.unknown", { id: source });
  };
  const of = async (source: string): Promise<SourceMaintenance> => ({
    source,
    timeZone,
    windows: lasting(source),
    past: await repository.past(source, now(), pastWindowsTold),
  });
  const moment = (text: string, afterMs: number): number => {
    const found = meantMoment(text, timeZone, afterMs);
    if (found === undefined) throw new CodedError("maintenance.time-unreadable", { text });
    return found;
  };
  /** "from 13:00 until 17:00" said at two o'clock means that it lasts already. */
  const spanOf = (said: z.output<typeof NewMaintenance>, nowMs: number): { fromMs: number; untilMs: number } => {
    if (said.from === undefined) return { fromMs: nowMs, untilMs: moment(said.until, nowMs) };
    const begunMs = moment(said.from, nowMs - dayMs);
    const untilMs = moment(said.until, begunMs);
    if (begunMs <= nowMs && untilMs > nowMs) return { fromMs: nowMs, untilMs };
    const fromMs = moment(said.from, nowMs);
    return { fromMs, untilMs: moment(said.until, fromMs) };
  };

  return {
    tell(view) {
      const windows = lasting(view.id);
      if (windows.length === 0) return view;
      return { ...view, maintenance: windows.map(({ fromMs, untilMs }) => ({ fromMs, untilMs })) };
    },
    async of(source) {
      known(source);
      return of(source);
    },
    async say(source, said, { role, name }) {
      known(source);
      const saidAtMs = now();
      const { fromMs, untilMs } = spanOf(said, saidAtMs);
      const [from, until] = [momentText(fromMs, timeZone), momentText(untilMs, timeZone)];
      if (untilMs <= fromMs || fromMs < saidAtMs) throw new CodedError("maintenance.times-wrong", { from, until });
      if (untilMs > saidAtMs + mostDaysAhead * dayMs)
        throw new CodedError("maintenance.too-far", { days: mostDaysAhead, until });
      if (lasting(source).length >= mostWindows)
        throw new CodedError("maintenance.too-many", { id: source, limit: mostWindows });
      const window: MaintenanceWindow = {
        ...{ id: randomUUID(), source, fromMs, untilMs, reason: said.reason },
        ...{ saidAtMs, saidBy: { role, name }, ended: null },
      };
      // Before it is written, so that several said at once cannot be more than there may be.
      const before = lasting(source);
      open.set(
        source,
        [...before, window].sort((a, b) => a.fromMs - b.fromMs),
      );
      try {
        await repository.add(window);
      } catch (error) {
        open.set(
          source,
          lasting(source).filter(({ id }) => id !== window.id),
        );
        throw error;
      }
      onChange(source);
      return of(source);
    },
    async end(source, window, { role, name }) {
      known(source);
      const atMs = now();
      const there = lasting(source);
      const current = there.filter(({ fromMs }) => fromMs <= atMs);
      const chosen =
        window !== undefined
          ? there.filter(({ id }) => id === window)
          : current.length > 0
            ? current
            : there.slice(0, 1);
      if (chosen.length === 0) throw new CodedError("maintenance.none", { id: source });
      const ids = chosen.map(({ id }) => id);
      await repository.end(ids, { atMs, by: { role, name } });
      open.set(
        source,
        lasting(source).filter(({ id }) => !ids.includes(id)),
      );
      onChange(source);
      return of(source);
    },
  };
}
