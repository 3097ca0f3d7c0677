import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { Who } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type {
  ChangedItem,
  GivenSecret,
  NewProfileChange,
  ProfileChangeCheck,
  ProfileChangeView,
  ProfileList,
  RawItem,
  WizardList,
} from "#contract/wizards/http.ts";
import { referencesIn } from "../outbound/references.ts";
import type { EditPath, ProfileEdit } from "../profile/editing.ts";
import { itemsIn } from "../profile/lists.ts";
import { readLayers } from "../profile/loading.ts";
import { readTexts } from "../profile/profile-files.ts";
import type { SiteProfile } from "../profile/site-profile.ts";
import type { Secrets } from "../secrets/secrets.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { changedLines } from "./changed-lines.ts";
import { checkCameraFiles, checkFiles } from "./files-of-source.ts";
import { concealed, itemsOf, markOf } from "./items.ts";
import type { Change, Journal } from "./journal.ts";

/** Parsed by the route: what may be absent in a request is there. */
type Given = Required<Pick<NewProfileChange, "kind" | "name">> & {
  items: readonly ChangedItem[];
  packs?: NewProfileChange["packs"];
  secrets: readonly GivenSecret[];
};
type Step = Change["steps"][number];

export type ProfileChanging = {
  list(list: WizardList): Promise<ProfileList>;
  changes(): Promise<ProfileChangeView[]>;
  /** What the files would say. Writes nothing. @throws CodedError as `make` */
  check(given: Given): Promise<ProfileChangeCheck>;
  /**
   * Writes a change into the profile's files and keeps it; it counts at once.
   * @throws CodedError `profile.changed-meanwhile`, `wizard.refused`, `wizard.folder`, `wizard.file`, `profile.not-writable`, `join.follows`
   */
  make(given: Given, who: Who): Promise<Made>;
  /** Takes one back, whole. @throws CodedError `wizard.changed-since`, `wizard.taken-back`, `request.not-found`, and as `make` */
  takeBack(number: number, who: Who): Promise<Made>;
};

/** What was done, and what the items said before and say now, for the audit trail: passwords that stand there in clear are dots. */
export type Made = { view: ProfileChangeView; before: Record<string, unknown>; after: Record<string, unknown> };

/**
 * What administrators change in the profile, and take back.
 * @param options.follows address of the first machine where this one has joined its wall: its profile is that one's
 */
export function createProfileChanging(options: {
  site: Pick<SiteProfile, "version" | "change" | "tryChange" | "restore" | "loaded">;
  journal: Journal;
  secrets: Pick<Secrets, "has" | "set" | "remove">;
  follows?: string | undefined;
  log: Logger;
  /** Epoch ms. */
  now(): number;
}): ProfileChanging {
  const { site, journal, secrets, now, log } = options;
  const oneByOne = oneAtATime();

  const version = async (): Promise<string> => {
    if (options.follows !== undefined) throw new CodedError("join.follows", { host: options.follows });
    const found = await site.version();
    if (found === undefined) throw new CodedError("profile.changed-meanwhile");
    return found;
  };

  /** Writes, and tells what is wrong as of a change that was not made. */
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== "profile.invalid") throw error;
      const { profile: _, ...params } = error.params;
      throw new CodedError("wizard.refused", params, { cause: error });
    }
  };

  /** Names that nobody has for what was entered, by those that were asked for. */
  const freeNames = async (given: readonly GivenSecret[]): Promise<Map<string, string>> => {
    const named = new Map<string, string>();
    for (const { name } of given) {
      let free = name;
      for (let number = 2; await secrets.has(free); number += 1) free = `${name}-${number}`;
      named.set(name, free);
    }
    return named;
  };

  const planned = async (given: Given, named: ReadonlyMap<string, string>) => {
    const { data, own } = await readLayers(site.loaded);
    const steps = given.items.map((item) => stepOf(item, data, named));
    for (const { list, before, after } of steps) {
      if (list === "sources" && after !== null) checkFiles(after, before);
      if (list === "cameras" && after !== null) checkCameraFiles(after, before);
    }
    const before = itemsIn(data.packs).map(String);
    const packs = given.packs === undefined ? null : { before, after: [...given.packs.now] };
    if (given.packs !== undefined && !isDeepStrictEqual(before, given.packs.was))
      throw new CodedError("profile.changed-meanwhile");
    const edits = steps.flatMap((step) => editsOf(step, own));
    if (packs !== null) edits.push({ at: ["packs"], value: packs.after });
    return { steps, packs, edits };
  };

  const check: ProfileChanging["check"] = (given) =>
    oneByOne(async () => {
      const basedOn = await version();
      const { edits } = await planned(given, await freeNames(given.secrets));
      const before = await readTexts(site.loaded.folder);
      const after = await writing(() => site.tryChange(edits, basedOn));
      return {
        files: [...after].map(([file, text]) => ({ file, lines: changedLines(before.get(file) ?? "", text) })),
      };
    });

  const make: ProfileChanging["make"] = (given, who) =>
    oneByOne(async () => {
      const basedOn = await version();
      const named = await freeNames(given.secrets);
      const names = [...named.values()];
      for (const { name, value } of given.secrets) await secrets.set(named.get(name) ?? name, value);
      try {
        const { steps, packs, edits } = await planned(given, named);
        const textsBefore = await readTexts(site.loaded.folder);
        await writing(() => site.change(edits, basedOn));
        const textsAfter = await readTexts(site.loaded.folder);
        const texts = Object.fromEntries([...textsBefore].filter(([file, text]) => textsAfter.get(file) !== text));
        const isWhole = [...textsAfter.keys()].every((file) => textsBefore.has(file));
        const change: Change = {
          ...{ atMs: Math.round(now()), who, kind: given.kind, name: given.name, steps, packs, secrets: names },
          ...{ texts: isWhole ? texts : {}, version: (await site.version()) ?? "", takenBack: null },
        };
        const number = await journal.add(change);
        log.info(
          { number, kind: given.kind, items: steps.map(({ list, id }) => `${list}/${id}`), who },
          "profile changed",
        );
        return { view: viewOf(number, change), ...told(change) };
      } catch (error) {
        for (const name of names) await secrets.remove(name);
        throw error;
      }
    });

  const takeBack: ProfileChanging["takeBack"] = (number, who) =>
    oneByOne(async () => {
      const basedOn = await version();
      const change = await journal.get(number);
      if (change === undefined) throw new CodedError("request.not-found");
      if (change.takenBack !== null) throw new CodedError("wizard.taken-back");
      const { data, own } = await readLayers(site.loaded);
      const isUntouched = basedOn === change.version && Object.keys(change.texts).length > 0;
      if (isUntouched) await writing(() => site.restore(new Map(Object.entries(change.texts)), basedOn));
      else {
        const edits = change.steps.flatMap((step) => backEdits(step, change, data, own));
        if (change.packs !== null) {
          const packs = itemsIn(data.packs).map(String);
          if (!isDeepStrictEqual(packs, change.packs.after)) throw changedSince(change, ["packs"]);
          edits.push({ at: ["packs"], value: change.packs.before });
        }
        await writing(() => site.change(edits, basedOn));
      }
      // Nothing refers to what came with it any more, unless somebody wrote that by hand.
      const left = JSON.stringify((await readLayers(site.loaded)).data);
      for (const name of change.secrets) if (!referencesIn(left).includes(`secret.${name}`)) await secrets.remove(name);
      const after = { ...change, takenBack: { atMs: Math.round(now()), who } };
      await journal.replace(number, after);
      log.info({ number, kind: change.kind, who }, "change of the profile taken back");
      const { before, after: given } = told(change);
      return { view: viewOf(number, after), before: given, after: before };
    });

  return {
    async list(list) {
      const { data, packs } = await readLayers(site.loaded);
      const items = [...itemsOf(data, list)].map(([id, item]) => ({
        ...{ id, item: concealed(item), mark: markOf(item) },
        isFromPack: packs.get(list)?.has(id) ?? false,
      }));
      return { items, packs: itemsIn(data.packs).map(String) };
    },
    changes: async () => (await journal.all()).map(({ number, change }) => viewOf(number, change)),
    check,
    make,
    takeBack,
  };
}

const viewOf = (number: number, { atMs, who, kind, name, steps, takenBack }: Change): ProfileChangeView => ({
  ...{ number, atMs, who, kind, name, takenBack },
  items: steps.map(({ list, id }) => ({ list, id })),
});

const told = ({ steps, packs }: Change): Omit<Made, "view"> => {
  const side = (key: "before" | "after") =>
    Object.fromEntries([
      ...steps.map((step) => [`${step.list}/${step.id}`, step[key] && concealed(step[key])]),
      ...(packs === null ? [] : [["packs", packs[key]]]),
    ]);
  return { before: side("before"), after: side("after") };
};

const changedSince = ({ name }: Change, keys: readonly string[]): CodedError =>
  new CodedError("wizard.changed-since", { name: name.vi, "name.en": name.en, keys: keys.join(", ") });

/** What an item says before and after a change. @param named secrets by the names that they were asked for under */
function stepOf(
  { list, id, mark, set }: ChangedItem,
  data: Readonly<Record<string, unknown>>,
  named: ReadonlyMap<string, string>,
): Step {
  const before = itemsOf(data, list).get(id) ?? null;
  if ((before === null ? null : markOf(before)) !== mark) throw new CodedError("profile.changed-meanwhile");
  if (set === null) return { list, id, before, after: null };
  const after: RawItem = { ...before };
  for (const [key, value] of Object.entries(withSecrets(set, named) as RawItem)) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  return { list, id, before, after };
}

/** References to secrets under the names that they were kept by. */
function withSecrets(value: unknown, named: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string")
    return value.replace(/\$\{secret\.([^}]*)\}/g, (all, name: string) =>
      named.has(name) ? `\${secret.${named.get(name)}}` : all,
    );
  if (Array.isArray(value)) return value.map((one) => withSecrets(one, named));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSecrets(one, named)]));
}

/** A step as edits of single lines, so that what it does not touch stays as people wrote it. */
function editsOf({ list, id, before, after }: Step, own: Readonly<Record<string, unknown>>): ProfileEdit[] {
  const at: EditPath = [list, id];
  if (after === null) return before === null ? [] : [{ at, value: undefined }];
  if (before === null) return [own[list] === undefined ? { at: [list], value: [after] } : { at, value: after }];
  return keysOf(before, after).flatMap((key) =>
    isDeepStrictEqual(before[key], after[key]) ? [] : [{ at: [list, id, key] as EditPath, value: after[key] }],
  );
}

/** The way back of a step, which leaves alone what somebody has changed besides. @throws CodedError wizard.changed-since */
function backEdits(
  { list, id, before, after }: Step,
  change: Change,
  data: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
): ProfileEdit[] {
  const now = itemsOf(data, list).get(id) ?? null;
  if (before === null || after === null || now === null) {
    if (!isDeepStrictEqual(now, after)) throw changedSince(change, keysOf(now ?? {}, after ?? {}));
    return editsOf({ list, id, before: now, after: before }, own);
  }
  const touched = keysOf(before, after).filter((key) => !isDeepStrictEqual(before[key], after[key]));
  const clash = touched.filter((key) => !isDeepStrictEqual(now[key], after[key]));
  if (clash.length > 0) throw changedSince(change, clash);
  return touched.map((key) => ({ at: [list, id, key], value: before[key] }));
}

const keysOf = (one: RawItem, other: RawItem): string[] => [...new Set([...Object.keys(one), ...Object.keys(other)])];
