import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import type { Profile } from "#contract/entities/profile.ts";
import type { Language } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage, type ErrorCode, inBoth, sentence } from "#contract/errors.ts";
import type { Import, ImportHistory, Raw, Step } from "../tables/import-history.ts";
import type { Imports } from "../tables/imported-file.ts";
import { oneAtATime } from "../tables/one-at-a-time.ts";
import { goneBack, type ItemsOf, type KeptItemsOf, type WayBack, withWordsKept } from "../tables/wording.ts";
import { importsOf } from "./imports.ts";
import { type CheckedProfile, checkWithImports, invalidProfile } from "./loading.ts";
import type { SiteProfile } from "./site-profile.ts";

export type ListInProfileOptions = {
  site: SiteProfile;
  dataFolder: string;
  /** Address of the first machine where this one has joined its wall: its profile is that one's. */
  follows?: string | undefined;
  log: Logger;
  /** Epoch ms. */
  now(): number;
};

/** One list of a profile that is handed over as a table. */
export type ListKind = ItemsOf &
  KeptItemsOf & {
    key: keyof Imports;
    codes: { nothingToUndo: ErrorCode; moved: ErrorCode; notMoved: ErrorCode };
    /** What of a step is kept in the data folder. */
    kept(step: Step): Step;
    /** The whole list that a kept one stands for. @param now as the list is */
    whole(kept: Step, now: readonly Raw[]): Step;
  };

/** The list as the profile's files have it, with what lies over them. `own`: without. */
export type ListNow = { raw: Raw[]; own: Raw[]; profile: Profile; data: CheckedProfile["data"] };

/** What an imported table is written by into a list of the profile's files, and taken back from there. */
export type ListInProfile = {
  /** Does one thing after the other: two imports at once would not know of each other's items. */
  oneByOne: ReturnType<typeof oneAtATime>;
  history: ImportHistory;
  /** @param over rows in the place of what lies over the profile */
  check(over: readonly Raw[] | undefined): Promise<CheckedProfile>;
  /** @throws CodedError `profile.invalid` where the profile itself is broken by now */
  upcoming(): Promise<ListNow>;
  /** The version of the files that a change is based on. @throws CodedError `join.follows`, `profile.changed-meanwhile` */
  version(): Promise<string>;
  /**
   * Writes what lies over the profile into its files, so that what is written there is not hidden; all lies as before where that
   * fails. @throws CodedError `join.follows`, what `SiteProfile.change` throws
   */
  move(): Promise<void>;
  /**
   * The same at a start, where nothing changes by it. Never rejects: where it cannot be written it lies over the profile as before.
   * @returns what was done of it, for people; undefined where nothing lies over the profile
   */
  moveIntoProfile(): Promise<CodedMessage | undefined>;
  /**
   * Writes a list into the profile's files and keeps it as an import.
   * @returns its number. @throws CodedError what `ImportHistory.add` and `SiteProfile.change` throw
   */
  add(rows: readonly Raw[], before: readonly Raw[], file: string, basedOn: string): Promise<number>;
  /** The way one import back. @throws CodedError `nothingToUndo`, what `move` throws */
  wayBack(): Promise<WayBack & ListNow & { number: number; basedOn: string }>;
  /** Goes it. @throws CodedError what `SiteProfile.change` and `ImportHistory.undo` throw */
  goBack(way: { rows: readonly Raw[]; number: number; basedOn: string }): Promise<void>;
  /** The import that the core works with, and the one that the profile's files hold; null: what people wrote there. */
  standing(): Promise<{ inUse: Import | null; next: Import | null; isWaiting: boolean }>;
};

export function createListInProfile(options: ListInProfileOptions & { kind: ListKind }): ListInProfile {
  const { site, dataFolder, follows, log, now, kind } = options;
  const { key, codes } = kind;
  const { loaded } = site;
  const imports = importsOf(dataFolder);
  const history = imports[key];
  const oneByOne = oneAtATime();

  const check: ListInProfile["check"] = async (over) => {
    const [indicators, cameras] = await Promise.all([imports.indicators.waiting(), imports.cameras.waiting()]);
    return checkWithImports(loaded, { indicators: indicators?.rows, cameras: cameras?.rows, [key]: over });
  };

  const upcoming: ListInProfile["upcoming"] = async () => {
    const { profile, mistakes, data, own } = await check((await history.waiting())?.rows);
    if (profile === undefined) throw invalidProfile(loaded.profile.id, mistakes);
    return { raw: listIn(data[key]), own: listIn(own[key]), profile, data };
  };

  const version: ListInProfile["version"] = async () => {
    if (follows !== undefined) throw new CodedError("join.follows", { host: follows });
    const found = await site.version();
    if (found === undefined) throw new CodedError("profile.changed-meanwhile");
    return found;
  };
  const write = (rows: readonly Raw[], basedOn: string): Promise<void> =>
    site.change([{ at: [key], value: rows }], basedOn);

  const move = async (): Promise<number | undefined> => {
    const over = await history.waiting();
    if (over === null) return undefined;
    const basedOn = await version();
    const { own, raw, profile } = await upcoming();
    const rows = withWordsKept(own, raw, kind, profile[key]);
    // What was killed in the middle has written them already.
    await history.keepOwn(own.map(kind.keptItem), isDeepStrictEqual(own, rows));
    await write(rows, basedOn);
    await history.markWritten(now());
    await site.reload();
    return over.number;
  };

  let inUse: Promise<Import | null> = follows === undefined ? history.newest() : Promise.resolve(null);
  return {
    ...{ oneByOne, history, check, upcoming, version },

    async move() {
      await move();
    },

    moveIntoProfile: () =>
      oneByOne(async () => {
        if (follows !== undefined) return undefined;
        let word: CodedMessage;
        try {
          const number = await move();
          if (number === undefined) return undefined;
          word = { code: codes.moved, params: { number, folder: loaded.folder } };
          log.info({ number, folder: loaded.folder }, sentence(word, "en"));
        } catch (error) {
          const reason = error instanceof CodedError ? error.toMessage() : undefined;
          const inWords = (language: Language) => (reason === undefined ? String(error) : sentence(reason, language));
          word = { code: codes.notMoved, params: inBoth("reason", { vi: inWords("vi"), en: inWords("en") }) };
          log.error({ err: error }, sentence(word, "en"));
        }
        return word;
      }),

    async add(rows, before, file, basedOn) {
      const kept = kind.kept({ given: [...rows], before: [...before] });
      const about = { importedAtMs: now(), file, rows: kept.given, before: kept.before };
      return history.add(about, () => write(rows, basedOn));
    },

    async wayBack() {
      await move();
      const basedOn = await version();
      const one = await history.newest();
      const step = one === null ? undefined : await history.stepOf(one);
      if (one === null || step === undefined) throw new CodedError(codes.nothingToUndo);
      const list = await upcoming();
      const whole = kind.whole(step, list.raw);
      return { ...list, ...goneBack(list.raw, whole, kind), number: one.number, basedOn };
    },

    async goBack({ rows, number, basedOn }) {
      await write(rows, basedOn);
      await history.undo(number, now());
    },

    async standing() {
      const next = follows === undefined ? await history.newest() : null;
      // What needs a restart keeps the files as a whole from being taken over; else none waits.
      if (site.files()?.state !== "refused") inUse = Promise.resolve(next);
      const used = await inUse;
      return { inUse: used, next, isWaiting: used?.number !== next?.number };
    },
  };
}

const listIn = (value: unknown): Raw[] => (Array.isArray(value) ? value : []);

/** What people are told who go back. */
export const stayedWords = (stayed: readonly string[]): CodedMessage[] =>
  stayed.length === 0 ? [] : [{ code: "import.stays", params: { ids: stayed.join(", ") } }];
