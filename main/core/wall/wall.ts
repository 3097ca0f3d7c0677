import type { Logger } from "pino";
import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import type { Scene, WallPlan } from "#contract/entities/wall.ts";
import type { StoredScene, WallCommand, WallState, Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type { SceneImport, SceneToSave, WallEntryList } from "#contract/http.ts";
import type { KeptScene, NewWallEntry, WallRepository } from "../store/repositories.ts";
import { compose } from "./composition.ts";
import { mergedDocument } from "./scene-reading.ts";
import { openScenes, type Scenes } from "./scenes.ts";
import { createSwitching, type Switching } from "./switching.ts";
import { carryOut, type Deed, nextExpiry, WallDocument, withoutExpired } from "./wall-document.ts";

const identifyForMs = 10_000;
/** The longest a timer of Node's can wait. */
const longestTimerMs = 2_147_483_647;

/** What taking an entry back or doing it again brings: the wall's document, and versions of scenes (0: none). */
const Effect = z.strictObject({
  wall: WallDocument.optional(),
  scenes: z.array(z.strictObject({ id: Id, version: z.int().min(0) })).optional(),
});
type Effect = z.infer<typeof Effect>;

export type Wall = {
  readonly scenes: Pick<Scenes, "all" | "get" | "version" | "file">;
  readonly windows: Pick<Switching, "join" | "leave" | "ready">;
  state(): WallState;
  /**
   * One after the other, each on the disk before it is shown.
   * @returns the monitors that were not ready when it was shown
   * @throws CodedError scene.unknown, wall.no-such-display, wall.nothing-to-undo, wall.nothing-to-redo, store.full, store.failed
   */
  execute(command: WallCommand, who: Who): Promise<number[]>;
  /** @throws CodedError scene.changed, store.full, store.failed */
  save(id: string, scene: SceneToSave, who: Who): Promise<StoredScene>;
  /** @throws CodedError scene.unknown, scene.on-air */
  remove(id: string, who: Who): Promise<void>;
  /** @throws CodedError scene.no-file */
  takeIn(file: unknown, who: Who): Promise<SceneImport>;
  entries(limit: number, before?: number): Promise<WallEntryList>;
  stop(): void;
};

/**
 * The wall as people drive it: scenes, what is on air, who decides, and everything that was done to it. It comes back after
 * a restart as it was.
 * @param options.onChange called after every change, with the whole state
 */
export async function openWall(options: {
  repository: WallRepository;
  profile: { scenes: readonly Scene[]; scene: string; wall: WallPlan };
  now(): number;
  log: Logger;
  onChange(state: WallState): void;
}): Promise<Wall> {
  const { repository, profile, now, log } = options;
  const plan = profile.wall;
  const scenes = await openScenes({ repository, profile, now });
  let document = await startingDocument(repository, profile, scenes, now());
  let identifyUntilMs: number | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const sceneOf = ({ id, name, tiles }: Scene): Scene => ({ id, name, tiles });
  const onAir = ({ scene: id }: WallDocument): Scene =>
    sceneOf(scenes.get(id) ?? { id, name: { vi: id, en: id }, tiles: [] });
  const composed = () => compose(onAir(document), document.pushes, plan);
  const state = (): WallState => ({
    ...switching.picture(),
    version: scenes.kept(document.scene)?.version ?? 0,
    control: document.control,
    pushes: document.pushes.map(({ tiles: _, ...push }) => push),
    blanked: document.blanked,
    banner: document.banner,
    identifyUntilMs,
  });
  const tell = () => options.onChange(state());
  const switching = createSwitching({ scene: composed(), now, onChange: tell });

  /** Shows what the document says, by a prepared change where other tiles are to show. */
  const show = async (): Promise<number[]> => {
    const scene = composed();
    if (JSON.stringify(scene) === JSON.stringify(switching.heading())) {
      tell();
      return [];
    }
    return (await switching.show(scene)) ?? [];
  };

  const commit = async (change: {
    wall?: WallDocument;
    scenes?: KeptScene[];
    entry: NewWallEntry;
    marked?: { id: number; isUndone: boolean };
  }): Promise<void> => {
    const { wall, ...rest } = change;
    await repository.commit({ ...rest, ...(wall === undefined ? {} : { state: JSON.stringify(wall) }) });
    if (change.scenes !== undefined) scenes.remember(change.scenes);
    if (wall !== undefined) document = wall;
    schedule();
  };

  /** One at a time: two operators at once are one after the other, the last one wins. */
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = tail.then(run);
    tail = result.catch(() => {});
    return result;
  };

  const expire = (): void => {
    void inTurn(async () => {
      const left = withoutExpired(document, now());
      if (left === document) return schedule();
      const given = document.pushes.filter((push) => !left.pushes.includes(push)).map(({ display }) => display);
      const kind = given.length > 0 ? ("give-back" as const) : ("banner-off" as const);
      const params: NewWallEntry["params"] = given.length > 0 ? { displays: given.join(", ") } : {};
      await commit({ wall: left, entry: { atMs: now(), who: null, kind, params, before: null, after: null } });
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

  const takeBack = async (direction: "undo" | "redo", who: Who): Promise<void> => {
    const entry = await repository.standing(direction);
    if (entry === undefined) throw new CodedError(`wall.nothing-to-${direction}`);
    const effect = Effect.parse(JSON.parse(entry.document));
    const atMs = now();
    const versions: KeptScene[] = [];
    for (const { id, version } of effect.scenes ?? []) {
      const newest = scenes.kept(id);
      const former = version === 0 ? undefined : await repository.scene(id, version);
      if (newest === undefined) continue;
      const { document: text, isRemoved } = former ?? { document: newest.document, isRemoved: true };
      versions.push({ id, version: newest.version + 1, document: text, isRemoved, atMs, by: who });
    }
    await commit({
      ...(effect.wall === undefined ? {} : { wall: withoutExpired(effect.wall, atMs) }),
      scenes: versions,
      entry: { atMs, who, kind: direction, params: { of: entry.kind, ...entry.params }, before: null, after: null },
      marked: { id: entry.id, isUndone: direction === "undo" },
    });
  };

  /** Writes new versions of scenes, with an entry that can be taken back. */
  const write = async (
    changed: { id: string; document: string; isRemoved?: boolean }[],
    told: { kind: NewWallEntry["kind"]; params: NewWallEntry["params"]; who: Who },
  ): Promise<void> => {
    const atMs = now();
    const before: Effect = { scenes: [] };
    const after: Effect = { scenes: [] };
    const versions = changed.map(({ id, document: text, isRemoved = false }): KeptScene => {
      const former = scenes.kept(id);
      const version = (former?.version ?? 0) + 1;
      before.scenes?.push({ id, version: former === undefined || former.isRemoved ? 0 : former.version });
      after.scenes?.push({ id, version });
      return { id, version, document: text, isRemoved, atMs, by: told.who };
    });
    const entry = { ...told, atMs, before: JSON.stringify(before), after: JSON.stringify(after) };
    await commit({ scenes: versions, entry });
  };

  tell();
  schedule();
  return {
    scenes,
    windows: switching,
    state,
    async execute(command, who) {
      if (command.type === "identify") return identify();
      if (command.type === "prepare") {
        const coming = command.scene === null ? null : scenes.get(command.scene);
        if (coming === undefined) throw new CodedError("scene.unknown", { scene: command.scene ?? "" });
        const isOnAir = coming === null || coming.id === document.scene;
        switching.prepare(isOnAir ? null : compose(sceneOf(coming), document.pushes, plan));
        return [];
      }
      await inTurn(async () => {
        if (command.type === "undo" || command.type === "redo") return takeBack(command.type, who);
        const atMs = now();
        const deed: Deed = carryOut(command, document, { plan, scenes, who, nowMs: atMs });
        const [before, after] = [document, deed.document].map((wall) => JSON.stringify({ wall } satisfies Effect));
        const { kind, params } = deed;
        const entry = { atMs, who, kind, params, before: before ?? null, after: after ?? null };
        return commit({ wall: deed.document, entry });
      });
      // Not in turn: a change that is being prepared gives way to the next one at once.
      return show();
    },
    async save(id, { basedOn, ...scene }, who) {
      await inTurn(async () => {
        const former = scenes.kept(id);
        const newest = former === undefined || former.isRemoved ? 0 : former.version;
        if (newest !== basedOn) throw new CodedError("scene.changed", { scene: id });
        const merged = mergedDocument(former === undefined ? {} : JSON.parse(former.document), { id, ...scene });
        const told = { kind: "scene-saved" as const, params: { scene: scene.name }, who };
        await write([{ id, document: JSON.stringify(merged) }], told);
      });
      void show();
      const stored = scenes.get(id);
      if (stored === undefined) throw new CodedError("scene.unknown", { scene: id });
      return stored;
    },
    remove: (id, who) =>
      inTurn(async () => {
        const scene = scenes.get(id);
        const kept = scenes.kept(id);
        if (scene === undefined || kept === undefined) throw new CodedError("scene.unknown", { scene: id });
        if (document.scene === id) throw new CodedError("scene.on-air", { scene: scene.name.vi });
        const told = { kind: "scene-removed" as const, params: { scene: scene.name }, who };
        await write([{ id, document: kept.document, isRemoved: true }], told);
      }),
    async takeIn(file, who) {
      const report = await inTurn(async () => {
        const compared = scenes.compare(file);
        const told = { kind: "scenes-imported" as const, params: { count: compared.changed.length }, who };
        if (compared.changed.length > 0) await write(compared.changed, told);
        return compared.report;
      });
      void show();
      return report;
    },
    async entries(limit, before) {
      const [entries, undo, redo] = await Promise.all([
        repository.entries(limit, before),
        repository.standing("undo"),
        repository.standing("redo"),
      ]);
      return { entries, canUndo: undo !== undefined, canRedo: redo !== undefined };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      switching.stop();
    },
  };
}

/** As it was before the restart; a document that cannot be read, or whose scene is gone, gives way to the profile's scene. */
async function startingDocument(
  repository: WallRepository,
  profile: { scene: string },
  scenes: Scenes,
  nowMs: number,
): Promise<WallDocument> {
  const written = await repository.state();
  const parsed = WallDocument.safeParse(written === undefined ? undefined : JSON.parse(written));
  if (parsed.success && scenes.get(parsed.data.scene) !== undefined) return withoutExpired(parsed.data, nowMs);
  const control = { by: "none" as const, who: null, sinceMs: nowMs };
  return { scene: profile.scene, control, pushes: [], blanked: [], banner: null };
}
