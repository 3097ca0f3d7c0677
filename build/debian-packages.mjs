import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lastLine, run } from "./child-process.mjs";
import { cacheFolder } from "./paths.mjs";
import { readStamp, writeStamp } from "./stamps.mjs";
import { sentence } from "./words.mjs";

/**
 * What Debian and Ubuntu have to provide. `names` are alternatives, the first that the machine's release knows is taken
 * (Ubuntu and newer Debian carry the t64 suffix). `program` or `library` is a file of it, looked for at every start.
 */
const wanted = {
  core: [{ names: ["ffmpeg"], program: "ffmpeg" }],
  screens: [
    { names: ["libgtk-3-0t64", "libgtk-3-0"], library: "libgtk-3.so.0" },
    { names: ["libnss3"], library: "libnss3.so" },
    { names: ["libgbm1"], library: "libgbm.so.1" },
    { names: ["libasound2t64", "libasound2"], library: "libasound.so.2" },
    { names: ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"], library: "libatk-bridge-2.0.so.0" },
    { names: ["libcups2t64", "libcups2"], library: "libcups.so.2" },
    { names: ["libdrm2"], library: "libdrm.so.2" },
    { names: ["libxkbcommon0"], library: "libxkbcommon.so.0" },
    { names: ["libxcomposite1"], library: "libXcomposite.so.1" },
    { names: ["libxdamage1"], library: "libXdamage.so.1" },
    { names: ["libxrandr2"], library: "libXrandr.so.2" },
    { names: ["xserver-xorg-core"], program: "Xorg" },
    { names: ["xserver-xorg-video-dummy"], library: "xorg/modules/drivers/dummy_drv.so" },
    { names: ["x11-xserver-utils"], program: "xrandr" },
    { names: ["x11-utils"], program: "xprop" },
    { names: ["openbox"], program: "openbox" },
  ],
  tests: [
    { names: ["chromium", "chromium-browser"], program: "chromium" },
    { names: ["mosquitto"], program: "mosquitto" },
    { names: ["mosquitto-clients"], program: "mosquitto_pub" },
    { names: ["openssl"], program: "openssl" },
    { names: ["sqlite3"], program: "sqlite3" },
    { names: ["nginx-light", "nginx"], program: "nginx" },
    { names: ["haproxy"], program: "haproxy" },
    { names: ["rsyslog"], program: "rsyslogd" },
    { names: ["rsyslog-openssl"], library: "rsyslog/lmnsd_ossl.so" },
    // Debian's own client programs choose among the versions of servers that are installed.
    { names: ["postgresql"], program: "psql" },
    { names: ["tippecanoe"], program: "tippecanoe" },
    { names: ["python3-pyshp"], library: "python3/dist-packages/shapefile.py" },
    { names: ["python3-gi"], library: "python3/dist-packages/gi/__init__.py" },
    { names: ["gir1.2-gst-rtsp-server-1.0"], library: "girepository-1.0/GstRtspServer-1.0.typelib" },
    { names: ["gir1.2-gst-plugins-base-1.0"], library: "girepository-1.0/GstApp-1.0.typelib" },
    { names: ["gstreamer1.0-tools"], program: "gst-launch-1.0" },
    { names: ["gstreamer1.0-rtsp"], library: "gstreamer-1.0/libgstrtspclientsink.so" },
    { names: ["gstreamer1.0-plugins-base"], library: "gstreamer-1.0/libgstapp.so" },
    { names: ["gstreamer1.0-plugins-good"], library: "gstreamer-1.0/libgstrtp.so" },
    { names: ["gstreamer1.0-plugins-bad"], library: "gstreamer-1.0/libgstvideoparsersbad.so" },
    { names: ["gstreamer1.0-plugins-ugly"], library: "gstreamer-1.0/libgstx264.so" },
  ],
  drills: [
    { names: ["mmdebstrap"], program: "mmdebstrap" },
    { names: ["iproute2"], program: "ip" },
    { names: ["desktop-file-utils"], program: "desktop-file-validate" },
  ],
};

/**
 * The packages for the parts asked for: the core always, the screens unless only the core runs, the tests and the drills on request.
 */
export function wantedPackages({ screens = true, tests = false, drills = false } = {}) {
  const parts = [
    [true, "core"],
    [screens, "screens"],
    [tests, "tests"],
    [drills, "drills"],
  ];
  return parts.flatMap(([isAsked, part]) => (isAsked ? wanted[part] : []));
}

/** Whether this machine is a Debian or a relative of it, with apt-get. */
export function isDebian(osRelease = readOsRelease(), hasApt = existsSync("/usr/bin/apt-get")) {
  return hasApt && /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(osRelease);
}

function readOsRelease() {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}

const programFolders = () => [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/bin", "/sbin"];
const libraryFolders = () => {
  const multiarch = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" }[process.arch] ?? "";
  return [join("/usr/lib", multiarch), "/usr/lib", join("/lib", multiarch), "/usr/share"];
};

/**
 * Whether the file that shows a package's presence is on the disk; no process is started for it.
 * @param {{ program?: string, library?: string }} witness
 */
export function isOnDisk({ program, library }, folders = program ? programFolders() : libraryFolders()) {
  return folders.some((folder) => existsSync(join(folder, program ?? library)));
}

/** The names of all alternatives that dpkg has fully installed, from `dpkg-query -W -f='${Package} ${db:Status-Status}\n'`. */
export function installedNames(dpkgOutput) {
  const lines = dpkgOutput.split("\n").map((line) => line.split(" "));
  return new Set(lines.filter(([, status]) => status === "installed").map(([name]) => name));
}

/** The names that can be installed, from `LC_ALL=C apt-cache policy NAMES`. */
export function candidateNames(policyOutput) {
  const names = new Set();
  let name = "";
  for (const line of policyOutput.split("\n")) {
    if (/^\S+:$/.test(line)) name = line.slice(0, -1);
    else if (/^ {2}Candidate: (?!\(none\))/.test(line)) names.add(name);
  }
  return names;
}

/** Of each missing package the first alternative that can be installed; those without any are named by their first. */
export function choosePackages(missing, candidates) {
  const chosen = [];
  const unknown = [];
  for (const { names } of missing) {
    const name = names.find((each) => candidates.has(each));
    if (name) chosen.push(name);
    else unknown.push(names[0]);
  }
  return { chosen, unknown };
}

const stampFile = (env) => join(cacheFolder(env), "debian-packages.json");
const keyOf = (packages) => packages.map(({ names }) => names[0]).join(" ");

/** Whether a former run saw all of these installed and their files are still there: the whole check at a usual start. */
export function arePackagesKnown(packages, env = process.env) {
  const stamp = readStamp(stampFile(env));
  const known = new Set(Array.isArray(stamp.installed) ? stamp.installed : []);
  return packages.every((each) => known.has(each.names[0]) && isOnDisk(each));
}

/** Those that dpkg does not have; remembers when there are none. */
export async function missingPackages(packages, env = process.env) {
  const names = packages.flatMap((each) => each.names);
  // Unknown names make it end with 1; what it prints for the others is right all the same.
  const answer = await run("dpkg-query", ["-W", `-f=\${Package} \${db:Status-Status}\\n`, ...names]);
  const installed = installedNames(answer.stdout);
  const missing = packages.filter((each) => !each.names.some((name) => installed.has(name)));
  if (missing.length === 0) {
    const before = readStamp(stampFile(env)).installed;
    const all = new Set([...(Array.isArray(before) ? before : []), ...keyOf(packages).split(" ")]);
    writeStamp(stampFile(env), { installed: [...all] });
  }
  return missing;
}

/**
 * Installs what is missing, as root or by sudo without a password. Gives the sentences about what could not be done;
 * none when all is there. Never throws: without these packages a part of the program still runs.
 */
export async function installPackages(missing, { logFile }) {
  const prefix = await rightPrefix();
  if (prefix === null) {
    const { chosen, unknown } = choosePackages(missing, await candidates(missing));
    return [sentence("packages.no-right", { packages: [...chosen, ...unknown].join(" ") })];
  }
  const apt = (args) =>
    run(
      prefix[0] ?? "env",
      [
        ...prefix.slice(1),
        ...(prefix.length > 0 ? ["env"] : []),
        "DEBIAN_FRONTEND=noninteractive",
        "LC_ALL=C",
        "apt-get",
        "-q",
        "-o",
        // Another apt-get, such as the nightly one, is waited for.
        "DPkg::Lock::Timeout=120",
        ...args,
      ],
      { logFile, timeoutMs: 900_000 },
    );
  let isUpdated = false;
  const update = async () => {
    isUpdated = true;
    return apt(["update"]);
  };
  if (!hasPackageLists()) await update();
  let choice = choosePackages(missing, await candidates(missing));
  if (choice.unknown.length > 0 && !isUpdated) {
    await update();
    choice = choosePackages(missing, await candidates(missing));
  }
  const problems = [];
  if (choice.chosen.length > 0) {
    const install = () => apt(["install", "-y", "--no-install-recommends", ...choice.chosen]);
    let result = await install();
    // Lists that are too old name files that the server no longer has.
    if (result.code !== 0 && !isUpdated) {
      await update();
      result = await install();
    }
    if (result.code !== 0) {
      const detail = lastLine(result.output);
      problems.push(sentence("packages.failed", { packages: choice.chosen.join(" "), detail }));
    }
  }
  if (choice.unknown.length > 0) {
    problems.push(sentence("packages.unknown", { packages: choice.unknown.join(" ") }));
  }
  return problems;
}

async function candidates(missing) {
  const names = missing.flatMap((each) => each.names);
  const policy = await run("apt-cache", ["policy", ...names], { env: { ...process.env, LC_ALL: "C" } });
  return candidateNames(policy.stdout);
}

function hasPackageLists() {
  try {
    return readdirSync("/var/lib/apt/lists").some((name) => name.includes("_Packages"));
  } catch {
    return false;
  }
}

/** [] for root, ["sudo", "-n"] where sudo asks for no password, null without the right. */
async function rightPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = await run("sudo", ["-n", "true"], { timeoutMs: 5_000 });
  return sudo.code === 0 ? ["sudo", "-n"] : null;
}
