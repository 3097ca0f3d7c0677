/** What the deb of the wall has to have brought, seen after apt installed it. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { runProcess } from "../lab/process.ts";
import { highest } from "./file-list.ts";
import type { Machine } from "./machine.ts";
import { see } from "./steps.ts";

export const packageName = "ioc-wall";
export const programFolder = `/opt/${packageName}`;
export const menuEntry = `/usr/share/applications/${packageName}.desktop`;

/** Nothing of ours lies anywhere else. */
const places = [
  programFolder,
  ...["ioc", packageName].map((name) => `/usr/bin/${name}`),
  ...[`/etc/${packageName}`, `/etc/apparmor.d/${packageName}`, menuEntry],
  ...[`/usr/share/doc/${packageName}`, "/usr/share/icons/hicolor", "/usr/share/man", "/usr/share/metainfo"],
  "/usr/lib/systemd",
];

/** @param root the machine's root folder, seen from outside */
export async function checkFiles(machine: Machine, root: string, saw: (what: string) => void): Promise<void> {
  const listed = (await machine.must(["dpkg", "-L", packageName]))
    .split("\n")
    .filter((file) => file !== "" && file !== "/.");
  const isBelow = (file: string, place: string) => file === place || file.startsWith(`${place}/`);
  const astray = listed.filter((file) => !places.some((place) => isBelow(file, place) || isBelow(place, file)));
  see(astray.length === 0, `files where none should be: ${highest(astray).join(" ")}`);
  const tops = places.filter((place) => listed.some((file) => isBelow(file, place)));
  saw(`${listed.length} files and folders below ${tops.join(" ")}`);

  const inside = (file: string) => path.join(root, file);
  const sandbox = await stat(inside(`${programFolder}/chrome-sandbox`));
  const mode = (sandbox.mode & 0o7777).toString(8);
  see(
    mode === "4755" && sandbox.uid === 0,
    `chrome-sandbox has mode ${mode} and owner ${sandbox.uid}, not 4755 of root`,
  );
  const open = await runProcess("find", [
    inside(programFolder),
    "(",
    "!",
    "-user",
    "0",
    "-o",
    "-perm",
    "/022",
    ")",
    "!",
    "-type",
    "l",
  ]);
  see(
    open.code === 0 && open.stdout === "",
    `files that others than root own or may write: ${open.stdout.slice(0, 500)}`,
  );
  saw("chrome-sandbox 4755 of root, all else root's and nobody else's to write");

  const verified = await machine.run(["dpkg", "-V", packageName]);
  see(verified.code === 0 && verified.stdout === "", `dpkg -V: ${verified.stdout}${verified.stderr}`);
  const entry = await runProcess("desktop-file-validate", [inside(menuEntry)]);
  see(entry.code === 0 && entry.stdout === "", `desktop-file-validate: ${entry.stdout}${entry.stderr}`);
  const icons = listed.filter((file) => /\/hicolor\/.+\.(png|svg)$/.test(file));
  see(icons.length > 0, "no icon for the menu");
  saw(`dpkg -V and desktop-file-validate have nothing to say; ${icons.length} icons`);

  const pages = listed.filter((file) => /\/man1\/ioc\.1\.gz$/.test(file));
  see(pages.includes("/usr/share/man/man1/ioc.1.gz"), "no man page of ioc");
  for (const page of pages) {
    const text = gunzipSync(await readFile(inside(page))).toString("utf8");
    see(/^\.(TH|Dt) ioc 1/im.test(text), `${page} is no man page: ${text.slice(0, 80)}`);
  }
  const copyright = `/usr/share/doc/${packageName}/copyright`;
  see(listed.includes(copyright), "no list of licences");
  saw(`man ioc (${pages.length}), licences ${((await stat(inside(copyright))).size / 1_000).toFixed(0)} kB`);
}

/** Whether any program file asks for a library that is nowhere: what `Depends` forgot. */
export async function checkLibraries(machine: Machine, folder: string): Promise<string> {
  const programs = `find "${folder}" -type f \\( -perm -u+x -o -name '*.so*' -o -name '*.node' \\) -exec ldd {} +`;
  // Scripts are no programs to ldd, and make it end with 1.
  const asked = (await machine.run(["sh", "-c", programs], { env: { LD_LIBRARY_PATH: folder } })).stdout.split("\n");
  const found = asked.filter((line) => / => \//.test(line));
  const missing = new Set(asked.filter((line) => line.includes("not found")).map((line) => line.trim()));
  see(missing.size === 0, `libraries that are nowhere: ${[...missing].join(", ")}`);
  see(found.length > 0, `ldd found no program in ${folder}`);
  return `${found.length} libraries that its programs ask for, and each is there`;
}
