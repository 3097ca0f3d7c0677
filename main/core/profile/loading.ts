import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { Profile } from "#contract/entities/profile.ts";
import { Id, type Language } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage, inBoth, sentence } from "#contract/errors.ts";
import type { ImportedFile, Imports } from "../tables/imported-file.ts";
import { crossCheck } from "./cross-checks.ts";
import { layOver, type Mistake, type Path, type ProfileDocuments, readDocuments, type Spot } from "./documents.ts";
import { layPacks, type PackItems } from "./packs.ts";
import { hashOfPacks, hashOfProfile, keyOfRemembered, type RememberedProfiles } from "./remembered.ts";
import { sentenceOf } from "./sentences.ts";

export type LoadedProfile = {
  profile: Profile;
  folder: string;
  /** Where its packs are looked for, the site's own first; none of another machine's, which told what they say. */
  packFolders: readonly string[];
  /** As its files write it, with imported tables that lie over them, before it is parsed. */
  data: Record<string, unknown>;
  /** Of its files right before they were read; undefined where one could not be. */
  hash: string | undefined;
};

export type LoadingOptions = {
  /** Where `profiles/NAME` of the built-in ones lie. */
  assetsFolder: string;
  /** Profiles found right before are taken from here while their files are the same; absent: read anew each time. */
  remembered?: { profiles: RememberedProfiles; version: string };
  /**
   * It is another machine's, which has checked it: what of it was not told, such as cameras, is not missed. Absent: what a
   * profile names has to be in it.
   */
  isAnothers?: boolean;
  /** In the place of files of these names, or beside them: as the profile would be with these. */
  texts?: ReadonlyMap<string, string>;
  /** The imported tables that lie over a profile, by its id; absent: none ever does. */
  importedFor?(profileId: string): Promise<Imports>;
};

/** The sentence for a person stays readable: the rest is counted. */
const maxListed = 100;

/** What is kept of a profile that was right: its own data, and the hashes of the imports it was right with. */
const Remembered = z.object({ data: z.record(z.string(), z.unknown()), imports: z.string() });
const hashOf = ({ indicators, cameras }: Imports): string => `${indicators?.hash ?? ""}/${cameras?.hash ?? ""}`;

/**
 * @param nameOrFolder a folder, or the name of a built-in profile
 * @throws CodedError `profile.not-found`, or `profile.invalid` with every mistake at once, each with file, line and
 *   column (from 1), the path, what was expected and what was found
 */
export async function loadProfile(nameOrFolder: string, options: LoadingOptions): Promise<LoadedProfile> {
  const folder = await findFolder(nameOrFolder, options.assetsFolder);
  const { texts } = options;
  const packFolders = options.isAnothers ? [] : packFoldersOf(folder, options.assetsFolder);
  // What is not in the files is not what a start finds.
  const remembered = texts === undefined ? options.remembered : undefined;
  const hash = await hashOfProfile(folder);
  const packsHash = options.isAnothers ? "" : await hashOfPacks(join(options.assetsFolder, "packs"));
  const key =
    remembered && hash && packsHash !== undefined
      ? keyOfRemembered(folder, `${hash}${packsHash}`, remembered.version)
      : undefined;
  if (remembered && key !== undefined) {
    const known = await fromMemory(await remembered.profiles.recall(key), folder, options);
    if (known !== undefined) return { ...known, packFolders, hash };
  }
  const documents = await readDocuments(folder, texts);
  await layPacks(documents, packFolders);
  const own = { ...documents.data };
  const imports = await importedOf(documents.data, options);
  layImports(documents, imports);
  const { profile, mistakes } = await check(documents, folder, options.isAnothers);
  if (profile === undefined) throw invalidProfile(nameOrFolder, mistakes, imports);
  // What was changed while it was read would be remembered under the hash of what it was before.
  if (remembered && key !== undefined && hash === (await hashOfProfile(folder)))
    void remembered.profiles.remember(key, { data: own, imports: hashOf(imports) });
  return { profile, folder, packFolders, data: documents.data, hash };
}

const packFoldersOf = (folder: string, assetsFolder: string): string[] => [
  join(folder, "packs"),
  join(assetsFolder, "packs"),
];

/** A profile without the sources and feeds that are off: nobody connects to them and nothing waits for what they would send. */
export const withoutOff = (profile: Profile): Profile =>
  [...profile.sources, ...profile.news].some(({ isOff }) => isOff === true)
    ? {
        ...profile,
        sources: profile.sources.filter(({ isOff }) => isOff !== true),
        news: profile.news.filter(({ isOff }) => isOff !== true),
      }
    : profile;

/**
 * A profile's files as they say it by themselves, and with its packs, before any import; what is wrong in them is taken as it is.
 * @param packs in the place of those that it names
 */
export async function readLayers(
  { folder, packFolders }: Pick<LoadedProfile, "folder" | "packFolders">,
  packs?: unknown,
): Promise<{ own: Record<string, unknown>; data: Record<string, unknown>; packs: PackItems }> {
  const documents = await readDocuments(folder);
  const own = { ...documents.data };
  if (packs !== undefined) documents.data.packs = packs;
  const { items } = await layPacks(documents, packFolders);
  return { own, data: documents.data, packs: items };
}

function layImports(documents: ProfileDocuments, { indicators, cameras }: Imports): void {
  if (indicators !== undefined) documents.override("indicators", indicators.file, indicators.text);
  if (cameras !== undefined) documents.overlay("cameras", cameras.file, cameras.text);
}

/** A profile as it would be with other imports; places in files mean nothing for what is of these. */
export type CheckedProfile = {
  profile: Profile | undefined;
  mistakes: Mistake[];
  data: Record<string, unknown>;
  /** The profile's items with those of its packs, before they are parsed and without any import. */
  own: { indicators: unknown; cameras: unknown };
};

/**
 * What would be wrong with a profile if these were imported for it; its files are read anew, as the next start will.
 * @param imports rows as a profile would have them; the profile's own where undefined
 */
export async function checkWithImports(
  { folder, packFolders }: Pick<LoadedProfile, "folder" | "packFolders">,
  imports: Imports<readonly unknown[]>,
): Promise<CheckedProfile> {
  const documents = await readDocuments(folder);
  await layPacks(documents, packFolders);
  const { indicators, cameras } = documents.data;
  const fileOf = (key: keyof Imports): ImportedFile | undefined =>
    imports[key] && { file: key, text: JSON.stringify({ [key]: imports[key] }), hash: "" };
  layImports(documents, { indicators: fileOf("indicators"), cameras: fileOf("cameras") });
  return { ...(await check(documents, folder)), data: documents.data, own: { indicators, cameras } };
}

async function importedOf(data: Record<string, unknown>, options: LoadingOptions): Promise<Imports> {
  const id = Id.safeParse(data.id);
  return (id.success && (await options.importedFor?.(id.data))) || {};
}

async function fromMemory(
  kept: unknown,
  folder: string,
  options: LoadingOptions,
): Promise<Omit<LoadedProfile, "hash" | "packFolders"> | undefined> {
  const known = Remembered.safeParse(kept);
  if (!known.success) return undefined;
  const { data } = known.data;
  const imports = await importedOf(data, options);
  if (hashOf(imports) !== known.data.imports) return undefined;
  const { indicators, cameras } = imports;
  const laid = {
    ...data,
    ...(indicators === undefined ? {} : { indicators: JSON.parse(indicators.text).indicators }),
    ...(cameras === undefined
      ? {}
      : {
          cameras: layOver((data.cameras as unknown[] | undefined) ?? [], JSON.parse(cameras.text).cameras).map(
            ({ item }) => item,
          ),
        }),
  };
  const parsed = Profile.safeParse(laid);
  if (!parsed.success || !(await isFile(join(folder, parsed.data.map.outline)))) return undefined;
  return { profile: withoutOff(parsed.data), folder, data: laid };
}

async function check(
  documents: ProfileDocuments,
  folder: string,
  isAnothers = false,
): Promise<{ profile: Profile | undefined; mistakes: Mistake[] }> {
  const mistakes = documents.mistakes;
  const complain = (spot: Spot, path: Path, message: CodedMessage) => mistakes.push({ ...spot, path, message });

  // Half-read files would raise a flood of mistakes that are none: with wrong syntax, syntax alone is told.
  const isReadable = !mistakes.some(({ message: { code } }) =>
    /^mistake\.(?:yaml|unreadable$|not-utf8$|no-files$)/.test(code),
  );
  if (!isReadable) return { profile: undefined, mistakes };

  const parsed = Profile.safeParse(documents.data);
  const issues = parsed.error?.issues ?? [];
  // Of a value that has the wrong form, only that is told: what it would have named, or its length besides, follows from it.
  const malformed = new Set<string>();
  for (const issue of issues) {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        complain(documents.spotOfKey(path, key), path, { code: "mistake.unknown-key", params: { key } });
      continue;
    }
    const text = pathText(path);
    // A rule over several values says nothing as long as one of them is wrong in itself.
    if (malformed.has(text) || (issue.code === "custom" && [...malformed].some((one) => isWithin(one, text)))) continue;
    if (issue.code !== "custom") malformed.add(text);
    complain(documents.spotOf(path), path, sentenceOf(issue, documents.data, Profile));
  }
  await crossCheck(documents.data, isAnothers ? undefined : folder, (path, code, params = {}, position = undefined) => {
    if (malformed.has(pathText(path))) return;
    const spot = position === undefined ? documents.spotOf(path) : documents.spotInText(path, position);
    complain(spot, path, { code, params });
  });
  return { profile: mistakes.length > 0 || parsed.data === undefined ? undefined : withoutOff(parsed.data), mistakes };
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

async function findFolder(nameOrFolder: string, assetsFolder: string): Promise<string> {
  const candidates = [resolve(nameOrFolder)];
  if (Id.safeParse(nameOrFolder).success) candidates.unshift(join(assetsFolder, "profiles", nameOrFolder));
  for (const folder of candidates) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory()) return folder;
  }
  throw new CodedError("profile.not-found", { profile: nameOrFolder });
}

const isWithin = (path: string, outer: string): boolean =>
  path.startsWith(outer) && ".[".includes(path.charAt(outer.length));

const pathText = (path: Path): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");

/** @param imports what of it was imported */
export function invalidProfile(profile: string, mistakes: readonly Mistake[], imports: Imports = {}): CodedError {
  // A tile beside its monitor may lie beside the wall too.
  const once = new Map(mistakes.map((one) => [JSON.stringify([one.file, one.line, one.column, one.message]), one]));
  const sorted = [...once.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
  const listIn = (language: Language): string => {
    const lines = sorted.slice(0, maxListed).map((mistake) => {
      const path = pathText(mistake.path);
      return `  ${mistake.file}:${mistake.line}:${mistake.column}  ${path === "" ? "" : `${path}: `}${sentence(mistake.message, language)}`;
    });
    if (sorted.length > maxListed) lines.push(`  … +${sorted.length - maxListed}`);
    for (const [key, code] of [
      ["indicators", "catalogue.in-force"],
      ["cameras", "camera-list.in-force"],
    ] as const) {
      const file = imports[key]?.file;
      if (file !== undefined) lines.push(`  (${sentence({ code, params: { file } }, language)})`);
    }
    return lines.join("\n");
  };
  const list = inBoth("list", { vi: listIn("vi"), en: listIn("en") });
  return new CodedError("profile.invalid", { profile, count: sorted.length, ...list });
}
