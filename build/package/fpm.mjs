#!/usr/bin/env node
/**
 * Stands in for fpm, which Debian does not carry, where electron-builder makes a deb: takes the arguments that it gives, lays the
 * files out in a folder and has dpkg-deb pack them. Node 20 and dpkg are all it needs. `CUSTOM_FPM_PATH` names it.
 *
 * The scripts that electron-builder would have run at installing are left out: all that they do here is in the files themselves (the
 * links in /usr/bin, the sandbox's rights), so dpkg knows of it, and removes it.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Those of fpm's options that have no value; all others have one. */
const flags = new Set(["--force", "--debug"]);

/** {options: {name: [value, …]}, pairs: [[from, to], …]} of fpm's arguments. */
export function readArguments(args) {
  const options = {};
  const pairs = [];
  for (let index = 0; index < args.length; index += 1) {
    const each = args[index];
    if (flags.has(each)) continue;
    if (each.startsWith("-")) {
      index += 1;
      options[each] = [...(options[each] ?? []), args[index]];
    } else pairs.push([each.slice(0, each.lastIndexOf("=")), each.slice(each.lastIndexOf("=") + 1)]);
  }
  return { options, pairs };
}

/** The text of DEBIAN/control. `installedKib` is the room that the files take, in KiB. */
export function controlText(options, installedKib) {
  const one = (name) => options[name]?.at(-1) ?? "";
  // The first line is the short description; those after it begin with a blank, an empty one is a dot.
  const [synopsis = "", ...rest] = one("--description").split("\n");
  const description = [synopsis.trim(), ...rest.flatMap((line) => wrapped(line.trim() || "."))].join("\n ");
  const fields = {
    Package: one("--name"),
    Version: one("--version"),
    Architecture: one("--architecture"),
    Maintainer: one("--maintainer"),
    "Installed-Size": String(installedKib),
    Depends: (options["-d"] ?? []).join(", "),
    Recommends: (options["--deb-recommends"] ?? []).join(", "),
    Section: one("--category"),
    Priority: one("--deb-priority"),
    Homepage: one("--url"),
    Description: description,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== "");
  return `${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`;
}

/** A text in lines of at most 78 characters, at blanks. */
function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= 78) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function main() {
  const { options, pairs } = readArguments(process.argv.slice(2));
  const target = options["--package"][0];
  mkdirSync(dirname(target), { recursive: true });
  // Beside the result: on one disk files are linked instead of copied, and /tmp may be small.
  const stage = mkdtempSync(join(dirname(target), ".deb-"));
  try {
    chmodSync(stage, 0o755);
    for (const [from, to] of pairs) {
      const into = join(stage, to);
      const isContents = from.endsWith("/");
      mkdirSync(isContents ? into : dirname(into), { recursive: true });
      execFileSync("cp", ["-al", isContents ? `${from}.` : from, into]);
    }
    for (const left of options["--exclude"] ?? []) rmSync(join(stage, left), { force: true });
    openToAll(stage);
    // Shipped so instead of set afterwards: dpkg knows of it, and no script has to run. The file is a copy of its own, since what it
    // is linked to belongs to somebody else.
    const sandbox = pairs.map(([, to]) => join(stage, to, "chrome-sandbox")).find((file) => isFile(file));
    if (sandbox) {
      const bytes = readFileSync(sandbox);
      rmSync(sandbox);
      writeFileSync(sandbox, bytes);
      chmodSync(sandbox, 0o4755);
    }
    const kib = Number.parseInt(execFileSync("du", ["-sk", "--apparent-size", stage], { encoding: "utf8" }), 10);
    mkdirSync(join(stage, "DEBIAN"));
    writeFileSync(join(stage, "DEBIAN", "control"), controlText(options, kib));
    const compression = { zst: "zstd", gz: "gzip" }[options["--deb-compression"]?.[0]] ?? "xz";
    execFileSync("dpkg-deb", ["--root-owner-group", `-Z${compression}`, "-z6", "--build", stage, target], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const isFile = (file) => lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** What is installed is read by every account, whatever the umask of the account that built it. */
function openToAll(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const stat = lstatSync(file);
    if (stat.isDirectory()) {
      chmodSync(file, 0o755);
      openToAll(file);
    } else if (stat.isFile() && (stat.mode & 0o044) !== 0o044) chmodSync(file, stat.mode | 0o044);
  }
}

if (basename(process.argv[1] ?? "") === "fpm.mjs") main();
