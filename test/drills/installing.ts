/** Packages into a machine of a drill and out again, as apt does it for a centre. */
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { root as project } from "../../build/paths.mjs";
import { runProcess } from "../lab/process.ts";
import { drillCache, type RootWanted, rootArchive } from "./clean-root.ts";
import type { Machine } from "./machine.ts";
import { see } from "./steps.ts";

/** Where a machine finds what the drill gives it. */
export const given = "/srv/given";

const runPrefix = "drill-";

/** The newest of what `npm run package` made, by the end of its name. */
export async function newestPackage(ending: string): Promise<string> {
  const folder = path.join(project, "dist/packages");
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(ending)) : [];
  const files = await Promise.all(
    names.map(async (name) => ({ file: path.join(folder, name), ms: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const file = files.sort((one, other) => other.ms - one.ms)[0]?.file;
  see(file, `there is no ${ending} in dist/packages: npm run package -- linux`);
  return file;
}

/** A new root folder, unpacked below the cache: /tmp may be small, and without set-user-id. Deleted by `remove`. */
export async function unpackRoot(wanted: RootWanted, saw: (what: string) => void) {
  const { file, isMade } = await rootArchive(wanted);
  await removeLeft();
  const folder = path.join(drillCache(), `${runPrefix}${process.pid}`);
  const root = path.join(folder, "root");
  await mkdir(root, { recursive: true });
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  try {
    await must("tar", ["-xf", file, "-C", root]);
    const { stdout } = await runProcess("grep", [
      "-c",
      "^Status: install ok installed",
      path.join(root, "var/lib/dpkg/status"),
    ]);
    saw(`${wanted.release}, ${stdout.trim()} packages, ${isMade ? "made by mmdebstrap" : "kept from before"}: ${file}`);
    return { root, folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Folders of drills that were killed and could not delete them. */
async function removeLeft(): Promise<void> {
  const names = existsSync(drillCache()) ? await readdir(drillCache()) : [];
  const left = names.filter(
    (name) => name.startsWith(runPrefix) && !existsSync(`/proc/${name.slice(runPrefix.length)}`),
  );
  for (const name of left) await rm(path.join(drillCache(), name), { recursive: true, force: true });
}

/** What machines of drills see of this one: the packages to be installed, and those that apt fetched before. */
export async function sharedFolders(folder: string, files: readonly string[]) {
  const debs = path.join(drillCache(), "debs");
  const gifts = path.join(folder, "given");
  for (const each of [debs, gifts]) await mkdir(each, { recursive: true });
  for (const file of files) await cp(file, path.join(gifts, path.basename(file)));
  return { "/var/cache/apt/archives": debs, [given]: gifts };
}

/** A root that is deleted afterwards need not outlive a power cut at every file. */
const quickly = ["-o", "Dpkg::Options::=--force-unsafe-io"];
const asRoot = { as: "root", withinMs: 300_000 } as const;

export const updateLists = (machine: Machine): Promise<string> => machine.must(["apt-get", "-q", "update"], asRoot);

/** Installs a deb by apt, with all that it needs and nothing that it only recommends. Gives how many packages that were. */
export async function installDeb(machine: Machine, deb: string): Promise<number> {
  const wrote = await machine.must(
    ["apt-get", "-q", "-y", "--no-install-recommends", ...quickly, "install", path.join(given, path.basename(deb))],
    asRoot,
  );
  const count = Number(/(\d+) (?:packages )?newly installed/i.exec(wrote)?.[1]);
  see(count > 0, `apt-get installed nothing:\n${wrote.slice(-1_500)}`);
  return count;
}

export const removeDeb = (machine: Machine, name: string): Promise<string> =>
  machine.must(["apt-get", "-q", "-y", "remove", name], asRoot);

/** Takes the settings of a removed package away as well. Gives whether there were any; apt no longer knows of one that has none. */
export async function purgeDeb(machine: Machine, name: string): Promise<boolean> {
  const state = await machine.run(["dpkg-query", "-W", `-f=\${db:Status-Status}`, name], asRoot);
  if (state.stdout !== "config-files") return false;
  await machine.must(["apt-get", "-q", "-y", "purge", name], asRoot);
  return true;
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const run = await runProcess(command, args, { withinMs: 180_000 });
  if (run.code !== 0) throw new Error(`${command} ${args.join(" ")}: ${run.stderr.slice(-1_000)}`);
}
