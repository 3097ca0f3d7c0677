/**
 * A root file system of Debian's (or a relative's) smallest set of packages that has apt: what a machine has before anything of
 * ours is installed. Made by mmdebstrap from this machine's own package sources and kept as a tar file in the user's cache folder.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../build/paths.mjs";
import { runProcess } from "../lab/process.ts";

/** Counted up when roots are made in another way, so that those of before are not taken. */
const recipe = 1;
/** In every system that boots, and what our own mounts are made by; only the very smallest roots leave it out. */
const always = ["mount"];
/** Packages of an older root would all be upgraded by the first that needs one of them. */
const keptDays = 30;

export interface RootWanted {
  /** A release's code name, such as trixie. */
  release: string;
  /** Lists of package sources as apt reads them, one-line or deb822, by the name of the file they came from. */
  sources: readonly { name: string; text: string }[];
  /** Settings of apt such as a proxy, each as a line of apt.conf. */
  settings: readonly string[];
  /** What is in it beside apt and what is in every system. */
  packages?: readonly string[];
  /** Made even where one is kept. */
  isNew?: boolean;
}

export const drillCache = (): string => path.join(cacheFolder(), "drills");

/** This machine's release by its code name; undefined where it tells none. */
export const releaseOf = (osRelease: string): string | undefined =>
  /^VERSION_CODENAME="?([\w-]+)"?$/m.exec(osRelease)?.[1];

/**
 * Of a machine's lists of package sources those of the release that come over a network and are signed by its makers. Folders of
 * the machine's own and other makers' packages would not be clean. Fails when none is left.
 */
export function cleanSources(lists: RootWanted["sources"], release: string): RootWanted["sources"] {
  const isOfRelease = (suites: string) => suites.split(/\s+/).some((suite) => suite.split("-")[0] === release);
  const isTheMakers = (text: string) => {
    const key = /signed-by[:=]\s*(\S+)/i.exec(text)?.[1];
    return (key === undefined || /(debian|ubuntu)-archive/.test(key)) && !/trusted[:=]\s*yes/i.test(text);
  };
  const kept = lists.map(({ name, text }) => {
    const lines = text.split("\n").filter((line) => !/^\s*#/.test(line));
    if (!name.endsWith(".sources")) {
      const isKept = (line: string) =>
        isOfRelease(/^deb\s+(?:\[[^\]]*\]\s+)?https?:\S+\s+(\S+)/.exec(line)?.[1] ?? "") && isTheMakers(line);
      return { name, text: lines.filter(isKept).join("\n") };
    }
    const field = (stanza: string, wanted: string) =>
      new RegExp(`^${wanted}:\\s*(.*)$`, "im").exec(stanza)?.[1]?.trim() ?? "";
    const isKept = (stanza: string) =>
      field(stanza, "Types").split(/\s+/).includes("deb") &&
      field(stanza, "Enabled").toLowerCase() !== "no" &&
      field(stanza, "URIs")
        .split(/\s+/)
        .every((uri) => /^https?:/.test(uri)) &&
      isOfRelease(field(stanza, "Suites")) &&
      isTheMakers(stanza);
    return {
      name,
      text: lines
        .join("\n")
        .split(/\n\s*\n/)
        .filter(isKept)
        .join("\n\n"),
    };
  });
  const filled = kept
    .filter(({ text }) => text.trim() !== "")
    .map(({ name, text }) => ({ name, text: `${text.trim()}\n` }));
  if (filled.length === 0)
    throw new Error(`no package source of ${release} over the network in this machine's /etc/apt`);
  return filled;
}

/** Of `apt-config dump` what another root needs to reach the same sources: proxies, and whether dates are believed. */
export const neededSettings = (dump: string): string[] =>
  dump.split("\n").filter((line) => /^Acquire::(https?::|Check-)[^ ]* ".+";$/.test(line));

/**
 * What a root of another release is made from: a list of its package sources, which names the key they are signed by, such as
 * Ubuntu's on Debian (package ubuntu-archive-keyring).
 */
export async function otherRelease(release: string, file: string): Promise<RootWanted> {
  const sources = [{ name: file, text: await readFile(file, "utf8") }];
  return { release, sources, settings: neededSettings((await runProcess("apt-config", ["dump"])).stdout) };
}

/** What a root of this machine's own release is made from. */
export async function ownRelease(): Promise<RootWanted> {
  const release = releaseOf(await readFile("/etc/os-release", "utf8"));
  if (release === undefined) throw new Error("this system does not tell its release's code name (/etc/os-release)");
  const folder = "/etc/apt/sources.list.d";
  const files = ["/etc/apt/sources.list", ...(await readdir(folder)).map((name) => path.join(folder, name))].filter(
    (file) => existsSync(file) && /\.(list|sources)$/.test(file),
  );
  const lists = await Promise.all(files.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
  const { stdout } = await runProcess("apt-config", ["dump"]);
  return { release, sources: cleanSources(lists, release), settings: neededSettings(stdout) };
}

/** The tar file of a root, and whether it was made just now. Fails with the last lines of mmdebstrap. */
export async function rootArchive(wanted: RootWanted): Promise<{ file: string; isMade: boolean }> {
  const { release, sources, settings, packages = [] } = wanted;
  const key = createHash("sha256").update(JSON.stringify([recipe, always, release, sources, settings, packages]));
  const file = path.join(drillCache(), `root-${release}-${key.digest("hex").slice(0, 12)}.tar`);
  const ageMs = existsSync(file) ? Date.now() - (await stat(file)).mtimeMs : Number.POSITIVE_INFINITY;
  if (!wanted.isNew && ageMs < keptDays * 86_400_000) return { file, isMade: false };
  const work = path.join(drillCache(), `making-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const lists = sources.map(({ name, text }, at) => ({
      file: path.join(work, `${at}-${path.basename(name)}`),
      text,
    }));
    for (const list of lists) await writeFile(list.file, list.text);
    const made = path.join(work, "root.tar");
    const run = await runProcess(
      "mmdebstrap",
      [
        ...["--variant=apt", "--mode=root", "--format=tar"],
        ...settings.map((line) => `--aptopt=${line.replace(/;$/, "")}`),
        `--include=${[...always, ...packages].join(",")}`,
        ...[release, made, ...lists.map((list) => list.file)],
      ],
      { env: { TMPDIR: work }, withinMs: 400_000 },
    );
    if (run.code !== 0) throw new Error(`mmdebstrap ended with ${run.code ?? run.signal}: ${run.stderr.slice(-1_500)}`);
    await rename(made, file);
    return { file, isMade: true };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
