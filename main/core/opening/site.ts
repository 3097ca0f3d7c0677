import path from "node:path";
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
  join?: { address: string; token: string | undefined } | undefined;
  /** Absent: the user's data folder of the profile. */
  data?: string | undefined;
  /** Where `profiles/NAME` of the built-in ones lie, and the fonts. */
  assetsFolder: string;
} & Pick<LoadingOptions, "remembered">;

/** What a core is for, and where its data lies. */
export type Site = {
  loaded: LoadedProfile;
  /** Reads its files and imported tables anew, and checks them whole. @throws CodedError what `loadProfile` throws */
  load(): Promise<LoadedProfile>;
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
  const joined = join && (await prepareJoining(join.address, dataFolderOf("joined"), join.token));
  const load = () =>
    loadProfile(joined?.profileFolder ?? options.profile, {
      isAnothers: joined !== undefined,
      // The first machine's tables are in what it told.
      importedFor: async (id) => (joined === undefined ? currentImports(dataFolderOf(id)) : {}),
      assetsFolder,
      ...(remembered === undefined ? {} : { remembered }),
    });
  const loaded = await load();
  return { loaded, load, joined, dataFolder: dataFolderOf(joined === undefined ? loaded.profile.id : "joined") };
}

export function lockUntilClosed(folder: string, closing: Closing): void {
  const lock = lockData(folder);
  closing.onClose(() => lock.release());
}
