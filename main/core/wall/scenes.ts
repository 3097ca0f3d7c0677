import type { Scene, WallPlan } from "#contract/entities/wall.ts";
import type { SceneMistake, StoredScene } from "#contract/entities/wall-state.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { SceneFile, type SceneImport, sceneFileSchema } from "#contract/wall/http.ts";
import { unlessFull } from "../store/failures.ts";
import type { KeptScene } from "./repository.ts";
import { readScene } from "./scene-reading.ts";
import type { WallWriting } from "./writing.ts";

/** All scenes of a site, the newest version of each at hand. */
export type Scenes = {
  /** By id; removed ones are not among them. */
  all(): StoredScene[];
  get(id: string): StoredScene | undefined;
  /** A version that was, or undefined. */
  version(id: string, version: number): Promise<StoredScene | undefined>;
  /** The newest as it is kept, removed or not. */
  kept(id: string): KeptScene | undefined;
  /** Those that came with the profile at this start and were not known before, by id. */
  readonly arrived: readonly string[];
  /** What of these, from the profile, is to be written: new ones, and new versions of those that nobody has edited. */
  fresh(ofProfile: readonly Scene[]): KeptScene[];
  /** To be told of what was written. */
  remember(scenes: readonly KeptScene[]): void;
  /** What is in a file, against what is here. Nothing is written. @throws CodedError scene.no-file */
  compare(file: unknown): {
    changed: ChangedScene[];
    report: Omit<SceneImport, "savedAutomations">;
    file: SceneFile;
  };
  /** Everything as it is kept, removed ones left out. */
  file(): SceneFile;
};

export type ChangedScene = { id: string; document: string; isRemoved?: boolean };

const mostMistakes = 500;

/**
 * Reads the scenes that are kept, and takes in those of the profile: as the first version, or as a new one where the profile
 * has changed and nobody has edited the scene meanwhile. What people made of a scene is never replaced by the profile.
 */
export async function openScenes(options: {
  repository: WallWriting;
  profile: { scenes: readonly Scene[]; wall: WallPlan };
  now(): number;
}): Promise<Scenes> {
  const { repository, profile, now } = options;
  const newest = new Map((await repository.scenes()).map((scene) => [scene.id, scene]));
  const freshOf = (ofProfile: readonly Scene[]) =>
    ofProfile.flatMap((scene): KeptScene[] => {
      const document = JSON.stringify(scene);
      const known = newest.get(scene.id);
      if (known !== undefined && (known.by !== null || known.document === document)) return [];
      const version = (known?.version ?? 0) + 1;
      return [{ id: scene.id, version, document, isRemoved: false, atMs: now(), by: null }];
    });
  const fresh = freshOf(profile.scenes);
  // On a full disk the wall comes up all the same; the next start writes them down.
  if (fresh.length > 0) await repository.commit({ scenes: fresh }).catch(unlessFull);
  const arrived = fresh.flatMap(({ id }) => (newest.has(id) ? [] : [id])).sort();
  for (const scene of fresh) newest.set(scene.id, scene);

  const storedOf = (kept: KeptScene): StoredScene | undefined => {
    const read = readScene(JSON.parse(kept.document), profile.wall);
    if (read === undefined) return undefined;
    const { scene, tags, mistakes } = read;
    return { ...scene, tags, version: kept.version, changedAtMs: kept.atMs, by: kept.by, mistakes };
  };
  /** Of the newest versions, read once each: with every command the one on air is asked for several times. */
  const read = new WeakMap<KeptScene, StoredScene>();
  const get = (id: string): StoredScene | undefined => {
    const kept = newest.get(id);
    if (kept === undefined || kept.isRemoved) return undefined;
    const found = read.get(kept) ?? storedOf(kept);
    if (found !== undefined) read.set(kept, found);
    return found;
  };

  return {
    arrived,
    get,
    all: () => [...newest.keys()].sort().flatMap((id) => get(id) ?? []),
    async version(id, version) {
      const kept = await repository.scene(id, version);
      return kept === undefined || kept.isRemoved ? undefined : storedOf(kept);
    },
    kept: (id) => newest.get(id),
    fresh: freshOf,
    remember(scenes) {
      for (const scene of scenes) newest.set(scene.id, scene);
    },
    compare(given) {
      const file = SceneFile.safeParse(given);
      if (!file.success) {
        throw new CodedError("scene.no-file", { detail: file.error.issues[0]?.path.join(".") || "·" });
      }
      const mistakes: SceneImport["mistakes"] = [];
      const tell = (scene: string | null, tile: SceneMistake["tile"], reason: CodedMessage) => {
        if (mistakes.length < mostMistakes) mistakes.push({ scene, tile, reason });
      };
      const { schema } = file.data;
      if (schema > sceneFileSchema)
        tell(null, null, { code: "scene.newer-file", params: { found: schema, known: sceneFileSchema } });
      const changed = new Map<string, { id: string; document: string }>();
      let unchanged = 0;
      for (const document of file.data.scenes) {
        const read = readScene(document, profile.wall);
        if (read === undefined) {
          const id = typeof document.id === "string" ? document.id.slice(0, 200) : null;
          tell(id, null, { code: "scene.nameless", params: {} });
          continue;
        }
        const { id } = read.scene;
        for (const { tile, reason } of read.mistakes) tell(id, tile, reason);
        const text = JSON.stringify(document);
        const known = newest.get(id);
        if (known?.document === text && !known.isRemoved) unchanged += 1;
        else changed.set(id, { id, document: text });
      }
      const report = { saved: [...changed.keys()], unchanged, mistakes };
      return { changed: [...changed.values()], report, file: file.data };
    },
    file: () => ({
      format: "ioc-wall-scenes",
      schema: sceneFileSchema,
      scenes: [...newest.values()]
        .filter(({ isRemoved }) => !isRemoved)
        .sort((a, b) => a.id.localeCompare(b.id))
        .map(({ document }) => JSON.parse(document) as Record<string, unknown>),
    }),
  };
}
