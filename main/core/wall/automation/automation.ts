import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { Programme } from "#contract/entities/programme.ts";
import type { Appointment } from "#contract/entities/timetable.ts";
import type { AutomationCommand, WallEntry, Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type { SiteCalendar } from "../../calendar/site-calendar.ts";
import type { CameraEventsRepository } from "../../camera-events/repository.ts";
import { type Effect, touchesOf } from "../effect.ts";
import type { ProgrammeRun, RuleHold } from "../layer.ts";
import { type Named, namesOf } from "../names.ts";
import type { NewWallEntry } from "../repository.ts";
import type { Wall } from "../wall.ts";
import { released } from "../wall-document.ts";
import { type Appointed, coming } from "./coming.ts";
import { createConditionWatch } from "./condition-watch.ts";
import { begun, ended, following, proceed, runAt, type Surroundings } from "./programme-run.ts";
import { holdOf } from "./rule-hold.ts";
import { type CameraEvent, createRules, type RuleStep } from "./rules.ts";
import { createSiteNow, type Newest } from "./site-now.ts";
import { createSiteTimetable } from "./site-timetable.ts";

export type Automation = {
  /**
   * @returns the monitors that were not ready when it was shown
   * @throws CodedError programme.unknown, programme.not-running, programme.nothing-to-show, rule.unknown, store.full, store.failed
   */
  execute(command: AutomationCommand, who: Who): Promise<number[]>;
  /** A camera's event is in the store: rules that wait for it are set off at once. */
  signal(): void;
  /** Conditions and names are of another profile from now on; for how long something has been so goes on counting. */
  replace(profile: Pick<Profile, "wall" | "indicators" | "places" | "sources" | "place">): void;
  /** Looks whether anything is to be done now, and does it; by itself at least every second. */
  look(): Promise<void>;
  stop(): void;
};

const lookEveryMs = 1_000;
const soonMs = 5;
const eventsAtOnce = 100;
/** An event that a platform handed in later than this is for the list, not for rules … */
const lateAfterMs = 60_000;
/** … nor is one that came while nothing ran and is as old as this by now. */
const pastAfterMs = 5 * 60_000;
/** A programme that comes back after a restart is seen for so long at least before it goes on. */
const seenAfterStartMs = 5_000;
/** What should have begun or ended while nothing ran counts for so long. */
const lookBackMs = 7 * 86_400_000;

/**
 * What drives the wall without anybody touching it: programmes and rules. All conditions are looked at every second, over
 * what is in memory anyway; nothing has to tell of its changes, and nothing that it missed to tell is missed.
 */
export async function openAutomation(options: {
  wall: Wall;
  profile: Pick<Profile, "timeZone" | "wall" | "indicators" | "places" | "sources" | "place"> &
    Pick<Named, "hasCamera">;
  /** The site's, with its own days. */
  calendar: Pick<SiteCalendar, "current">;
  newest: Newest;
  events: Pick<CameraEventsRepository, "newest" | "after">;
  now(): number;
  log: Logger;
}): Promise<Automation> {
  const { wall, profile, now, log } = options;
  const { automations } = wall;
  const timetable = createSiteTimetable(profile.timeZone, options.calendar.current);
  const watch = createConditionWatch();
  const aroundOf = (profile: Pick<Profile, "wall" | "indicators" | "places" | "sources" | "place">) => {
    const names = namesOf({ ...profile, hasCamera: options.profile.hasCamera }, wall.scenes);
    const site = createSiteNow(profile, options.newest);
    return { names, site, rulesAt: createRules({ rules: () => automations.rules(), names, timetable, watch, site }) };
  };
  let { names, site, rulesAt } = aroundOf(profile);
  // Read from the store, from where the last change of the wall left off: one that was stored just before a kill is heard after it.
  let eventsSeen = wall.parts().layer.eventsSeen ?? (await options.events.newest())?.number ?? 0;
  let areEventsWaiting = true;
  let areMoreWaiting = false;
  let lastMs = Math.max(wall.parts().layer.atMs, now() - lookBackMs);
  if (wall.parts().layer.atMs === 0) lastMs = now() - 86_400_000;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const around: Surroundings = {
    sceneName: (id) => names.scene(id)?.name,
    isWithin: timetable.isWithin,
    isSo: (condition) =>
      watch.judge(condition, site.figure(condition, now()), { forMs: condition.forS * 1_000, nowMs: now() }) === "so",
    soAtMs: (condition) => watch.dueMs(condition, condition.forS * 1_000),
  };
  const entry = (
    kind: WallEntry["kind"],
    params: WallEntry["params"],
    who: Who | null = null,
    effects?: { before: Effect; after: Effect },
  ): NewWallEntry => ({
    touches: effects === undefined ? [] : touchesOf(effects.after, ["scene"]),
    atMs: now(),
    who,
    kind,
    params,
    before: effects === undefined ? null : JSON.stringify(effects.before),
    after: effects === undefined ? null : JSON.stringify(effects.after),
  });

  /** What came since, of that what is new enough; and the number of the last. */
  const hear = async (atMs: number): Promise<{ heard: CameraEvent[]; upTo: number }> => {
    if (!areEventsWaiting) return { heard: [], upTo: eventsSeen };
    areEventsWaiting = false;
    areMoreWaiting = false;
    const found = await options.events.after(eventsSeen, eventsAtOnce);
    areMoreWaiting = found.length === eventsAtOnce;
    if (areMoreWaiting) areEventsWaiting = true;
    const heard = found
      .filter((one) => one.receivedAtMs - one.atMs <= lateAfterMs && atMs - one.receivedAtMs <= pastAfterMs)
      .map(({ camera, kind }) => ({ camera, event: kind }));
    return { heard, upTo: found.at(-1)?.number ?? eventsSeen };
  };

  const ruleStep = async (atMs: number): Promise<boolean> => {
    let upTo = eventsSeen;
    let step: RuleStep | undefined;
    let told: NewWallEntry[] = [];
    try {
      const { heard, ...found } = await hear(atMs);
      upTo = found.upTo;
      await wall.change(({ layer }) => {
        step = rulesAt(layer, heard, lastMs, atMs);
        const { gaveBack, took, leftOut } = step;
        told = [
          ...gaveBack.map((hold) => entryOf("rule-gave-back", hold)),
          ...took.map((hold) => entryOf("rule-took", hold)),
          ...leftOut.map((hold) => entryOf("rule-left-out", hold)),
        ];
        // Where no rule waits for events there is nothing to fire twice, and nothing to write for each of them.
        const isAsked = automations.rules().some(({ rule }) => rule.isEnabled && rule.when.kind === "camera-event");
        const seen = isAsked ? upTo : layer.eventsSeen;
        if (step.layer === layer && seen === layer.eventsSeen) return undefined;
        return { layer: { ...step.layer, eventsSeen: seen }, entries: told };
      });
    } catch (error) {
      // They are heard again in a second: nothing of it was written.
      areEventsWaiting = true;
      areMoreWaiting = false;
      throw error;
    }
    eventsSeen = upTo;
    for (const { kind, params } of told) log.info({ rule: params.rule, display: params.display }, kind);
    return step !== undefined && step.gaveBack.length + step.took.length > 0;
  };
  const entryOf = (kind: WallEntry["kind"], { name, what, take }: RuleHold): NewWallEntry =>
    entry(kind, { rule: name, what, display: take.kind === "display" ? take.display : 0 });

  /** The times of it that have come since the last look. */
  const passed = (list: readonly Appointment[], atMs: number): number[] =>
    list.flatMap((appointment) => {
      const times: number[] = [];
      let ms = timetable.nextOf(appointment, lastMs);
      while (ms !== null && ms <= atMs) {
        times.push(ms);
        ms = timetable.nextOf(appointment, ms);
      }
      return times;
    });
  /** Programmes begin and end at their times; of several since the last look the latest counts. */
  const appointed = async (atMs: number): Promise<boolean> => {
    const due = automations
      .programmes()
      .flatMap((programme) => [
        ...passed(programme.stops, atMs).map((ms) => ({ ms, programme, isStart: false })),
        ...passed(programme.starts, atMs).map((ms) => ({ ms, programme, isStart: true })),
      ]);
    const latest = due.sort(byTime).at(-1);
    if (latest === undefined) return false;
    const { programme, isStart } = latest;
    return wall.change(({ document, layer }) => {
      if (!isStart)
        return layer.run?.id === programme.id
          ? { ...ended(document, layer, around), entry: entry("programme-stop", { programme: programme.name }) }
          : undefined;
      if (layer.run?.id === programme.id) return undefined;
      const run = begun(programme, null, around, now());
      return { layer: { ...layer, run }, entry: entry("programme-start", { programme: programme.name }) };
    });
  };

  const programmeStep = async (atMs: number): Promise<boolean> => {
    let isAnother = false;
    await wall.change(({ document, layer }) => {
      const { run, holds } = layer;
      if (run === null) return undefined;
      const programme = automations.programme(run.id);
      if (programme === undefined) {
        isAnother = true;
        return { ...ended(document, layer, around), entry: entry("programme-stop", { programme: run.name }) };
      }
      // Asked of all its conditions, so that each knows for how long it has been so.
      for (const { jumps } of programme.steps) for (const { when } of jumps) around.isSo(when);
      const isCovered =
        document.control.by === "operator" ||
        holds.some(({ take }) => take.kind === "scene" && names.scene(take.scene) !== undefined);
      const next = proceed(run, programme, around, { isCovered, nowMs: atMs });
      if (next === run) return undefined;
      isAnother = true;
      return { layer: { ...layer, run: next } };
    });
    return isAnother;
  };

  /** What rules take when their time of day comes, or when their condition will have been so for long enough. */
  const foreseen = (atMs: number): RuleHold[] =>
    automations.rules().flatMap((one) => {
      const { when, isEnabled } = one.rule;
      if (!isEnabled || when.kind === "camera-event") return [];
      const dueMs = when.kind === "time" ? timetable.nextOf(when, atMs) : watch.dueMs(when, when.forS * 1_000);
      return dueMs === null ? [] : (holdOf(one, site.subjectOf(when), names, dueMs) ?? []);
    });

  /** What begins or ends next at its time, of those that change anything. */
  const nextAppointed = (atMs: number): Appointed | undefined => {
    const isRunning = ({ id }: Programme) => wall.parts().layer.run?.id === id;
    return automations
      .programmes()
      .flatMap((programme) => {
        const isStart = !isRunning(programme);
        const times = (isStart ? programme.starts : programme.stops).flatMap(
          (one) => timetable.nextOf(one, atMs) ?? [],
        );
        return times.map((ms) => ({ ms, programme, isStart }));
      })
      .sort(byTime)
      .reduce<Appointed | undefined>((next, one) => (next === undefined || one.ms === next.ms ? one : next), undefined);
  };

  const lookOnce = async (): Promise<void> => {
    const atMs = now();
    const isAppointed = await appointed(atMs);
    const isRuled = await ruleStep(atMs);
    const isMoved = await programmeStep(atMs);
    lastMs = Math.max(lastMs, atMs);
    if (isAppointed || isRuled || isMoved) void wall.show();
    else {
      const programme = automations.programme(wall.parts().layer.run?.id ?? "");
      wall.prepareAhead(
        coming(wall.parts(), {
          programme,
          appointed: nextAppointed(atMs),
          foreseen: foreseen(atMs),
          around,
          nowMs: atMs,
        }),
      );
    }
  };
  const look = async (): Promise<void> => {
    looking ??= lookOnce()
      .catch((error: unknown) => log.warn({ err: error }, "programmes and rules wait: what they do cannot be written"))
      .finally(() => {
        looking = undefined;
        schedule();
      });
    await looking;
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (isStopped) return;
    const { run, holds } = wall.parts().layer;
    const times = [run?.nextAtMs ?? null, ...holds.map(({ untilMs }) => untilMs)].filter((time) => time !== null);
    const waitMs = areMoreWaiting ? soonMs : Math.min(lookEveryMs, ...times.map((time) => Math.max(5, time - now())));
    timer = setTimeout(() => void look(), waitMs);
  };

  const move = (command: "programme-next" | "programme-previous", who: Who) =>
    changeRun(command, who, (run, programme) => {
      const at = following(programme, (run.step ?? 0) - 1, command === "programme-next" ? 1 : -1, around, now());
      if (at === undefined) throw new CodedError("programme.nothing-to-show", { programme: programme.name.vi });
      const { startedAtMs, isPaused } = run;
      return runAt(programme, at, { startedAtMs, who: run.who, isPaused }, around, now());
    });
  const changeRun = (
    kind: AutomationCommand["type"],
    who: Who,
    make: (run: ProgrammeRun, programme: Programme) => ProgrammeRun,
  ) =>
    wall.change(({ layer }) => {
      const programme = layer.run === null ? undefined : automations.programme(layer.run.id);
      if (layer.run === null || programme === undefined) throw new CodedError("programme.not-running");
      const run = make(layer.run, programme);
      const effects = { before: { run: layer.run }, after: { run } };
      return { layer: { ...layer, run }, entry: entry(kind, { programme: programme.name }, who, effects) };
    });

  const carryOut = (command: AutomationCommand, who: Who): Promise<boolean> => {
    switch (command.type) {
      case "programme-start":
        return wall.change(({ document, layer }) => {
          const programme = automations.programme(command.programme);
          if (programme === undefined) throw new CodedError("programme.unknown", { programme: command.programme });
          const run = begun(programme, who, around, now());
          if (run.step === null) throw new CodedError("programme.nothing-to-show", { programme: programme.name.vi });
          const isHeld = document.control.by === "operator";
          const free = isHeld ? { ...document, control: released(who, now()) } : document;
          const effects = { before: { wall: document, run: layer.run }, after: { wall: free, run } };
          const told = entry(command.type, { programme: programme.name }, who, effects);
          return { document: free, layer: { ...layer, run }, entry: told };
        });
      case "programme-stop":
        return wall.change(({ document, layer }) => {
          if (layer.run === null) throw new CodedError("programme.not-running");
          const after = ended(document, layer, around);
          const effects = { before: { wall: document, run: layer.run }, after: { wall: after.document, run: null } };
          return { ...after, entry: entry(command.type, { programme: layer.run.name }, who, effects) };
        });
      case "programme-next":
      case "programme-previous":
        return move(command.type, who);
      case "programme-pause":
        return changeRun(command.type, who, (run) =>
          run.isPaused
            ? run
            : {
                ...run,
                isPaused: true,
                nextAtMs: null,
                leftMs: run.nextAtMs === null ? run.leftMs : Math.max(0, run.nextAtMs - now()),
              },
        );
      case "programme-resume":
        return changeRun(command.type, who, (run) => ({ ...run, isPaused: false }));
      case "rule-dismiss":
        return wall.change(({ layer }) => {
          const hold = layer.holds.find(({ rule }) => rule === command.rule);
          if (hold === undefined) throw new CodedError("rule.unknown", { rule: command.rule });
          const holds = layer.holds.filter((one) => one !== hold);
          const effects = {
            before: { holds: { add: [hold], drop: [] } },
            after: { holds: { add: [], drop: [hold.rule] } },
          };
          return { layer: { ...layer, holds }, entry: entry(command.type, { rule: hold.name }, who, effects) };
        });
    }
  };

  // Back at the step it was at, and seen before it goes on.
  await wall.change(({ layer }) => {
    const { run } = layer;
    const leastMs = now() + seenAfterStartMs;
    if (run?.nextAtMs == null || run.nextAtMs >= leastMs) return undefined;
    return { layer: { ...layer, run: { ...run, nextAtMs: leastMs } } };
  });
  let isWaiting = false;
  wall.watch(() => {
    if (isWaiting || isStopped) return;
    isWaiting = true;
    setImmediate(() => {
      isWaiting = false;
      if (!isStopped) void look();
    });
  });
  schedule();
  return {
    async execute(command, who) {
      await carryOut(command, who);
      await look();
      return wall.show();
    },
    signal() {
      areEventsWaiting = true;
      void look();
    },
    replace(next) {
      ({ names, site, rulesAt } = aroundOf(next));
      void look();
    },
    look,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Of what comes at one moment a programme that begins is last: it takes the place of one that ends then. */
const byTime = (one: Appointed, other: Appointed): number =>
  one.ms - other.ms || Number(one.isStart) - Number(other.isStart);
