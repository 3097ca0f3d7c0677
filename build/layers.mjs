/**
 * What may import what: the layers of the program, in one table. `node build/layers.mjs` writes the linter's configuration
 * from it (biome.layers.json, which biome.json extends); a test tries a forbidden import of each layer, and fails where the two differ.
 *
 * A layer is a folder. What it may import are other layers of its list by name; of what lies outside of its list nothing but
 * contract/. `packages` are the libraries it may import (all where it is absent); `hasNode` whether those of Node.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

const electronOnly = "electron is imported only in main/shell, main/index.ts and preload";

/** The program's large parts, none of which knows another: they meet over a line, by contract/. */
const parts = {
  contract: { packages: ["zod"], hasNode: false, may: [], says: "contract imports zod only" },
  "main/core": { may: [], says: "the core imports contract and Node only" },
  "main/simulator": { may: [], says: "the simulator is a platform of its own: it imports contract and Node only" },
  // What an installed program knows of its own place, for whoever starts it.
  "main/installed": { may: [], says: "it imports contract and Node only" },
  "main/command": {
    may: ["main/installed"],
    says: "the command talks to the core over HTTP: it imports contract and Node only",
  },
  "main/shell": { may: ["main/installed"], hasElectron: true, says: "the shell imports contract and electron only" },
  preload: { may: [], hasElectron: true, hasNode: false, says: "preload imports contract and electron only" },
  renderer: { may: [], hasNode: false, says: "the renderer imports contract only" },
};

/**
 * In the core a folder is a part of the spine or a feature. What a folder is not allowed here it does not import; there is no
 * circle. A folder that has no line is a feature that stands on the spine alone: see `plainFeature`. A feature's own tables are described in its `repository.ts` (types alone), which the store implements.
 */
export const coreLayers = {
  // What all may stand on.
  run: [],
  apart: [],
  zips: [],
  outbound: [],
  mapping: ["run"],
  tables: ["apart", "run", "zips"],
  store: ["apart", "run"],
  access: ["store"],
  // Where a core is reached, and by whom: listeners, certificates, names.
  door: ["run"],
  // What every feature's routes share, and the server that they are registered at.
  api: ["access", "door"],
  supervision: ["outbound"],
  // Pure functions and their dated numbers.
  calculations: [],
  // What a message of an e-document says.
  edxml: [],
  // From platforms to the store.
  profile: ["calculations", "mapping", "outbound", "tables"],
  connectors: ["apart", "edxml", "mapping", "outbound", "run", "tables", "zips"],
  ingest: ["connectors", "outbound", "profile", "store", "tables"],
  indicators: ["access", "api", "calculations", "ingest", "store"],
  // Features.
  audit: ["access", "api", "outbound", "store", "tables"],
  accounts: ["access", "api", "door", "outbound", "secrets"],
  calendar: ["api"],
  "camera-events": ["api", "connectors", "ingest", "outbound", "profile", "store"],
  "camera-list": ["api", "cameras", "outbound", "profile", "secrets", "tables"],
  cameras: ["access", "api", "outbound", "run", "secrets", "tables"],
  catalogue: ["api", "profile", "reports", "store", "tables"],
  "citizen-reports": ["api", "connectors", "ingest", "outbound", "profile", "store"],
  documents: ["api", "connectors", "edxml", "ingest", "outbound", "profile", "store"],
  dossiers: [
    "access",
    "api",
    "calculations",
    "calendar",
    "connectors",
    "indicators",
    "ingest",
    "outbound",
    "profile",
    "store",
  ],
  entry: ["access", "api", "calendar", "connectors", "store", "tables"],
  feed: ["api", "store"],
  follows: ["access", "api"],
  forecast: ["api", "live", "profile", "store"],
  joining: ["cameras", "news", "store", "wall"],
  maintenance: ["access", "api", "cameras", "store"],
  map: ["api", "apart", "outbound", "tables", "zips"],
  news: ["api", "outbound", "tables"],
  outbox: ["access", "api", "connectors", "outbound", "store"],
  push: ["access", "accounts", "api", "follows", "outbound", "secrets"],
  readings: ["access", "api", "store"],
  reports: ["access", "api", "outbox", "store"],
  secrets: ["access", "api", "outbound", "store"],
  "site-files": ["api"],
  "source-scores": ["api", "calculations", "connectors", "ingest", "outbound", "store"],
  sources: ["access", "api", "connectors", "reports"],
  status: ["api", "cameras", "joining", "outbox", "store", "supervision", "wall"],
  takeaway: ["access", "api", "store", "tables"],
  today: ["access", "api", "follows", "store"],
  tokens: ["access", "api", "secrets"],
  usage: ["access", "api", "store"],
  wall: ["access", "api", "calendar", "camera-events", "store"],
  warnings: ["api", "connectors", "ingest", "outbound", "profile", "store"],
  wizards: ["access", "api", "cameras", "connectors", "ingest", "outbound", "profile", "secrets", "store", "tables"],
  // To the screens.
  live: ["access", "api", "door", "joining", "supervision", "wall"],
};

/** What a feature may import that has no line above: one that stands on the spine alone, and that no other folder needs. */
export const plainFeature = ["access", "api", "live", "store"];

/** In the renderer imports run from what is looked at to what is told: pages → panels → figures → state → live. */
export const rendererLayers = {
  ui: [],
  host: [],
  video: [],
  live: [],
  i18n: ["live"],
  map: ["ui"],
  state: ["host", "live"],
  figures: ["i18n", "state", "ui"],
  // Signing in, and the lock that covers a page of whoever has gone: of the web app and of the desk.
  account: ["i18n", "live", "state", "ui"],
  cameras: ["figures", "i18n", "live", "state", "ui", "video"],
  panels: ["cameras", "figures", "i18n", "live", "map", "state", "ui"],
  layout: ["figures", "host", "i18n", "live", "panels", "state", "ui", "video"],
  takeaway: ["figures", "i18n", "layout", "live", "panels", "state"],
  usage: ["figures", "i18n", "state", "ui"],
  wall: ["host", "i18n", "layout", "live", "state", "ui"],
  desk: [
    "account",
    "cameras",
    "figures",
    "host",
    "i18n",
    "layout",
    "live",
    "map",
    "panels",
    "state",
    "takeaway",
    "ui",
    "usage",
  ],
  web: [
    "account",
    "cameras",
    "figures",
    "host",
    "i18n",
    "layout",
    "live",
    "map",
    "panels",
    "state",
    "takeaway",
    "ui",
    "usage",
    "video",
  ],
};

/** The linter takes the last rule that fits a file whole: each list of patterns below has all that holds there. */
function override(includes, patterns, paths = {}) {
  const options = { patterns, ...(Object.keys(paths).length > 0 ? { paths } : {}) };
  return { includes, linter: { rules: { style: { noRestrictedImports: { level: "error", options } } } } };
}

const lastOf = (folder) => folder.split("/").at(-1);

/** Patterns that hold in a large part: no other part, no library that it has not, nothing of Node where it has none. */
function patternsOf(name) {
  const { may, packages, hasNode = true, says } = parts[name];
  const others = Object.keys(parts).filter((other) => other !== name && other !== "contract" && !may.includes(other));
  const group = others.map((other) => `**/${lastOf(other)}/**`);
  if (!name.startsWith("main/")) group.push("**/main/**");
  if (!hasNode) group.unshift("node:*");
  const patterns = [{ group, message: says }];
  if (packages !== undefined) {
    const allowed = packages.flatMap((each) => [`!${each}`, `!${each}/**`]);
    const local = ["!./**", "!../**", "!#contract/**"];
    patterns.push({ group: ["*", "*/**", "@*/**", ...allowed, ...local], message: says });
  }
  return patterns;
}

const pathsOf = (name) => (parts[name].hasElectron ? {} : { electron: electronOnly });

/** A panel is whole in its folder: what two share lies beside them, not in one of them. */
const betweenPanels = [
  { includes: ["renderer/panels/*/*"], group: ["../*/**", "!../../**"] },
  { includes: ["renderer/panels/*/*/**"], group: ["../../*/**", "!../../../**"] },
];

/** How deep files of the core lie below a folder of the table. */
export const coreDepths = [0, 1, 2];

/**
 * What a folder of the core may import of its others: what it is allowed by name and nothing else, so that a folder which is not in the table
 * is imported by none. How deep the importing file lies tells which part of a path is such a folder.
 */
const coreOverrides = (name, may) =>
  coreDepths.map((depth) => {
    const up = "../".repeat(depth + 1);
    const allowed = may.map((other) => `!${up}${other}/**`);
    // A feature's tables are described beside it.
    const types = name === "store" ? ["!**/*repository.ts"] : [];
    const message = `core/${name} imports ${may.join(", ") || "nothing of the core beside itself"}`;
    return override(
      [`main/core/${name}/${"*/".repeat(depth)}*`],
      [...patternsOf("main/core"), { group: [`${up}*`, `${up}*/**`, ...allowed, ...types], message }],
      pathsOf("main/core"),
    );
  });

/** The overrides of biome.json that come from the table. */
export function layerOverrides() {
  const inParts = Object.keys(parts).map((name) =>
    override(
      name === "main/shell" ? ["main/shell/**", "main/index.ts"] : [`${name}/**`],
      patternsOf(name),
      pathsOf(name),
    ),
  );
  const react = {
    react: {
      importNames: ["lazy", "Suspense"],
      message: "what a Suspense waited for is held back for 300 ms: panels/later.ts",
    },
  };
  const inCore = [
    ...coreOverrides("*", plainFeature),
    // What the parts are put together by, which knows them all.
    override(["main/core/opening/**"], patternsOf("main/core"), pathsOf("main/core")),
    ...Object.entries(coreLayers).flatMap(([name, may]) => coreOverrides(name, may)),
  ];
  const paths = { ...pathsOf("renderer"), ...react };
  const patternsIn = (name) => {
    const others = Object.keys(rendererLayers).filter(
      (other) => other !== name && !rendererLayers[name].includes(other),
    );
    const message = `renderer/${name} imports ${rendererLayers[name].join(", ") || "nothing of the renderer beside itself"}`;
    return [...patternsOf("renderer"), { group: others.map((other) => `**/${other}/**`), message }];
  };
  const inRenderer = Object.keys(rendererLayers).map((name) =>
    override([`renderer/${name}/**`], patternsIn(name), paths),
  );
  // Folders of the desk that bear the name of a layer: which of the two is meant, how deep the importing file lies tells.
  const deskDepths = [0, 1, 2].map((depth) =>
    override(
      [`renderer/desk/${"*/".repeat(depth)}*`],
      patternsIn("desk").map((each) => ({ ...each, group: [...each.group, `!${"../".repeat(depth) || "./"}wall/**`] })),
      paths,
    ),
  );
  const panels = betweenPanels.map(({ includes, group }) =>
    override(includes, [...patternsIn("panels"), { group, message: "a panel never imports a panel" }], paths),
  );
  return [
    ...inParts,
    ...inCore,
    override(["renderer/*"], patternsOf("renderer"), paths),
    ...inRenderer,
    ...deskDepths,
    ...panels,
  ];
}

/** Where the linter reads them: biome.json extends it. */
export const layersFile = join(root, "biome.layers.json");

/** The text of that file. */
export const layersText = () => `${JSON.stringify({ overrides: layerOverrides() }, null, 2)}\n`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(layersFile, layersText());
