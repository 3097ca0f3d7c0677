import type { Logger } from "pino";
import { Profile } from "#contract/entities/profile.ts";
import { CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import type { ProfileFiles } from "#contract/status/http.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { crossCheck } from "./cross-checks.ts";
import { editTexts, type ProfileEdit } from "./editing.ts";
import { watchFiles } from "./files-watch.ts";
import { type LoadedProfile, readLayers, withoutOff } from "./loading.ts";
import { ownEdits } from "./pack-edits.ts";
import {
  changesInShort,
  type FixedKey,
  fixedChanges,
  fixedKeys,
  isAnything,
  type ProfileChanges,
  profileChanges,
} from "./profile-changes.ts";
import { copyProfile, readTexts, writeTexts } from "./profile-files.ts";
import { hashOfProfile } from "./remembered.ts";

export type ProfileChange = { before: Profile; after: Profile; changes: ProfileChanges };

/** The profile as the site runs by it at this moment. */
export type SiteProfile = {
  current(): Profile;
  /** As its files write it, before it is parsed. */
  data(): Record<string, unknown>;
  /** Where it lies and what counts with it, each as of the moment it is asked for. */
  readonly loaded: LoadedProfile;
  /**
   * To be told of every change, one after the other, those who asked first first. `current` is the new one by then. Who fails
   * keeps the others from nothing.
   */
  onChange(take: (change: ProfileChange) => Promise<void> | void): void;
  /** Reads the files, and has the site run by what they say where all of it is right. Never rejects: see `files`. */
  reload(): Promise<void>;
  /** Names the files as they are now; undefined where one cannot be read. A change says which it is based on. */
  version(): Promise<string | undefined>;
  /**
   * Changes the files as a person would (of packs, by laying its own over theirs), and has the site run by them; all of it or nothing. A profile that is part of the program is copied
   * to the site's own folder first, and is read from there from then on, also at a later start.
   * @param basedOn the version that was looked at
   * @throws CodedError profile.changed-meanwhile, profile.invalid with every mistake, profile.not-writable
   */
  change(edits: readonly ProfileEdit[], basedOn: string): Promise<void>;
  /**
   * What `change` would write: texts by the files' names, checked whole. Writes nothing.
   * @throws CodedError profile.changed-meanwhile, profile.invalid with every mistake
   */
  tryChange(edits: readonly ProfileEdit[], basedOn: string): Promise<Map<string, string>>;
  /**
   * Puts files back to what they said before, letter for letter, and has the site run by them; all of it or nothing.
   * @param texts by the files' names @param basedOn the version that was looked at
   * @throws CodedError as `change`
   */
  restore(texts: ReadonlyMap<string, string>, basedOn: string): Promise<void>;
  /** How the files stand to what runs; undefined where they say what runs. */
  files(): ProfileFiles | undefined;
  /** From now on changes of the files are seen by themselves. */
  watch(): void;
  stop(): Promise<void>;
};

/**
 * @param options.loaded what the site was started with
 * @param options.load reads the files of a folder, with some in other words, and checks them whole. Rejects as `loadProfile`
 * @param options.copyTo the site's own folder, where the profile is part of the program and is not to be written
 */
export function createSiteProfile(options: {
  loaded: LoadedProfile;
  load(folder: string, texts?: ReadonlyMap<string, string>): Promise<LoadedProfile>;
  copyTo?: string | undefined;
  log: Logger;
  /** Epoch ms. */
  now(): number;
}): SiteProfile {
  const { load, log, now } = options;
  let running = options.loaded;
  let { folder } = running;
  let { copyTo } = options;
  let standing: ProfileFiles | undefined;
  let { hash: seen } = running;
  const takers: ((change: ProfileChange) => Promise<void> | void)[] = [];
  const oneByOne = oneAtATime();
  let watching: ReturnType<typeof watchFiles> | undefined;
  let isStopped = false;

  const refuse = (reason: CodedMessage): void => {
    standing = { state: "refused", sinceMs: Math.round(now()), reason };
    log.error({ code: reason.code }, sentence(reason, "en"));
  };

  const takeOver = async (next: LoadedProfile, fixed: readonly FixedKey[]): Promise<void> => {
    const before = running.profile;
    running = next;
    const wasRefused = standing?.state === "refused";
    standing = undefined;
    if (fixed.length > 0) {
      const reason = { code: "profile.needs-restart", params: { keys: fixed.join(", ") } } as const;
      standing = { state: "waiting", sinceMs: Math.round(now()), reason };
      log.warn(reason.params, sentence(reason, "en"));
    }
    const change = { before, after: next.profile, changes: profileChanges(before, next.profile) };
    if (!isAnything(change.changes)) {
      if (wasRefused) log.info("the files of the profile say again what runs");
      return;
    }
    for (const take of takers) {
      try {
        await take(change);
      } catch (error) {
        log.error({ err: error }, "a part could not take over all of the changed profile");
      }
    }
    log.info(changesInShort(change.changes), "the changed profile was taken over");
  };

  const reloadOnce = async (): Promise<void> => {
    if (isStopped) return;
    let next: LoadedProfile;
    // Before they are read: what is changed meanwhile is looked at once more.
    seen = await hashOfProfile(folder);
    try {
      next = await load(folder);
    } catch (error) {
      if (error instanceof CodedError && error.code === "profile.invalid")
        return refuse({ code: "profile.change-refused", params: error.params });
      const coded = error instanceof CodedError ? error : new CodedError("internal", { reference: "profile" });
      if (coded !== error) log.error({ err: error }, "the files of the profile could not be looked at");
      return refuse(coded.toMessage());
    }
    const fixed = fixedChanges(running.profile, next.profile);
    const taken = fixed.length === 0 ? next : await keepingFixed(running, next);
    // What refers to a place or a monitor that is only there after a restart cannot be taken over before.
    if (taken === undefined) return refuse({ code: "profile.all-needs-restart", params: { keys: fixed.join(", ") } });
    await takeOver(taken, fixed);
  };

  const watchNow = () =>
    watchFiles({
      folder,
      async onRest() {
        if ((await hashOfProfile(folder)) !== seen) await oneByOne(reloadOnce);
      },
      onError: (error) => log.debug({ err: error }, "the files of the profile could not be looked at"),
    });

  const baseOf = (basedOn: string) => async (): Promise<void> => {
    if ((await hashOfProfile(folder)) !== basedOn) throw new CodedError("profile.changed-meanwhile");
  };

  const changedBy = async (edits: readonly ProfileEdit[], basedOn: string): Promise<Map<string, string>> => {
    await baseOf(basedOn)();
    const files = { folder, packFolders: running.packFolders };
    const { own, data, packs } = await readLayers(files);
    const others = edits.find(({ at }) => at[0] === "packs" && at.length === 1);
    const after = others === undefined ? packs : (await readLayers(files, others.value ?? [])).packs;
    return editTexts(await readTexts(folder), ownEdits(edits, data, own, packs, after));
  };

  const tryOnce = async (edits: readonly ProfileEdit[], basedOn: string): Promise<Map<string, string>> => {
    const changed = await changedBy(edits, basedOn);
    if (changed.size > 0) await load(folder, changed);
    return changed;
  };

  const write = async (changed: ReadonlyMap<string, string>, checkBase: () => Promise<void>): Promise<void> => {
    if (changed.size === 0) return;
    await load(folder, changed);
    await checkBase();
    if (copyTo !== undefined) {
      await copyProfile(folder, copyTo);
      folder = copyTo;
      copyTo = undefined;
      log.info({ folder }, "the built-in profile was copied; the site's own is read from there from now on");
      // What is awaited there may be this very change.
      void watching?.stop();
      if (watching !== undefined) watching = watchNow();
    }
    await writeTexts(folder, changed);
    log.info({ files: [...changed.keys()] }, "the profile was changed");
    await reloadOnce();
  };

  return {
    current: () => running.profile,
    data: () => running.data,
    loaded: {
      get profile() {
        return running.profile;
      },
      get folder() {
        return folder;
      },
      get packFolders() {
        return running.packFolders;
      },
      get data() {
        return running.data;
      },
      get hash() {
        return running.hash;
      },
    },
    onChange: (take) => void takers.push(take),
    reload: () => oneByOne(reloadOnce),
    version: () => hashOfProfile(folder),
    change: (edits, basedOn) => oneByOne(async () => write(await changedBy(edits, basedOn), baseOf(basedOn))),
    tryChange: (edits, basedOn) => oneByOne(() => tryOnce(edits, basedOn)),
    restore: (texts, basedOn) => oneByOne(() => write(texts, baseOf(basedOn))),
    files: () => standing,
    watch() {
      watching ??= watchNow();
    },
    async stop() {
      isStopped = true;
      await watching?.stop();
      await oneByOne(async () => {});
    },
  };
}

/** A profile with what a running core keeps of the one it was started with; undefined where the two do not fit together. */
async function keepingFixed(running: LoadedProfile, next: LoadedProfile): Promise<LoadedProfile | undefined> {
  const data = { ...next.data };
  for (const key of fixedKeys) {
    if (key in running.data) data[key] = running.data[key];
    else delete data[key];
  }
  const parsed = Profile.safeParse(data);
  if (!parsed.success) return undefined;
  let doesFit = true;
  // Such as a scene on a monitor that is only there after a restart.
  await crossCheck(data, next.folder, () => {
    doesFit = false;
  });
  return doesFit ? { ...next, data, profile: withoutOff(parsed.data) } : undefined;
}
