import { readdirSync } from "node:fs";
import { join } from "node:path";
import { dist, nodeModules, root } from "../paths.mjs";
import { readText } from "../stamps.mjs";
import { targets } from "../targets.mjs";
import { packagesFile } from "./packages-inside.mjs";

/** Licences of libraries that may be inside. Anything else is named and stops the build, until somebody has read it. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Unlicense",
]);

/**
 * Terms read by name. mapbox-gl's own: a site that uses it has an account with its maker; nothing of it is loaded without a token
 * of the site. splaytree-ts misspells the BSD-3-Clause that its text is. web-push's files are under the MPL, which asks for no more than
 * that whoever gets them can have their source: it is inside unchanged, and npm has it under the version that the list names.
 */
const allowedByName = {
  "mapbox-gl": "SEE LICENSE IN LICENSE.txt",
  "splaytree-ts": "BDS-3-Clause",
  "web-push": "MPL-2.0",
};

/** Texts of packages that bring none, under the licence that they name. */
const givenTexts = join(root, "build", "package", "licence-texts");

/**
 * All that is inside a package, with its terms: {text, packages (how many of npm's), problems: [{name, licence, reason}]}. `reason` is
 * "no-text" or "not-allowed". `electron` and `node` are versions; `nodePackage` the folder in node_modules that the Node came in.
 */
export function licencesInside({ electron, node, nodePackage }) {
  const inside = new Map();
  for (const target of targets) {
    const text = readText(join(dist, target.name, packagesFile));
    if (text === null) throw new Error(`dist/${target.name}/${packagesFile}`);
    for (const each of JSON.parse(text)) inside.set(`${each.name}@${each.version}`, each);
  }
  for (const each of [unbundled("better-sqlite3"), ...fontPackages()]) inside.set(`${each.name}@${each.version}`, each);
  const packages = [...inside.values()]
    .map((each) => ({ ...each, text: textOf(each) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
  const problems = packages.flatMap((each) => problemsOf(each));
  const parts = [
    part(`Electron ${electron}`, "MIT", textIn("electron", /^LICENSE/i)),
    `Chromium and all that comes with Electron: the file LICENSES.chromium.html beside the program.`,
    part(`Node.js ${node}`, "MIT, and those of what it contains", textIn(nodePackage, /^LICENSE$/i)),
    part("SQLite, inside better-sqlite3", "public domain", "https://www.sqlite.org/copyright.html"),
    ...packages.map((each) => part(`${each.name} ${each.version}`, each.license, each.text)),
    ...fontTexts(),
    ...pdfTexts(),
    part(
      "Outlines of the built-in profile",
      "public domain",
      "Natural Earth, https://www.naturalearthdata.com/about/terms-of-use/",
    ),
    part("Names of places of the built-in profile", "CC-BY-4.0", "GeoNames, https://www.geonames.org/"),
  ];
  const list = packages.map((each) => `  ${each.name} ${each.version}: ${each.license}`).join("\n");
  const head = `What is inside this program, and under which terms.\n\nElectron ${electron} (with Chromium), Node.js ${node}, SQLite, and of npm:\n${list}`;
  return { text: `${[head, ...parts].join(`\n\n${"-".repeat(100)}\n\n`)}\n`, packages: packages.length, problems };
}

/** Why a package may not be inside: nothing, or one problem or two. */
export function problemsOf({ name, license, text }) {
  const isAllowed = allowed.has(license) || allowedByName[name] === license;
  return [
    ...(isAllowed ? [] : [{ name, licence: license || "-", reason: "not-allowed" }]),
    ...(text.trim() === "" ? [{ name, licence: license || "-", reason: "no-text" }] : []),
  ];
}

const part = (title, licence, text) => `${title}\nLicence: ${licence}\n\n${text.trim()}`;

/** The text that came with a package, else the one in its README, else the one given for it; with its notice, where it has one. */
function textOf({ name, version, licenseText }) {
  const own = licenseText || readmeText(name) || readText(join(givenTexts, `${name.replace("/", "+")}.txt`)) || "";
  const isThisOne = JSON.parse(readText(join(nodeModules, name, "package.json")) ?? "{}").version === version;
  const notice = isThisOne ? textIn(name, /^NOTICE/i) : "";
  return notice ? `${own.trim()}\n\n${notice}` : own;
}

function readmeText(name) {
  const section = textIn(name, /^README/i).split(/^#+ *licen[cs]e *$/im)[1] ?? "";
  return section.includes("Permission is hereby granted") ? section.split(/^#/m)[0] : "";
}

function textIn(name, pattern) {
  const folder = join(nodeModules, name);
  const file = readdirSync(folder).find((each) => pattern.test(each));
  return (file && readText(join(folder, file))) || "";
}

/** A package that the bundler leaves outside. */
function unbundled(name) {
  const { version, license } = JSON.parse(readText(join(nodeModules, name, "package.json")));
  return { name, version, license, licenseText: textIn(name, /^LICEN[CS]E/i) };
}

/** Fonts are no code: the bundler copies them and lists none. All of them that are libraries count as inside. */
function fontPackages() {
  return readdirSync(join(nodeModules, "@fontsource")).map((name) => unbundled(`@fontsource/${name}`));
}

/** The fonts of assets/fonts, which are parts of others' fonts, each with the licence beside it. */
function fontTexts() {
  const folder = join(root, "assets", "fonts");
  return readdirSync(folder)
    .filter((name) => /^LICENSE-/.test(name))
    .map((name) =>
      part(`Font: ${name.slice("LICENSE-".length, -".txt".length)}`, "OFL-1.1", readText(join(folder, name))),
    );
}

/** What the PDF library brings besides its code: fonts, tables of characters. Each has a licence of its own. */
function pdfTexts() {
  return [
    ["standard_fonts", /^LICENSE_FOXIT/, "Fonts of PDF pages, from PDFium", "BSD-3-Clause"],
    ["standard_fonts", /^LICENSE_LIBERATION/, "Fonts of PDF pages: Liberation Sans", "OFL-1.1"],
    ["wasm", /^LICENSE_OPENJPEG/, "Pictures of PDF pages: OpenJPEG", "BSD-2-Clause"],
    ["wasm", /^LICENSE_PDFJS_OPENJPEG/, "Pictures of PDF pages: its build for PDF.js", "BSD-2-Clause"],
    ["cmaps", /^LICENSE/, "Tables of characters of PDF pages, from Adobe", "BSD-3-Clause"],
  ].map(([folder, pattern, title, licence]) => part(title, licence, textIn(join("pdfjs-dist", folder), pattern)));
}
