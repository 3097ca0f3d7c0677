import { stat } from "node:fs/promises";
import path from "node:path";
import { Id } from "#contract/entities/text.ts";
import { type Joined, prepareJoining } from "../joining/joining.ts";
import { currentImports } from "../profile/imports.ts";
import { type LoadedProfile, type LoadingOptions, loadProfile } from "../profile/loading.ts";
import type { Closing } from "../run/closing.ts";
import { lockData } from "../run/data-lock.ts";
import { defaultDataFolder } from "../run/options.ts";

export type SiteOptions = {
  /** Name of a built-in profile, or a folder. */
  profile: string;
  /** The machine whose wall this one is part of; then its profile counts. `token`: for the first time. */
  join?: { address: string; token: string | undefined; authority?: string | undefined } | undefined;
  /** Absent: the user's data folder of the profile. */
  data?: string | undefined;
  /** Where `profiles/NAME` of the built-in ones lie, and the fonts. */
  assetsFolder: string;
} & Pick<LoadingOptions, "remembered">;

/** What a core is for, and where its data lies. */
export type Site = {
  loaded: LoadedProfile;
  /** Reads the files of a folder and imported tables anew, and checks them whole. @throws CodedError what `loadProfile` throws */
  load(folder: string, texts?: ReadonlyMap<string, string>): Promise<LoadedProfile>;
  /** Where the site's own profile is to lie once it is changed; absent: where it lies already. */
  copyTo: string | undefined;
  dataFolder: string;
  /** Set where this machine is part of another one's wall. */
  joined: Joined | undefined;
};

/**
 * Finds and checks the profile. The data folder of a joined machine is locked by then, as its profile lies in there; another one
 * is not, as only the profile tells which it is.
 * @throws CodedError what `loadProfile` throws; of a joined machine also what `lockData` and `prepareJoining` throw
 */
export async function findSite(options: SiteOptions, closing: Closing): Promise<Site> {
  const { join, data, assetsFolder, remembered } = options;
  const dataFolderOf = (id: string) => path.resolve(data ?? defaultDataFolder(id));
  if (join !== undefined) lockUntilClosed(dataFolderOf("joined"), closing);
  const joined = join && (await prepareJoining(join.address, dataFolderOf("joined"), join.token, join.authority));
  const ownFolder = joined === undefined ? await ownFolderOf(options, dataFolderOf) : undefined;
  const load: Site["load"] = (folder, texts) =>
    loadProfile(folder, {
      ...(texts === undefined ? {} : { texts }),
      isAnothers: joined !== undefined,
      async importedFor(id) {
        // The first machine's tables are in what it told.
        if (joined !== undefined) return {};
        return currentImports(dataFolderOf(id));
      },
      assetsFolder,
      ...(remembered === undefined ? {} : { remembered }),
    });
  const loaded = await load(joined?.profileFolder ?? ownFolder?.there ?? options.profile);
  const copyTo = ownFolder?.there === undefined ? ownFolder?.folder : undefined;
  return {
    loaded,
    load,
    copyTo,
    joined,
    dataFolder: dataFolderOf(joined === undefined ? loaded.profile.id : "joined"),
  };
}

/**
 * Of a profile that is part of the program, where the site's own lies once it was changed; undefined for any other, which is changed where
 * it lies. Not named `profile`: there a machine that has joined keeps the first one's.
 */
async function ownFolderOf(
  { profile, assetsFolder }: SiteOptions,
  dataFolderOf: (id: string) => string,
): Promise<{ folder: string; there: string | undefined } | undefined> {
  const builtIn = path.join(assetsFolder, "profiles");
  const isNamed = Id.safeParse(profile).success && (await isFolder(path.join(builtIn, profile)));
  if (!isNamed && path.dirname(path.resolve(profile)) !== path.resolve(builtIn)) return undefined;
  // A built-in one lies in a folder of its own id.
  const folder = path.join(dataFolderOf(path.basename(profile)), "site-profile");
  return { folder, there: (await isFolder(folder)) ? folder : undefined };
}

const isFolder = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );

export function lockUntilClosed(folder: string, closing: Closing): void {
  const lock = lockData(folder);
  closing.onClose(() => lock.release());
}
