import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { mostPacks, Pack } from "#contract/entities/pack.ts";
import { Id, Words } from "#contract/entities/text.ts";
import { broughtLists, type PackView } from "#contract/wizards/http.ts";
import { readDocuments } from "../profile/documents.ts";
import { isItem, itemsIn, nameOfItem } from "../profile/lists.ts";
import type { LoadedProfile } from "../profile/loading.ts";

/** Of the site's own folder as many as it may take twice over; more is somebody's mistake. */
const mostRead = 2 * mostPacks;

/** The packs that can be taken: first those that the profile names, in its order, then the others by name. */
export async function packViews(
  { packFolders, folder }: Pick<LoadedProfile, "packFolders" | "folder">,
  named: readonly string[],
): Promise<PackView[]> {
  const found = new Map<string, string>();
  for (const place of packFolders)
    for (const { name, isDirectory } of await foldersIn(place))
      if (isDirectory && !found.has(name) && Id.safeParse(name).success) found.set(name, join(place, name));
  const others = [...found.keys()].filter((id) => !named.includes(id)).sort();
  const ids = [...named.filter((id) => found.has(id)), ...others].slice(0, mostRead);
  const own = join(folder, "packs");
  return Promise.all(
    ids.map(async (id) => {
      const at = found.get(id) ?? "";
      return { ...(await viewOf(id, at)), isOn: named.includes(id), isOwn: at === join(own, id) };
    }),
  );
}

async function viewOf(id: string, folder: string): Promise<Omit<PackView, "isOn" | "isOwn">> {
  const { data, mistakes } = await readDocuments(folder, new Map(), {
    prefix: `packs/${id}/`,
    isNotRead: "simulator.yaml",
  });
  const pack = Pack.safeParse(data.pack);
  const brings = Object.fromEntries(
    broughtLists.flatMap((list) => {
      const items = itemsIn(data[list]).flatMap((item) => {
        const name = nameOfItem(list, item);
        return name === undefined || !isItem(item) ? [] : [{ id: name, name: wordsOf(item, name) }];
      });
      return items.length === 0 ? [] : [[list, items]];
    }),
  );
  const off = itemsIn(data.sources).flatMap((item) =>
    isItem(item) && item.isOff === true && typeof item.id === "string" ? [item.id] : [],
  );
  const name = pack.success ? pack.data.name : { vi: id, en: id };
  return { id, name, about: pack.data?.about ?? null, brings, off, broken: mistakes[0]?.message ?? null };
}

/** Rules and the like are named by titles too. */
function wordsOf(item: Record<string, unknown>, id: string): Words {
  const parsed = Words.safeParse(item.name ?? item.title);
  return parsed.success ? parsed.data : { vi: id, en: id };
}

const foldersIn = (place: string): Promise<{ name: string; isDirectory: boolean }[]> =>
  readdir(place, { withFileTypes: true }).then(
    (entries) => entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() })),
    () => [],
  );
