import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Profile } from "#contract/entities/profile.ts";
import { Id } from "#contract/entities/text.ts";
import { CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import { crossCheck } from "./cross-checks.ts";
import { type Mistake, type Path, readDocuments, type Spot } from "./documents.ts";
import { hashOfProfile, type RememberedProfiles } from "./remembered.ts";
import { sentenceOf } from "./sentences.ts";

export type LoadedProfile = { profile: Profile; folder: string };

export type LoadingOptions = {
  /** Where `profiles/NAME` of the built-in ones lie. */
  assetsFolder: string;
  /** Profiles found right before are taken from here while their files are the same; absent: read anew each time. */
  remembered?: { profiles: RememberedProfiles; version: string };
};

/** The sentence for a person stays readable: the rest is counted. */
const maxListed = 100;

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
    const known = Profile.safeParse(await remembered.profiles.recall(hash));
    if (known.success && (await isFile(join(folder, known.data.map.outline)))) return { profile: known.data, folder };
  }
  const documents = await readDocuments(folder);
  const mistakes = documents.mistakes;
  const complain = (spot: Spot, path: Path, message: CodedMessage) => mistakes.push({ ...spot, path, message });

  // Half-read files would raise a flood of mistakes that are none: with wrong syntax, syntax alone is told.
  const isReadable = !mistakes.some((m) =>
    ["mistake.yaml", "mistake.unreadable", "mistake.no-files"].includes(m.message.code),
  );
  if (!isReadable) throw invalid(nameOrFolder, mistakes);

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
  if (mistakes.length > 0 || !parsed.success) throw invalid(nameOrFolder, mistakes);
  if (remembered && hash !== undefined) void remembered.profiles.remember(hash, documents.data);
  return { profile: parsed.data, folder };
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

function invalid(profile: string, mistakes: Mistake[]): CodedError {
  const sorted = [...mistakes].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  const lines = sorted.slice(0, maxListed).map((mistake) => {
    const path = pathText(mistake.path);
    return `  ${mistake.file}:${mistake.line}:${mistake.column}  ${path === "" ? "" : `${path}: `}${sentence(mistake.message, "vi")}`;
  });
  if (sorted.length > maxListed) lines.push(`  … +${sorted.length - maxListed}`);
  return new CodedError("profile.invalid", { profile, count: sorted.length, list: lines.join("\n") });
}
