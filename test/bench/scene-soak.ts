/**
 * `npm run bench -- scene-soak [CHANGES]`: a programme in fast motion. First 10,000 changes in the core alone, over a real
 * store, with a clock that is set: many hours of them. Then CHANGES (260 when none are given, 200 at least) on four real windows, each
 * prepared and shown. Memory is printed on the way and must not grow.
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { routes } from "#contract/http.ts";
import { openWall, startVirtualWall } from "../e2e/wall-under-test.ts";
import { openSite } from "../lab/automated-site.ts";
import { pageMemory } from "../lab/page-memory.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, median, printFigure } from "./figures.ts";
import { commandOf, processTree } from "./memory.ts";

const realChanges = Math.max(200, Number(process.argv[2] ?? 260));
const coreChanges = 10_000;
/** Until then what Chromium keeps of pictures fills up. */
const settledAfter = 140;
/** Long enough for each step to be prepared ahead before it comes. */
const dwellS = 2;
const programme = (scenes: string[]) => ({ steps: scenes.map((scene) => ({ scene, dwellS })) });

async function inTheCore(): Promise<{ heapGrowthMb: number }> {
  await using folder = await temporaryFolder("ioc-bench-scene-soak");
  const site = await openSite(folder.path, { ms: Date.now() });
  await site.save("programme", "ngay", programme(["a", "b", "c", "d"]));
  await site.drive({ type: "programme-start", programme: "ngay" });
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const heaps: number[] = [];
  const measure = () => {
    gc();
    heaps.push(process.memoryUsage().heapUsed / 1_048_576);
  };
  await site.pass(100 * dwellS);
  measure();
  for (let done = 100; done < coreChanges; done += 990) {
    await site.pass(990 * dwellS);
    measure();
  }
  const changes = site.wall.state().change;
  const storeMb =
    readdirSync(folder.path).reduce((sum, name) => sum + statSync(path.join(folder.path, name)).size, 0) / 1_048_576;
  await site.close();
  if (changes < coreChanges) throw new Error(`only ${changes} changes`);
  printFigure({ name: "heap of the core over 10,000 changes, after the first hundred", unit: "MB", samples: heaps });
  printFigure({ name: "its store after them", unit: "MB", samples: [storeMb] });
  return { heapGrowthMb: (heaps.at(-1) ?? 0) - (heaps[0] ?? 0) };
}

async function onWindows(): Promise<{ own: number; mapped: number }> {
  await using folder = await temporaryFolder("ioc-bench-scene-soak");
  const wall = await startVirtualWall({ columns: 2, rows: 2, width: 1920, height: 1080 });
  const data = path.join(folder.path, "data");
  const program = await openWall({ display: wall.display, profile: "lang-son", data });
  const run = await program.run();
  const ask = async (method: string, where: string, body?: unknown) => {
    const answer = await fetch(run.origin + where, {
      method,
      headers: {
        authorization: `Bearer ${run.adminToken}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { scenes: { id: string }[] };
  };
  await program.statusWhere("all to be well", ({ state }) => state === "ok", 90_000);
  const scenes = (await ask("GET", routes.scenes)).scenes.map(({ id }) => id);
  const steps = scenes.map((scene) => ({ scene, dwellS: 86_400 }));
  const name = { vi: "Chạy nhanh", en: "Fast motion" };
  await ask("PUT", routes.programme("nhanh"), { name, steps, basedOn: 0 });
  await ask("POST", routes.wallCommands, { type: "programme-start", programme: "nhanh" });
  const renderers = () =>
    processTree(program.app.process().pid ?? 0).filter((pid) => commandOf(pid).includes("--type=renderer"));
  const samples: ReturnType<typeof pageMemory>[] = [];
  const times: number[] = [];
  for (let change = 1; change <= realChanges; change += 1) {
    const fromMs = performance.now();
    await ask("POST", routes.wallCommands, { type: "programme-next" });
    times.push(performance.now() - fromMs);
    if (change % 20 !== 0) continue;
    const now = pageMemory(renderers());
    samples.push(now);
    const { ownMb, mappedMb } = now;
    process.stdout.write(`${change} changes: pages ${Math.round(ownMb)} MB, mapped ${Math.round(mappedMb)} MB\n`);
  }
  await program.close();
  await wall.stop();
  const settled = samples.slice(settledAfter / 20);
  const half = Math.ceil(settled.length / 2);
  const growth = (pick: (sample: (typeof samples)[number]) => number) =>
    median(settled.slice(half).map(pick)) / median(settled.slice(0, half).map(pick));
  printFigure({ name: "command until all windows have it prepared", unit: "ms", samples: times });
  const [own, mapped] = [settled.map(({ ownMb }) => ownMb), settled.map(({ mappedMb }) => mappedMb)];
  printFigure({ name: "memory of the pages after the first changes", unit: "MB", samples: own });
  printFigure({ name: "mapped by Chromium beside it", unit: "MB", samples: mapped });
  return { own: growth(({ ownMb }) => ownMb), mapped: growth(({ mappedMb }) => mappedMb) };
}

const { heapGrowthMb } = await inTheCore();
const { own, mapped } = await onWindows();
finish(
  "scene-soak",
  {
    "core heap growth, MB": heapGrowthMb,
    "pages, second half beside first": own,
    "mapped, second half beside first": mapped,
  },
  {
    "core heap growth, MB": 5,
    "pages, second half beside first": 1.1,
    "mapped, second half beside first": 1.1,
  },
);
