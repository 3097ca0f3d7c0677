// Long because whatever changes the wall passes through one place, one thing after the other: kept first, then shown.
import type { Logger } from "pino";
import type { AutomationKind } from "#contract/entities/automation.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { type Surfaces, surfacesInOrder } from "#contract/entities/surface.ts";
import type { Holidays } from "#contract/entities/timetable.ts";
import type { Scene, ShownScene, WallPlan } from "#contract/entities/wall.ts";
import type { AutomationCommand, StoredScene, WallCommand, WallState, Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type { SceneFile, SceneImport, SceneToSave, WallEntryList } from "#contract/wall/http.ts";
import { type Automations, type ChangedAutomation, nameOf, openAutomations } from "./automation/automations.ts";
import type { LayerChange, WallChange } from "./change.ts";
import { compose } from "./composition.ts";
import { type Effect, layerAfter, touchesOf } from "./effect.ts";
import { importReport, readSurfaces } from "./import-report.ts";
import { inOrder, type Layer, programmeView, type RuleHold, type Standing, standing } from "./layer.ts";
import { type Named, namesNow } from "./names.ts";
import type { KeptAutomation, KeptScene, NewWallEntry, WallRepository } from "./repository.ts";
import { numbersChanged, numbersSeen, numbersWith } from "./scene-numbers.ts";
import { mergedDocument } from "./scene-reading.ts";
import { type ChangedScene, openScenes, type Scenes } from "./scenes.ts";
import { startingDocument, startingLayer } from "./starting.ts";
import { createSwitching, type Switching } from "./switching.ts";
import { createTakingBack } from "./taking-back.ts";
import { carryOut, type Deed, nextExpiry, type WallDocument, type WallPart, withoutExpired } from "./wall-document.ts";
import { againIfMeanwhile, openWriting } from "./writing.ts";

const identifyForMs = 10_000;
/** The longest a timer of Node's can wait. */
const longestTimerMs = 2_147_483_647;

export type Wall = {
  readonly scenes: Pick<Scenes, "all" | "get" | "version">;
  readonly automations: Pick<Automations, "list" | "programme" | "programmes" | "rules" | "holidays">;
  readonly windows: Pick<Switching, "join" | "leave" | "ready">;
  state(): WallState;
  /**
   * One after the other, each on the disk before it is shown.
   * @returns the monitors that were not ready when it was shown
   * @throws CodedError scene.unknown, wall.no-such-display, wall.nothing-to-undo, wall.nothing-to-redo, wall.entry-…, wall.overtaken-…,
   * wall.surface-…, store.full, store.failed
   */
  execute(command: Exclude<WallCommand, AutomationCommand>, who: Who): Promise<number[]>;
  /** What people have put there, and what runs below it. */
  parts(): { document: WallDocument; layer: Layer };
  /**
   * One by one with everything else that is done; on the disk when it resolves, not yet shown.
   * @param make what changes; undefined: nothing
   * @returns whether anything has
   */
  change(make: (parts: { document: WallDocument; layer: Layer }) => LayerChange | undefined): Promise<boolean>;
  /**
   * Has the windows prepare what will be so by itself, if nothing comes between; an operator's own preparation goes before it.
   * @param coming undefined: nothing is known to come
   */
  prepareAhead(coming: { document: WallDocument; layer: Layer } | undefined): void;
  /** Shows what is so now, prepared. @returns the monitors that were not ready */
  show(): Promise<number[]>;
  /**
   * The site's profile is another: what it brings of scenes, programmes and rules is taken in as at a start, one by one with everything else.
   * Its plan of the wall is not. @throws CodedError store.full, store.failed
   */
  takeProfile(
    profile: Pick<Profile, "scenes" | "programmes" | "rules" | "indicators" | "places" | "sources">,
  ): Promise<void>;
  /** Called after every change with the whole state. */
  watch(listener: (state: WallState) => void): void;
  /** @throws CodedError scene.changed, store.full, store.failed */
  save(id: string, scene: SceneToSave, who: Who): Promise<StoredScene>;
  /** @throws CodedError scene.unknown, scene.on-air */
  remove(id: string, who: Who): Promise<void>;
  /** @throws CodedError automation.changed, automation.too-many, store.full, store.failed */
  saveAutomation(kind: AutomationKind, id: string, content: object, basedOn: number, who: Who): Promise<void>;
  /** @throws CodedError programme.unknown, rule.unknown */
  removeAutomation(kind: "programme" | "rule", id: string, who: Who): Promise<void>;
  /** Scenes, programmes, rules, holidays and surfaces as they are kept. */
  file(): SceneFile;
  /** @throws CodedError scene.no-file */
  takeIn(file: unknown, who: Who): Promise<SceneImport>;
  /** @param who whose own undo and redo it tells of */
  entries(who: Who, limit: number, before?: number): Promise<WallEntryList>;
  stop(): void;
};

/**
 * The wall as people drive it: scenes, what is on air, who decides, and everything that was done to it. It comes back after
 * a restart as it was.
 * @param options.onChange called after every change, with the whole state
 */
export async function openWall(options: {
  repository: WallRepository;
  profile: { scenes: readonly Scene[]; scene: string; wall: WallPlan; timeZone: string } & Partial<
    Named & Pick<Profile, "programmes" | "rules">
  >;
  /** The machine that a monitor is on now; absent: all on one. */
  machineOf?(display: number): string | undefined;
  /** The site's own days as they are kept, at the start and whenever they are others. */
  onHolidays?(days: Holidays): void;
  now(): number;
  log: Logger;
  onChange(state: WallState): void;
}): Promise<Wall> {
  const { now, log } = options;
  let { profile } = options;
  const repository = await openWriting(options.repository);
  const plan = profile.wall;
  const readAll = async () => {
    const scenes = await openScenes({ repository, profile, now });
    const names = namesNow(() => profile, scenes);
    const automations = await openAutomations({ repository, names, profile, now });
    const document = await startingDocument(repository, profile, scenes, now(), log);
    return { scenes, automations, document, layer: await startingLayer(repository, log) };
  };
  const read = await againIfMeanwhile(readAll, repository.renew);
  const { scenes, automations } = read;
  const tellHolidays = () => options.onHolidays?.(automations.holidays());
  tellHolidays();
  let { document, layer } = read;
  const listeners = [options.onChange];
  let identifyUntilMs: number | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let sceneChanges = 0;

  const isThere = (id: string): boolean => scenes.get(id) !== undefined;
  const sceneOf = ({ id, name, tiles }: Scene): Scene => ({ id, name, tiles });
  const stands = (parts = { document, layer }): Standing => standing(parts.document, parts.layer, isThere);
  const composed = (parts = { document, layer }) => {
    const { scene, pushes } = stands(parts);
    return compose(
      sceneOf(scenes.get(scene) ?? { id: scene, name: { vi: scene, en: scene }, tiles: [] }),
      pushes,
      plan,
    );
  };
  const state = (): WallState => {
    const { scene, control, pushes, rules } = stands();
    return {
      ...switching.picture(),
      version: scenes.kept(scene)?.version ?? 0,
      sceneChanges,
      control,
      programme: programmeView(layer),
      rules,
      pushes: pushes.map(({ tiles: _, ...push }) => push),
      blanked: document.blanked,
      frozen: document.frozen,
      surfaces: document.surfaces ?? surfacesInOrder(plan.surfaces ?? []),
      numbers: numbersSeen(document.numbers, isThere),
      banner: document.banner,
      sound: document.sound,
      identifyUntilMs,
    };
  };
  const tell = () => {
    const told = state();
    for (const listener of listeners) listener(told);
  };
  const switching = createSwitching({ scene: composed(), now, onChange: tell });

  const isHeading = (scene: ShownScene | null) => JSON.stringify(scene) === JSON.stringify(switching.heading());
  /** Shows what the document says, by a prepared change where other tiles are to show. */
  const show = async (): Promise<number[]> => {
    const scene = composed();
    if (isHeading(scene)) {
      tell();
      return [];
    }
    return (await switching.show(scene)) ?? [];
  };

  const prepare = (scene: ShownScene | null, by: "operator" | "machine"): void =>
    switching.prepare(isHeading(scene) ? null : scene, by);

  const isOnAir = (id: string): boolean => stands().scene === id || document.scene === id;

  const commit = async (change: WallChange): Promise<void> => {
    const { wall, layer: below, ...rest } = change;
    const written = below === undefined ? undefined : { ...below, holds: inOrder(below.holds), atMs: now() };
    await repository.commit({
      ...rest,
      ...(wall === undefined ? {} : { state: JSON.stringify(wall) }),
      ...(written === undefined ? {} : { running: JSON.stringify(written) }),
    });
    if (change.scenes !== undefined && change.scenes.length > 0) {
      scenes.remember(change.scenes);
      sceneChanges += 1;
    }
    if (change.automations !== undefined) {
      automations.remember(change.automations);
      tellHolidays();
    }
    if (wall !== undefined) document = wall;
    if (written !== undefined) layer = written;
    schedule();
  };

  /** Another core has written the wall: it goes on from there, as it would after a restart. */
  const renew = async (): Promise<void> => {
    await repository.renew();
    scenes.remember(await repository.scenes());
    automations.remember(await repository.automations());
    tellHolidays();
    sceneChanges += 1;
    document = await startingDocument(repository, profile, scenes, now(), log);
    layer = await startingLayer(repository, log);
    schedule();
    void show();
  };

  /** One at a time: two operators at once are one after the other, the last one wins; two cores as well. */
  const oneByOne = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = tail.then(() => againIfMeanwhile(run, renew));
    tail = result.catch(() => {});
    return result;
  };

  const expire = (): void => {
    void oneByOne(async () => {
      const left = withoutExpired(document, now());
      if (left === document) return schedule();
      const given = document.pushes.filter((push) => !left.pushes.includes(push)).map(({ display }) => display);
      const isReleased = document.control !== left.control;
      const kind = given.length > 0 ? "give-back" : isReleased ? "release" : "banner-off";
      const params: NewWallEntry["params"] = given.length > 0 ? { displays: given.join(", ") } : {};
      const entry: NewWallEntry = { atMs: now(), who: null, kind, params, before: null, after: null, touches: [] };
      await commit({ wall: left, entry });
      void show();
    }).catch((error: unknown) => {
      log.warn({ err: error }, "what was over could not be written down; tried again");
      timer = setTimeout(expire, 5_000);
    });
  };
  const schedule = (): void => {
    clearTimeout(timer);
    const atMs = nextExpiry(document);
    if (atMs === null || isStopped) return;
    timer = setTimeout(expire, Math.min(longestTimerMs, Math.max(0, atMs - now())));
  };

  const identify = (): number[] => {
    identifyUntilMs = now() + identifyForMs;
    setTimeout(() => {
      if (identifyUntilMs === null || now() < identifyUntilMs) return;
      identifyUntilMs = null;
      if (!isStopped) tell();
    }, identifyForMs + 5).unref();
    tell();
    return [];
  };

  const takingBack = createTakingBack({
    repository,
    scenes,
    automations,
    timeZone: profile.timeZone,
    now,
    parts: () => ({ document, layer }),
    isOnAir,
    commit,
  });

  /** Writes new versions of scenes and of what runs by itself, with an entry that can be taken back. */
  const write = async (
    changed: { scenes?: ChangedScene[]; automations?: ChangedAutomation[]; surfaces?: Surfaces | undefined },
    told: { kind: NewWallEntry["kind"]; params: NewWallEntry["params"]; who: Who },
  ): Promise<void> => {
    const atMs = now();
    const successor = (former: KeptScene | undefined) => ({
      before: former === undefined || former.isRemoved ? 0 : former.version,
      after: (former?.version ?? 0) + 1,
    });
    const before: Effect = { scenes: [], automations: [] };
    const after: Effect = { scenes: [], automations: [] };
    const versions = (changed.scenes ?? []).map(({ id, document: text, isRemoved = false }): KeptScene => {
      const version = successor(scenes.kept(id));
      before.scenes?.push({ id, version: version.before });
      after.scenes?.push({ id, version: version.after });
      return { id, version: version.after, document: text, isRemoved, atMs, by: told.who };
    });
    const others = (changed.automations ?? []).map(
      ({ kind, id, document: text, isRemoved = false }): KeptAutomation => {
        const version = successor(automations.kept(kind, id));
        before.automations?.push({ kind, id, version: version.before });
        after.automations?.push({ kind, id, version: version.after });
        return { kind, id, version: version.after, document: text, isRemoved, atMs, by: told.who };
      },
    );
    const come = versions.flatMap(({ id, isRemoved }) => (isRemoved || isThere(id) ? [] : [id]));
    const numbers = numbersWith(document.numbers, come, isThere);
    const numbered = numbersChanged(document.numbers, numbers);
    const parts = [
      ...(changed.surfaces === undefined ? [] : ["surfaces" as const]),
      ...numbered.map((number): WallPart => `number ${number}`),
    ];
    const wall =
      parts.length === 0 ? undefined : { ...document, numbers, surfaces: changed.surfaces ?? document.surfaces };
    if (wall !== undefined) {
      before.wall = document;
      after.wall = wall;
    }
    const effects = { before: JSON.stringify(before), after: JSON.stringify(after) };
    const entry = { ...told, atMs, ...effects, touches: touchesOf(after, parts) };
    await commit({ scenes: versions, automations: others, entry, ...(wall === undefined ? {} : { wall }) });
  };

  /** What rules show on monitors that no operator has put anything on: to give it back is to send the rule away. */
  const givenBack = (displays: "all" | readonly number[]): RuleHold[] => {
    const shown = stands().rules.filter(({ behind, display }) => behind === null && display !== null);
    const asked = shown.filter(({ display }) => displays === "all" || displays.includes(display ?? 0));
    return layer.holds.filter((hold) => asked.some(({ id }) => id === hold.rule));
  };

  tell();
  schedule();
  return {
    scenes,
    automations,
    windows: switching,
    state,
    parts: () => ({ document, layer }),
    change: (make) =>
      oneByOne(async () => {
        const made = make({ document, layer });
        if (made === undefined) return false;
        const { document: wall, ...rest } = made;
        await commit({ ...(wall === undefined ? {} : { wall }), ...rest });
        return true;
      }),
    prepareAhead: (coming) => prepare(coming === undefined ? null : composed(coming), "machine"),
    show,
    watch: (listener) => void listeners.push(listener),
    async execute(command, who) {
      if (command.type === "identify") return identify();
      if (command.type === "prepare") {
        const coming = command.scene === null ? null : scenes.get(command.scene);
        if (coming === undefined) throw new CodedError("scene.unknown", { scene: command.scene ?? "" });
        // Whoever takes a scene holds the wall: what rules have on it is gone then.
        prepare(coming === null ? null : compose(sceneOf(coming), document.pushes, plan), "operator");
        return [];
      }
      await oneByOne(async () => {
        if (command.type === "undo" || command.type === "redo") return takingBack.last(command.type, who);
        if (command.type === "take-back") return takingBack.entry(command.entry, who);
        const atMs = now();
        // What the operator gives back stays on the wall where nothing else is there to decide.
        const shown = command.type === "release" ? { ...document, scene: stands().scene } : document;
        const deed: Deed = carryOut(command, shown, {
          ...{ plan, scenes, who, nowMs: atMs },
          machineOf: options.machineOf ?? (() => undefined),
        });
        const given = command.type === "give-back" ? givenBack(command.displays) : [];
        const before: Effect = { wall: document };
        const after: Effect = { wall: deed.document };
        if (given.length > 0) {
          before.holds = { add: given, drop: [] };
          after.holds = { add: [], drop: given.map(({ rule }) => rule) };
        }
        const { kind, params } = deed;
        const effects = { before: JSON.stringify(before), after: JSON.stringify(after) };
        const entry = { atMs, who, kind, params, ...effects, touches: touchesOf(after, deed.parts) };
        const below = layerAfter(after, layer, atMs);
        return commit({ wall: deed.document, entry, ...(below === undefined ? {} : { layer: below }) });
      });
      // Not one by one: a change that is being prepared gives way to the next one at once.
      return show();
    },
    async takeProfile({ scenes: given, programmes, rules, indicators, places, sources }) {
      profile = { ...profile, scenes: given, programmes, rules, indicators, places, sources };
      const isOther = await oneByOne(async () => {
        const fresh = scenes.fresh(given);
        const others = automations.fresh({ programmes, rules });
        if (fresh.length + others.length === 0) return false;
        const come = fresh.flatMap(({ id }) => (scenes.kept(id) === undefined ? [id] : [])).sort();
        const numbers = numbersWith(document.numbers, come, (id) => isThere(id) || come.includes(id));
        const wall = come.length === 0 ? {} : { wall: { ...document, numbers } };
        await commit({ scenes: fresh, automations: others, ...wall });
        return true;
      });
      if (isOther) void show();
    },
    async save(id, { basedOn, copyOf, ...scene }, who) {
      await oneByOne(async () => {
        const former = scenes.kept(id);
        const newest = former === undefined || former.isRemoved ? 0 : former.version;
        if (newest !== basedOn) throw new CodedError("scene.changed", { scene: id });
        const origin = copyOf === undefined ? former : scenes.kept(copyOf);
        const merged = mergedDocument(origin === undefined ? {} : JSON.parse(origin.document), { id, ...scene });
        const told = { kind: "scene-saved" as const, params: { scene: scene.name }, who };
        await write({ scenes: [{ id, document: JSON.stringify(merged) }] }, told);
      });
      void show();
      const stored = scenes.get(id);
      if (stored === undefined) throw new CodedError("scene.unknown", { scene: id });
      return stored;
    },
    async remove(id, who) {
      await oneByOne(async () => {
        const scene = scenes.get(id);
        const kept = scenes.kept(id);
        if (scene === undefined || kept === undefined) throw new CodedError("scene.unknown", { scene: id });
        if (isOnAir(id)) throw new CodedError("scene.on-air", { scene: scene.name.vi });
        const told = { kind: "scene-removed" as const, params: { scene: scene.name }, who };
        await write({ scenes: [{ id, document: kept.document, isRemoved: true }] }, told);
      });
      tell();
    },
    async saveAutomation(kind, id, content, basedOn, who) {
      await oneByOne(async () => {
        const former = automations.kept(kind, id);
        const newest = former === undefined || former.isRemoved ? 0 : former.version;
        if (newest !== basedOn) throw new CodedError("automation.changed", { id });
        automations.checkRoom(kind, id);
        const text = JSON.stringify(kind === "holidays" ? content : { id, ...content });
        const told = { kind: "automation-saved" as const, params: { automation: kind, name: nameOf(text, id) }, who };
        await write({ automations: [{ kind, id, document: text }] }, told);
      });
      tell();
    },
    async removeAutomation(kind, id, who) {
      await oneByOne(async () => {
        const kept = automations.kept(kind, id);
        if (kept === undefined || kept.isRemoved)
          throw kind === "rule"
            ? new CodedError("rule.unknown", { rule: id })
            : new CodedError("programme.unknown", { programme: id });
        const params = { automation: kind, name: nameOf(kept.document, id) };
        const told = { kind: "automation-removed" as const, params, who };
        await write({ automations: [{ kind, id, document: kept.document, isRemoved: true }] }, told);
      });
      tell();
    },
    file: () => ({
      ...scenes.file(),
      ...automations.file(),
      ...(document.surfaces === null ? {} : { surfaces: document.surfaces }),
    }),
    async takeIn(file, who) {
      const report = await oneByOne(async () => {
        const compared = scenes.compare(file);
        const others = automations.compare(compared.file);
        const surfaces = readSurfaces(compared.file.surfaces, plan, document.surfaces);
        const count = compared.changed.length + others.changed.length + (surfaces.changed === undefined ? 0 : 1);
        const told = { kind: "scenes-imported" as const, params: { count }, who };
        const changed = { scenes: compared.changed, automations: others.changed, surfaces: surfaces.changed };
        if (count > 0) await write(changed, told);
        return importReport(compared.report, others, surfaces);
      });
      void show();
      return report;
    },
    async entries(who, limit, before) {
      const [entries, undo, redo] = await Promise.all([
        repository.entries(limit, before),
        repository.standing("undo", who),
        repository.standing("redo", who),
      ]);
      return { entries, you: who, toUndo: undo?.id ?? null, toRedo: redo?.id ?? null };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      switching.stop();
    },
  };
}
