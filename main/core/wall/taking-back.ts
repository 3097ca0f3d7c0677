import { AutomationKind } from "#contract/entities/automation.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import type { EntryMark, KeptAutomation, KeptScene, WallRepository } from "../store/repositories.ts";
import { type Automations, nameOf } from "./automation/automations.ts";
import type { WallChange } from "./change.ts";
import { Effect, layerAfter } from "./effect.ts";
import type { Layer } from "./layer.ts";
import type { Scenes } from "./scenes.ts";
import { broughtBack, type WallDocument, withoutExpired } from "./wall-document.ts";

type Direction = "undo" | "redo";

/**
 * What of an entry others have settled anew since, so that it cannot be taken back or done again without undoing theirs.
 * Theirs that were made and taken back since leave things as they were, and do not count.
 * @param others what others did, took back or did again since
 */
export function overtaken(
  { since, touches }: Pick<EntryMark, "since" | "touches">,
  others: readonly EntryMark[],
): { by: EntryMark["who"]; part: string | null } | undefined {
  for (const other of others) {
    if (!other.isStanding && other.id > since) continue;
    if (touches === null || other.touches === null) return { by: other.who, part: null };
    const part = touches.find((one) => other.touches?.includes(one));
    if (part !== undefined) return { by: other.who, part };
  }
  return undefined;
}

/** Which sentence says so; what a name of `touchesOf` begins with. */
const codes: Record<string, ErrorCode> = {
  push: "wall.overtaken-display",
  blanked: "wall.overtaken-blank",
  frozen: "wall.overtaken-freeze",
  surfaces: "wall.overtaken-surfaces",
  banner: "wall.overtaken-banner",
  sound: "wall.overtaken-sound",
  run: "wall.overtaken-programme",
  hold: "wall.overtaken-rule",
  programme: "wall.overtaken-saved",
  rule: "wall.overtaken-saved",
  holidays: "wall.overtaken-saved",
};

/**
 * Undo and redo, of each person's own doings: the last one that stands is taken back, at the parts it was about and nowhere
 * else, and refused where somebody else has settled one of those since.
 * @returns to be called in turn with all else that is done; throws CodedError wall.nothing-to-undo, wall.nothing-to-redo,
 *   wall.overtaken-…, scene.unknown, scene.on-air, store.full, store.failed
 */
export function createTakingBack(about: {
  repository: WallRepository;
  scenes: Pick<Scenes, "kept" | "get">;
  automations: Pick<Automations, "kept">;
  now(): number;
  parts(): { document: WallDocument; layer: Layer };
  isOnAir(scene: string): boolean;
  commit(change: WallChange): Promise<void>;
}): (direction: Direction, who: Who) => Promise<void> {
  const { repository, scenes, automations, now } = about;

  const versionsOf = async (effect: Effect, atMs: number, by: Who) => {
    const again = <Kept extends KeptScene>(newest: Kept | undefined, former: Kept | undefined): Kept[] => {
      if (newest === undefined) return [];
      const { document: text, isRemoved } = former ?? { document: newest.document, isRemoved: true };
      return [{ ...newest, version: newest.version + 1, document: text, isRemoved, atMs, by }];
    };
    const written: { scenes: KeptScene[]; automations: KeptAutomation[] } = { scenes: [], automations: [] };
    for (const { id, version } of effect.scenes ?? []) {
      const former = version === 0 ? undefined : await repository.scene(id, version);
      const name = scenes.get(id)?.name.vi ?? id;
      if (former === undefined && about.isOnAir(id)) throw new CodedError("scene.on-air", { scene: name });
      written.scenes.push(...again(scenes.kept(id), former));
    }
    for (const { kind, id, version } of effect.automations ?? []) {
      const former = version === 0 ? undefined : await repository.automation(kind, id, version);
      written.automations.push(...again(automations.kept(kind, id), former));
    }
    return written;
  };

  const refusal = ({ by, part }: { by: EntryMark["who"]; part: string | null }): CodedError => {
    const [kind = "", id = ""] = part?.split(" ") ?? [];
    // "scene" alone is the one on air, with an id the scene itself.
    const code = kind === "scene" && id !== "" ? "wall.overtaken-saved" : (codes[kind] ?? "wall.overtaken-scene");
    const automation = AutomationKind.safeParse(kind === "hold" ? "rule" : kind);
    const kept = automation.success ? automations.kept(automation.data, id) : undefined;
    const words = kept === undefined ? scenes.get(id)?.name : nameOf(kept.document, id);
    const name = typeof words === "object" ? words.vi : (words ?? id);
    return new CodedError(code, { by: by === null || by.name === "" ? "" : ` (${by.name})`, name });
  };

  return async (direction, who) => {
    const entry = await repository.standing(direction, who);
    if (entry === undefined) throw new CodedError(`wall.nothing-to-${direction}`);
    const theirs = overtaken(entry, await repository.othersSince(entry.since, who));
    if (theirs !== undefined) throw refusal(theirs);
    const effect = Effect.parse(JSON.parse(entry.document));
    const { document, layer } = about.parts();
    const atMs = now();
    const wall = effect.wall === undefined ? undefined : broughtBack(effect.wall, document, entry.touches, atMs);
    // Somebody has removed it meanwhile: there would be nothing to show.
    if (wall !== undefined && wall.scene !== document.scene && scenes.get(wall.scene) === undefined)
      throw new CodedError("scene.unknown", { scene: wall.scene });
    const below = layerAfter(effect, layer, atMs);
    const params = { of: entry.kind, ...entry.params };
    await about.commit({
      ...(wall === undefined ? {} : { wall: withoutExpired(wall, atMs) }),
      ...(below === undefined ? {} : { layer: below }),
      ...(await versionsOf(effect, atMs, who)),
      entry: { atMs, who, kind: direction, params, before: null, after: null, touches: [] },
      marked: { id: entry.id, isUndone: direction === "undo" },
    });
  };
}
