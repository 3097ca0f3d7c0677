import { appendFile, cp, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Profile } from "#contract/entities/profile.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const assetsFolder = path.join(projectRoot, "assets");

/** The built-in profile, which names this pack. @param more items of sources and another file, laid over the pack as a site would write them */
export async function environmentSite(more: { sources?: string; file?: string } = {}): Promise<Profile> {
  const folder = await temporaryFolder();
  try {
    const profile = path.join(folder.path, "profile");
    await cp(path.join(assetsFolder, "profiles/lang-son"), profile, { recursive: true });
    await appendFile(path.join(profile, "sources.yaml"), `\n${more.sources ?? ""}`);
    await writeFile(path.join(profile, "them.yaml"), more.file ?? "");
    return (await loadProfile(profile, { assetsFolder })).profile;
  } finally {
    await folder.remove();
  }
}

/** With these sources alone. */
export const onlySources = (site: Profile, ...ids: string[]): Profile => ({
  ...site,
  sources: ids.map((id) => {
    const found = site.sources.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no source ${id}`);
    return found;
  }),
});
