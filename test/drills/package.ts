/**
 * The drill of the package: what a centre does with it, done to a machine that has nothing but Debian's smallest set of packages.
 * Installed by apt, started by an ordinary account with Chromium's sandbox, looked at, hurt, removed; and the archive for those who
 * have no apt, unpacked elsewhere. `--deb FILE --tar FILE`: these instead of new ones; `--new-root`: a root made anew;
 * `--release NAME --sources FILE`: another release than this machine's, from that list of package sources.
 */
import { cp, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { root as project } from "../../build/paths.mjs";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { runProcess } from "../lab/process.ts";
import { until } from "../lab/until.ts";
import { otherRelease, ownRelease } from "./clean-root.ts";
import { filesBelow, highest, onlyIn, ownedFiles } from "./file-list.ts";
import { checkFiles, checkLibraries, menuEntry, packageName, programFolder } from "./installed-files.ts";
import {
  given,
  installDeb,
  newestPackage,
  purgeDeb,
  removeDeb,
  sharedFolders,
  unpackRoot,
  updateLists,
} from "./installing.ts";
import { letPersonDraw, openMachine, person } from "./machine.ts";
import { inWords, isFilled, lookAtDisplay, lookAtFile } from "./picture.ts";
import { startWall, statusInWords, type WallToStart } from "./running-wall.ts";
import { proveSandbox } from "./sandbox.ts";
import { runDrill, see } from "./steps.ts";

const { values: options } = parseArgs({
  options: {
    ...{ deb: { type: "string" }, tar: { type: "string" }, release: { type: "string" }, sources: { type: "string" } },
    "new-root": { type: "boolean", default: false },
  },
});
const monitor = { width: 1920, height: 1080 };
const pictures = path.join(project, "test-results", "drill-package");
/** Every window stands, and every simulated platform and camera has told something. */
const okWithinMs = 90_000;
/** What a removed wall leaves in a person's home: its own data, and what the system's libraries keep for all programs of that person. */
const dataFolders = [
  ".local/share/ioc-wall",
  // What Chromium keeps for the wall's windows.
  ".config/ioc-wall",
  // Profiles that were checked before.
  ".cache/ioc-wall",
  ".cache/fontconfig",
  ".cache/mesa_shader_cache",
  ".cache/mesa_shader_cache_db",
].map((name) => `${person.home}/${name}`);
const sizeText = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

await runDrill("package", async ({ step, leavings }) => {
  const { deb, tar } = await step("deb and tar.gz built", async (saw) => {
    if (!options.deb || !options.tar) {
      const made = await runProcess("npm", ["run", "--silent", "package", "--", "linux", "--lang", "en"], {
        cwd: project,
        withinMs: 300_000,
      });
      see(made.code === 0, `npm run package: ${made.stdout.slice(-1_500)}${made.stderr.slice(-1_500)}`);
    }
    const files = {
      deb: options.deb ?? (await newestPackage(".deb")),
      tar: options.tar ?? (await newestPackage(".tar.gz")),
    };
    for (const file of Object.values(files)) saw(`${path.basename(file)}, ${sizeText((await stat(file)).size)}`);
    return files;
  });

  const { root, folder } = await step("clean root", async (saw) => {
    const { release, sources } = options;
    see(!release === !sources, "--release and --sources go together");
    const wanted = release && sources ? await otherRelease(release, sources) : await ownRelease();
    const unpacked = await unpackRoot({ ...wanted, isNew: options["new-root"] }, saw);
    leavings.defer(unpacked.remove);
    return unpacked;
  });
  const before = await filesBelow(root);
  const shared = await sharedFolders(folder, [deb, tar]);
  const machineOf = async (hasNetwork: boolean) => leavings.use(await openMachine({ root, hasNetwork, shared }));

  const after = await step("installed by apt", async (saw) => {
    await using machine = await machineOf(true);
    await updateLists(machine);
    const count = await installDeb(machine, deb);
    const version = await machine.must(["dpkg-query", "-W", `-f=\${Version}`, packageName]);
    const size = Number((await machine.must(["du", "-sb", programFolder])).split("\t")[0]);
    saw(`${packageName} ${version} and the ${count - 1} packages it needs; ${sizeText(size)} in ${programFolder}`);
    return filesBelow(root);
  });

  await step("what was installed", async (saw) => {
    await using machine = await machineOf(false);
    await checkFiles(machine, root, saw);
    saw(await checkLibraries(machine, programFolder));
    saw(`ioc --version: ${(await machine.must(["ioc", "--version"])).trim()}`);
  });

  const screen = await startVirtualWall({ columns: 1, rows: 1, ...monitor });
  leavings.defer(() => screen.stop());
  await letPersonDraw(screen.display);
  await mkdir(pictures, { recursive: true });

  const lookedAt = async (name: string, saw: (what: string) => void) => {
    const look = await lookAtDisplay(screen.display, monitor);
    see(isFilled(look), `the monitor shows next to nothing: ${inWords(look)}`);
    saw(`monitor (${name}): ${inWords(look)}`);
  };
  const installed: WallToStart = { command: ["ioc", "wall"], ioc: ["ioc"], display: screen.display };

  {
    await using machine = await machineOf(false);
    const wall = await step("ioc wall, by an ordinary account, without a network", async (saw) => {
      const started = await startWall(machine, installed);
      saw(statusInWords(await started.untilOk(okWithinMs)));
      await lookedAt("after status was ok", saw);
      return started;
    });
    await step("with the sandbox", async (saw) => {
      const { renderers, kind } = proveSandbox(machine.processes());
      saw(
        `${renderers} page processes, each with seccomp filter and namespaces of its own (by ${kind}); no switch leaves it out`,
      );
    });
    await step("ioc snapshot", async (saw) => {
      await machine.must(["ioc", "snapshot", "wall.png"], { withinMs: 100_000 });
      const file = path.join(pictures, "installed.png");
      await cp(path.join(root, person.home, "wall.png"), file);
      const look = await lookAtFile(file);
      see(isFilled(look), `the picture is blank: ${inWords(look)}`);
      saw(`${path.relative(project, file)}: ${inWords(look)}`);
    });
    await step("core killed (SIGKILL)", async (saw) => {
      const core = () =>
        machine.processes().find(({ command }) => command.some((each) => /\/core\/index\.mjs$/.test(each)));
      const killed = core();
      see(
        killed,
        `no process of the core among:\n${machine
          .processes()
          .map((each) => each.command.join(" "))
          .join("\n")}`,
      );
      process.kill(killed.pid, "SIGKILL");
      const beganMs = performance.now();
      const anew = () => {
        const found = core();
        return found?.pid === killed.pid ? undefined : found;
      };
      const next = await until(anew, { withinMs: 20_000, what: "another core" });
      saw(
        `process ${killed.pid} killed, ${next.pid} runs after ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`,
      );
      saw(statusInWords(await wall.untilOk(okWithinMs)));
      await lookedAt("afterwards", saw);
    });
    await step("ended", async (saw) => {
      saw(`nothing of it runs ${((await wall.end()) / 1_000).toFixed(1)} s after it was asked`);
    });
    await step("from the menu", async (saw) => {
      const exec = /^Exec=(.+)$/m.exec(await readFile(path.join(root, menuEntry), "utf8"))?.[1];
      see(exec, `${menuEntry} starts nothing`);
      // Field codes stand for files and addresses that are dropped on an entry: none here.
      const words = exec.split(" ").filter((word) => !/^%[a-zA-Z]$/.test(word));
      const started = await startWall(machine, { ...installed, command: words });
      saw(`Exec=${exec}`);
      saw(statusInWords(await started.untilOk(okWithinMs)));
      await lookedAt("from the menu", saw);
      await started.end();
    });
    await machine.stop();
  }

  await step("removed, only data left", async (saw) => {
    await using machine = await machineOf(false);
    await removeDeb(machine, packageName);
    const owned = await ownedFiles(root);
    const kept = highest(onlyIn(await filesBelow(root), before, owned)).filter((file) => /ioc/.test(file));
    saw(`after remove: ${kept.join(" ") || "nothing"}`);
    const hadSettings = await purgeDeb(machine, packageName);
    const left = onlyIn(await filesBelow(root), before, await ownedFiles(root));
    // What the packages that it needs made for themselves: it was there right after the installation, and is not named after us.
    const others = onlyIn(after, before, owned).filter((file) => !/ioc/.test(file));
    const ours = onlyIn(new Set(left), new Set(others), new Set([path.join(person.home, "wall.png")]));
    const isBelow = (file: string, place: string) => `${file}/`.startsWith(`${place}/`);
    const astray = ours.filter((file) => !dataFolders.some((place) => isBelow(file, place) || isBelow(place, file)));
    see(astray.length === 0, `left behind: ${highest(astray).join(" ")}`);
    for (const place of dataFolders) {
      const count = ours.filter((file) => isBelow(file, place)).length;
      const size = await runProcess("du", ["-sb", path.join(root, place)]);
      if (count > 0) saw(`${place}: ${count} files and folders, ${sizeText(Number(size.stdout.split("\t")[0]))}`);
    }
    saw(
      hadSettings ? "settings of the site purged; nothing else is left" : "nothing to purge, and nothing else is left",
    );
  });

  for (const [name, place] of [
    ["tar.gz", "/srv/phan-mem"],
    ["tar.gz, at a path with a space", "/srv/phan mem/IOC"],
  ] as const)
    await step(`${name}, unpacked by an ordinary account`, async (saw) => {
      await using machine = await machineOf(false);
      await machine.must(["install", "-d", "-o", person.name, place], { as: "root" });
      await machine.must(["tar", "-xzf", path.join(given, path.basename(tar)), "-C", place], { withinMs: 120_000 });
      const inside = (await machine.must(["ls", place])).trim();
      see(!inside.includes("\n"), `not one folder in the archive: ${inside}`);
      const ioc = `${place}/${inside}/bin/ioc`;
      const data = `${person.home}/du-lieu`;
      const toStart = { ...installed, command: [ioc, "wall", "--data", data], ioc: [ioc, "--data", data] };
      const started = await startWall(machine, toStart);
      saw(statusInWords(await started.untilOk(okWithinMs)));
      await lookedAt("unpacked", saw);
      saw(`sandbox by ${proveSandbox(machine.processes()).kind}`);
      await started.end();
      if (place.includes(" ")) return;
      const refused = await startWall(machine, { ...toStart, hasUserNamespaces: false });
      const ended = await Promise.race([refused.process.exited, pause(30_000, { code: "none", signal: null })]);
      const said = lastSaid(refused.process.output());
      see(
        ended.code === 77 && said.includes("chmod 4755"),
        `where user namespaces are forbidden: ended with ${ended.code ?? ended.signal}, and said: ${said}`,
      );
      saw(`where user namespaces are forbidden: ended with 77, and said: ${said}`);
    });
});

/** The last lines that mean something to a person, on one. */
function lastSaid(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-3).join(" / ").slice(0, 700) || "nothing";
}
