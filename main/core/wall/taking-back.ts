import { AutomationKind } from "#contract/entities/automation.ts";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import { type Automations, nameOf } from "./automation/automations.ts";
import type { WallChange } from "./change.ts";
import { Effect, layerAfter } from "./effect.ts";
import type { Layer } from "./layer.ts";
import type { EntryMark, EntryToReverse, KeptAutomation, KeptScene } from "./repository.ts";
import type { Scenes } from "./scenes.ts";
import { broughtBack, type WallDocument, withoutExpired } from "./wall-document.ts";
import type { WallWriting } from "./writing.ts";

type Direction = "undo" | "redo";

const isSame = (one: Who | null, other: Who | null): boolean => one?.role === other?.role && one?.name === other?.name;

/**
 * What has settled anew what an entry was about, so that it cannot be taken back or done again without undoing that. Each part
 * is as the last entry has it that stands and touches it. So a later one that stands is in the way; one that was made and taken
 * back since is not. For doing again an earlier one is too, where it was taken back or done again meanwhile: things are no
 * longer as they were before the entry. Whoever does his own again from the last taken back on comes upon them in their order.
 * @param others all that were made or changed since
 * @param doer who does it again; undefined: it is taken back
 */
export function overtaken(
  entry: Pick<EntryMark, "id" | "since" | "touches">,
  others: readonly EntryMark[],
  doer?: Who,
): { by: EntryMark; part: string | null } | undefined {
  for (const other of others) {
    if (other.id > entry.id && !other.isStanding) continue;
    if (other.id < entry.id && (doer === undefined || other.since <= entry.since)) continue;
    if (other.id < entry.id && other.isStanding && isSame(other.changedBy, doer ?? null)) continue;
    if (entry.touches === null || other.touches === null) return { by: other, part: null };
    const part = entry.touches.find((one) => other.touches?.includes(one));
    if (part !== undefined) return { by: other, part };
  }
  return undefined;
}

/** Which sentence says so; what a name of `touchesOf` begins with. */
const codes: Record<string, ErrorCode> = {
  push: "wall.overtaken-display",
  blanked: "wall.overtaken-blank",
  frozen: "wall.overtaken-freeze",
  surfaces: "wall.overtaken-surfaces",
  number: "wall.overtaken-number",
  banner: "wall.overtaken-banner",
  sound: "wall.overtaken-sound",
  run: "wall.overtaken-programme",
  hold: "wall.overtaken-rule",
  programme: "wall.overtaken-saved",
  rule: "wall.overtaken-saved",
  holidays: "wall.overtaken-saved",
};

/** Who, and when by the site's clocks, as an apposition that both languages read: " (Minh, 14:05)"; the day where it is another. */
function whoAndWhen(who: Who | null, atMs: number, nowMs: number, timeZone: string): string {
  const shown = (options: Intl.DateTimeFormatOptions, ms: number) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(ms);
  const dayOf = (ms: number) => shown({ day: "2-digit", month: "2-digit" }, ms);
  const day = dayOf(atMs) === dayOf(nowMs) ? "" : ` ${dayOf(atMs)}`;
  const name = who?.name ? `${who.name}, ` : "";
  return ` (${name}${shown({ hour: "2-digit", minute: "2-digit" }, atMs)}${day})`;
}

export type TakingBack = {
  /**
   * Undo and redo: the last that somebody did himself, or took back, at the parts it was about and nowhere else.
   * @throws CodedError wall.nothing-to-undo, wall.nothing-to-redo, wall.overtaken-…, scene.unknown, scene.on-air, store.full, store.failed
   */
  last(direction: Direction, who: Who): Promise<void>;
  /**
   * Any entry, whoever made it.
   * @throws CodedError wall.entry-unknown, wall.entry-undone, and as `last`
   */
  entry(id: number, who: Who): Promise<void>;
};

/**
 * Takes back what was done to the wall, where nothing has settled the same since. To be called one by one with all else that is done.
 * @param about.timeZone for what a refusal says; IANA name
 */
export function createTakingBack(about: {
  repository: WallWriting;
  scenes: Pick<Scenes, "kept" | "get">;
  automations: Pick<Automations, "kept">;
  timeZone: string;
  now(): number;
  parts(): { document: WallDocument; layer: Layer };
  isOnAir(scene: string): boolean;
  commit(change: WallChange): Promise<void>;
}): TakingBack {
  const { repository, scenes, automations, now } = about;
  const changed = ({ changedBy, changedAtMs }: EntryMark) => whoAndWhen(changedBy, changedAtMs, now(), about.timeZone);

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

  const refusal = ({ by, part }: { by: EntryMark; part: string | null }): CodedError => {
    const [kind = "", id = ""] = part?.split(" ") ?? [];
    // "scene" alone is the one on air, with an id the scene itself.
    const code = kind === "scene" && id !== "" ? "wall.overtaken-saved" : (codes[kind] ?? "wall.overtaken-scene");
    const automation = AutomationKind.safeParse(kind === "hold" ? "rule" : kind);
    const kept = automation.success ? automations.kept(automation.data, id) : undefined;
    const words = kept === undefined ? scenes.get(id)?.name : nameOf(kept.document, id);
    const name = typeof words === "object" ? words.vi : (words ?? id);
    return new CodedError(code, { by: changed(by), name });
  };

  const apply = async (direction: Direction, entry: EntryToReverse, who: Who): Promise<void> => {
    const others = await repository.around(entry);
    const since = overtaken(entry, others, direction === "redo" ? who : undefined);
    if (since !== undefined) throw refusal(since);
    const effect = Effect.parse(JSON.parse(entry.document));
    const { document, layer } = about.parts();
    const atMs = now();
    const wall = effect.wall === undefined ? undefined : broughtBack(effect.wall, document, entry.touches, atMs);
    // Somebody has removed it meanwhile: there would be nothing to show.
    if (wall !== undefined && wall.scene !== document.scene && scenes.get(wall.scene) === undefined)
      throw new CodedError("scene.unknown", { scene: wall.scene });
    const below = layerAfter(effect, layer, atMs);
    const anothers = isSame(entry.who, who) ? {} : { ofName: entry.who?.name ?? "", ofAtMs: entry.atMs };
    const params = { of: entry.kind, ...anothers, ...entry.params };
    await about.commit({
      ...(wall === undefined ? {} : { wall: withoutExpired(wall, atMs) }),
      ...(below === undefined ? {} : { layer: below }),
      ...(await versionsOf(effect, atMs, who)),
      entry: { atMs, who, kind: direction, params, before: null, after: null, touches: [] },
      marked: { id: entry.id, isUndone: direction === "undo" },
    });
  };

  return {
    async last(direction, who) {
      const entry = await repository.standing(direction, who);
      if (entry === undefined) throw new CodedError(`wall.nothing-to-${direction}`);
      await apply(direction, entry, who);
    },
    async entry(id, who) {
      const entry = await repository.entry(id);
      if (entry === undefined) throw new CodedError("wall.entry-unknown", { entry: id });
      if (!entry.isStanding) throw new CodedError("wall.entry-undone", { by: changed(entry) });
      await apply("undo", entry, who);
    },
  };
}
