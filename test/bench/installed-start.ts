/**
 * From the start to the first painted window, of the wall as apt installed it, beside a bare Electron's deb with the same Electron:
 * both in one clean root, by an ordinary account, with the sandbox, on one monitor, in turn, each by the program that a menu entry
 * starts; `ioc wall`, which has to start a Node first, is printed beside. Painted is told by both after the second
 * frame that the page drew: the bare one's is empty, the wall's has its tiles with figures, those kept from the run before or the
 * core's. Sizes are printed beside it, with what they are made of. Needs root; takes what `npm run package -- linux` made last.
 */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { bareFolder, barePackage, bareProgram, makeBarePackage } from "../drills/bare-package.ts";
import { ownRelease } from "../drills/clean-root.ts";
import { packageName, programFolder } from "../drills/installed-files.ts";
import { installDeb, newestPackage, sharedFolders, unpackRoot, updateLists } from "../drills/installing.ts";
import { letPersonDraw, openMachine, person } from "../drills/machine.ts";
import { startWall } from "../drills/running-wall.ts";
import { proveSandbox } from "../drills/sandbox.ts";
import { finish, printFigure } from "./figures.ts";

const repeats = 5;
const withinMs = 90_000;
const megabytes = (bytes: number) => [bytes / 1_000_000];

await using leavings = new AsyncDisposableStack();
// Ended by a signal, this process would not come to its leavings.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void leavings.disposeAsync().finally(() => process.exit(130)));

const deb = await newestPackage(".deb");
const tar = await newestPackage(".tar.gz");
const note = (text: string) => process.stderr.write(`${text}\n`);
const { root, folder, remove } = await unpackRoot(await ownRelease(), note);
leavings.defer(remove);
const bareDeb = await makeBarePackage(folder);
const shared = await sharedFolders(folder, [deb, bareDeb]);
{
  await using machine = await openMachine({ root, hasNetwork: true, shared });
  await updateLists(machine);
  for (const each of [deb, bareDeb]) await installDeb(machine, each);
  for (const [name, file, place] of [
    [packageName, deb, programFolder],
    [barePackage, bareDeb, bareFolder],
  ] as const) {
    const installed = Number((await machine.must(["du", "-sb", place])).split("\t")[0]);
    printFigure({ name: `${name}: deb`, unit: "MB", samples: megabytes((await stat(file)).size) });
    printFigure({ name: `${name}: installed`, unit: "MB", samples: megabytes(installed) });
  }
  printFigure({ name: `${packageName}: tar.gz`, unit: "MB", samples: megabytes((await stat(tar)).size) });
}
const release = JSON.parse(await readFile(path.join(root, programFolder, "resources/release.json"), "utf8")) as object;
process.stdout.write(`${JSON.stringify({ made: release })}\n`);

const screen = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
leavings.defer(() => screen.stop());
await letPersonDraw(screen.display);
const machine = await openMachine({ root, hasNetwork: false, shared });
leavings.use(machine);

/** ms until `painted`, and until `live` where a program has such a thing. */
async function measure(
  command: readonly string[],
  signs: { painted: RegExp; live?: RegExp },
  env: Record<string, string>,
) {
  const startedMs = performance.now();
  const run = await startWall(machine, { command, ioc: ["ioc"], display: screen.display, env });
  await run.process.waitForOutput(signs.painted, withinMs);
  const paintedMs = performance.now() - startedMs;
  if (signs.live) await run.process.waitForOutput(signs.live, withinMs);
  const liveMs = performance.now() - startedMs;
  proveSandbox(machine.processes());
  await run.end();
  return { paintedMs, liveMs };
}

const bare = () =>
  measure([bareProgram], { painted: /painted/ }, { BARE_PAGE: "empty.html", BARE_DATA: `${person.home}/bare` });
const signs = { painted: /hiện số liệu lần cuối|đã lên/, live: /đã lên/ };
const wall = () => measure([packageName], signs, { IOC_LANG: "vi", IOC_KIOSK: "1" });
const byCommand = () => measure(["ioc", "wall", "--kiosk"], signs, { IOC_LANG: "vi" });

// The first runs fill the file cache and the wall's database.
const [firstBare, firstWall] = [await bare(), await wall()];
const first = [firstWall.paintedMs / firstBare.paintedMs];
printFigure({ name: "very first start, nothing kept", unit: "ms", samples: [firstWall.paintedMs] });
printFigure({ name: "very first start / bare", unit: "ratio", samples: first });
const runs: { bare: number; wall: number; live: number; byCommand: number }[] = [];
for (let repeat = 0; repeat < repeats; repeat += 1) {
  const bareMs = (await bare()).paintedMs;
  const { paintedMs, liveMs } = await wall();
  runs.push({ bare: bareMs, wall: paintedMs, live: liveMs, byCommand: (await byCommand()).paintedMs });
}
printFigure({ name: "bare: command to painted window", unit: "ms", samples: runs.map((run) => run.bare) });
printFigure({ name: "wall: command to painted window", unit: "ms", samples: runs.map((run) => run.wall) });
printFigure({ name: "ioc wall: command to painted window", unit: "ms", samples: runs.map((run) => run.byCommand) });
printFigure({ name: "wall: command to live data", unit: "ms", samples: runs.map((run) => run.live) });
const start = printFigure({
  name: "start, installed wall / bare deb",
  unit: "ratio",
  samples: runs.map((run) => run.wall / run.bare),
});
await leavings.disposeAsync();
finish("installed-start", { start }, { start: 1.5 });
