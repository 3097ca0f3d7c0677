import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { Profile } from "#contract/entities/profile.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import { crossCheck } from "./cross-checks.ts";
import { type Mistake, type Path, type ProfileDocuments, readDocuments, type Spot } from "./documents.ts";
import { hashOfProfile, type RememberedProfiles } from "./remembered.ts";
import { sentenceOf } from "./sentences.ts";

export type LoadedProfile = {
  profile: Profile;
  folder: string;
  /** Where its indicators are from; null: from its own files. */
  catalogue: ImportedFile | null;
};

/** A catalogue that was imported: its indicators count in the place of the profile's own. */
export type ImportedFile = { file: string; text: string; hash: string };

export type LoadingOptions = {
  /** Where `profiles/NAME` of the built-in ones lie. */
  assetsFolder: string;
  /** Profiles found right before are taken from here while their files are the same; absent: read anew each time. */
  remembered?: { profiles: RememberedProfiles; version: string };
  /** The catalogue that was imported last for a profile, by its id; absent: none ever is. */
  importedFor?(profileId: string): Promise<ImportedFile | undefined>;
};

/** The sentence for a person stays readable: the rest is counted. */
const maxListed = 100;

/** What is kept of a profile that was right: its own data, and the hash of the catalogue it was right with ("" for none). */
const Remembered = z.object({ data: z.record(z.string(), z.unknown()), catalogue: z.string() });

/**
 * @param nameOrFolder a folder, or the name of a built-in profile
 * @throws CodedError `profile.not-found`, or `profile.invalid` with every mistake at once, each with file, line and
 *   column (from 1), the path, what was expected and what was found
 */
export async function loadProfile(nameOrFolder: string, options: LoadingOptions): Promise<LoadedProfile> {
  const folder = await findFolder(nameOrFolder, options.assetsFolder);
  const { remembered } = options;
  const hash = remembered && (await hashOfProfile(folder, remembered.version));
  if (remembered && hash !== undefined) {
    const known = await fromMemory(await remembered.profiles.recall(hash), folder, options);
    if (known !== undefined) return known;
  }
  const documents = await readDocuments(folder);
  const own = documents.data.indicators;
  const catalogue = await importedOf(documents.data, options);
  if (catalogue !== null) documents.override("indicators", catalogue.file, catalogue.text);
  const { profile, mistakes } = await check(documents, folder);
  if (profile === undefined) throw invalidProfile(nameOrFolder, mistakes, catalogue);
  if (remembered && hash !== undefined)
    void remembered.profiles.remember(hash, {
      data: { ...documents.data, indicators: own },
      catalogue: catalogue?.hash ?? "",
    });
  return { profile, folder, catalogue };
}

/**
 * What would be wrong with a profile if its indicators were these (its own when undefined); its files are read anew, as the next start will.
 * @returns mistakes with their paths; places in files are those of the profile's own indicators and mean nothing for these
 */
export async function checkIndicators(
  folder: string,
  indicators: readonly unknown[] | undefined,
): Promise<{ profile: Profile | undefined; mistakes: Mistake[]; data: Record<string, unknown> }> {
  const documents = await readDocuments(folder);
  if (indicators !== undefined) documents.override("indicators", "indicators", JSON.stringify({ indicators }));
  return { ...(await check(documents, folder)), data: documents.data };
}

async function importedOf(data: Record<string, unknown>, options: LoadingOptions): Promise<ImportedFile | null> {
  const id = Id.safeParse(data.id);
  return (id.success && (await options.importedFor?.(id.data))) || null;
}

async function fromMemory(kept: unknown, folder: string, options: LoadingOptions): Promise<LoadedProfile | undefined> {
  const known = Remembered.safeParse(kept);
  if (!known.success) return undefined;
  const catalogue = await importedOf(known.data.data, options);
  if ((catalogue?.hash ?? "") !== known.data.catalogue) return undefined;
  const imported = catalogue === null ? {} : { indicators: JSON.parse(catalogue.text).indicators };
  const parsed = Profile.safeParse({ ...known.data.data, ...imported });
  if (!parsed.success || !(await isFile(join(folder, parsed.data.map.outline)))) return undefined;
  return { profile: parsed.data, folder, catalogue };
}

async function check(
  documents: ProfileDocuments,
  folder: string,
): Promise<{ profile: Profile | undefined; mistakes: Mistake[] }> {
  const mistakes = documents.mistakes;
  const complain = (spot: Spot, path: Path, message: CodedMessage) => mistakes.push({ ...spot, path, message });

  // Half-read files would raise a flood of mistakes that are none: with wrong syntax, syntax alone is told.
  const isReadable = !mistakes.some((m) =>
    ["mistake.yaml", "mistake.unreadable", "mistake.no-files"].includes(m.message.code),
  );
  if (!isReadable) return { profile: undefined, mistakes };

  await crossCheck(documents.data, folder, (path, code, params = {}, position = undefined) =>
    complain(position === undefined ? documents.spotOf(path) : documents.spotInText(path, position), path, {
      code,
      params,
    }),
  );
  const parsed = Profile.safeParse(documents.data);
  if (!parsed.success) {
    const told = [...mistakes, ...parsed.error.issues.filter((issue) => issue.code !== "custom")].map((mistake) =>
      pathText(mistake.path as Path),
    );
    for (const issue of parsed.error.issues) {
      const path = issue.path as Path;
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys)
          complain(documents.spotOfKey(path, key), path, { code: "mistake.unknown-key", params: { key } });
        continue;
      }
      // The schema's own cross-references were told above, in better words; and a rule over several values says nothing
      // as long as one of them is wrong in itself.
      if (issue.code === "custom" && told.some((text) => text.startsWith(pathText(path)))) continue;
      complain(documents.spotOf(path), path, sentenceOf(issue, documents.data));
    }
  }
  return { profile: mistakes.length > 0 ? undefined : parsed.data, mistakes };
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

const pathText = (path: Path): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");

/** @param catalogue whose indicators these were, where it was imported */
export function invalidProfile(
  profile: string,
  mistakes: readonly Mistake[],
  catalogue: ImportedFile | null = null,
): CodedError {
  const sorted = [...mistakes].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  const lines = sorted.slice(0, maxListed).map((mistake) => {
    const path = pathText(mistake.path);
    return `  ${mistake.file}:${mistake.line}:${mistake.column}  ${path === "" ? "" : `${path}: `}${sentence(mistake.message, "vi")}`;
  });
  if (sorted.length > maxListed) lines.push(`  … +${sorted.length - maxListed}`);
  if (catalogue !== null)
    lines.push(`  (${sentence({ code: "catalogue.in-force", params: { file: catalogue.file } }, "vi")})`);
  return new CodedError("profile.invalid", { profile, count: sorted.length, list: lines.join("\n") });
}
