/**
 * `npm run bench -- displays`: a monitor unplugged, plugged in, given another resolution, two hung in the other's place; each with
 * four windows and with a surface over two of the monitors. How long until the room sees the right thing on every monitor, taken
 * from the screen itself, fifty times a second, from the moment the cable is touched; and whether the numbers are kept.
 *
 * On a virtual wall, whose server takes a share of that time for itself; it is printed beside.
 */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stringify } from "yaml";
import type { Surfaces } from "#contract/entities/surface.ts";
import { unitsPerDisplay } from "#contract/entities/wall.ts";
import { routes } from "#contract/http.ts";
import { openWall, setOutput, startVirtualWall } from "../e2e/wall-under-test.ts";
import { colouredPicture } from "../lab/pictures.ts";
import { runProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, printFigure } from "./figures.ts";

const repeats = Number(process.env.BENCH_REPEATS ?? 5);
const [width, height] = [1920, 1080];
const [smallWidth, smallHeight] = [1280, 720];
const framesPerSecond = 50;
/** Right for so long: it stays right. */
const staysMs = 1_200;
const withinMs = 20_000;
const colours = ["b03030", "30a040", "3050b0", "b0a030"] as const;
/** Within the smaller resolution too. */
const [lookX, lookY] = [600, 300];

const same = (text: string) => ({ vi: text, en: text });
await using folder = await temporaryFolder("ioc-bench-displays");
const [site, data] = [path.join(folder.path, "profile"), path.join(folder.path, "data")];
await mkdir(path.join(data, "files"), { recursive: true });
await mkdir(site);
for (const [at, colour] of colours.entries())
  await writeFile(path.join(data, "files", `${at + 1}.png`), colouredPicture(colour));
await writeFile(path.join(site, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');
await writeFile(
  path.join(site, "profile.yaml"),
  stringify({
    ...{ schema: 1, id: "bench", name: same("Bench"), timeZone: "Asia/Ho_Chi_Minh", place: "bench" },
    wall: { columns: 2, rows: 2, viewingDistanceM: 4, diagonalInch: 55, resolution: { width, height } },
    map: { bounds: [106, 21, 107, 22], outline: "outline.geojson", attribution: "bench" },
    places: [{ id: "bench", kind: "province", name: same("Bench") }],
    indicators: [],
    sources: [],
    scene: "bench",
    scenes: [
      {
        ...{ id: "bench", name: same("Bench") },
        tiles: colours.map((_, at) => ({
          ...{ id: `t${at + 1}`, panel: "picture", width: unitsPerDisplay, height: unitsPerDisplay },
          ...{ x: (at % 2) * unitsPerDisplay, y: Math.floor(at / 2) * unitsPerDisplay },
          settings: { file: `${at + 1}.png`, fit: "cover" },
        })),
      },
    ],
  }),
);

const wall = await startVirtualWall({ columns: 2, rows: 2, width, height });
const program = await openWall({ display: wall.display, profile: site, data });
const outputOf = (number: number) => {
  const output = wall.outputs[number - 1];
  if (output === undefined) throw new Error(`no monitor ${number}`);
  return output;
};

/** Which monitor's picture the room sees in each place, row by row; 0: none of them. */
type Look = { atMs: number; seen: readonly number[] };
let looks: Look[] = [];
const nearest = (red: number, green: number, blue: number): number =>
  1 +
  colours.findIndex((colour) => {
    const parts = [0, 2, 4].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
    return [red, green, blue].every((value, at) => Math.abs(value - (parts[at] ?? 0)) < 12);
  });

/** Two strips of the screen from top to bottom, one over each column of monitors, for as long as it is not stopped. */
function watchScreen(): { stop(): void } {
  const rows = 2 * height;
  const latest: (readonly [number, number])[] = [
    [0, 0],
    [0, 0],
  ];
  const grabbers = [0, 1].map((column) => {
    const grabber = spawn(
      "ffmpeg",
      [
        ...["-v", "error", "-f", "x11grab", "-draw_mouse", "0", "-framerate", String(framesPerSecond)],
        ...["-video_size", `2x${rows}`, "-i", `${wall.display}.0+${column * width + lookX},0`],
        ...["-f", "rawvideo", "-pix_fmt", "rgb24", "-flush_packets", "1", "pipe:1"],
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const frameBytes = 2 * rows * 3;
    let rest = Buffer.alloc(0);
    grabber.stdout.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      if (rest.length < frameBytes) return;
      while (rest.length >= 2 * frameBytes) rest = rest.subarray(frameBytes);
      const at = (y: number): number => {
        const from = y * 2 * 3;
        return nearest(rest[from] ?? 0, rest[from + 1] ?? 0, rest[from + 2] ?? 0);
      };
      latest[column] = [at(lookY), at(height + lookY)];
      rest = rest.subarray(frameBytes);
      const [[one = 0, three = 0] = [], [two = 0, four = 0] = []] = latest;
      looks.push({ atMs: performance.now(), seen: [one, two, three, four] });
    });
    return grabber;
  });
  return { stop: () => void grabbers.map((grabber) => grabber.kill("SIGKILL")) };
}

type Outcome = { rightMs: number; toldMs: number; disturbedMs: number };

/** @param expected the monitor in each place, row by row; null: none, whatever is seen there */
async function measure(expected: readonly (number | null)[], change: () => Promise<unknown>): Promise<Outcome> {
  const isAsExpected = ({ seen }: Look) => expected.every((number, at) => number === null || seen[at] === number);
  const before = looks.at(-1)?.seen ?? [];
  const stays = expected.map((number, at) => number !== null && before[at] === number);
  const startedMs = performance.now();
  looks = [];
  await change();
  const toldMs = performance.now() - startedMs;
  for (;;) {
    await pause(50);
    const own = looks.filter(({ atMs }) => atMs >= startedMs);
    const lastWrong = own.findLastIndex((look) => !isAsExpected(look));
    const right = own[lastWrong + 1];
    const nowMs = performance.now();
    if (right !== undefined && nowMs - Math.max(right.atMs, startedMs + toldMs) > staysMs) {
      const disturbed = own.filter(({ seen }) => stays.some((doesStay, at) => doesStay && seen[at] !== expected[at]));
      return {
        rightMs: lastWrong < 0 ? 0 : right.atMs - startedMs,
        toldMs,
        disturbedMs: (disturbed.length / 2 / framesPerSecond) * 1_000,
      };
    }
    if (nowMs - startedMs > withinMs)
      throw new Error(`the room does not see ${expected.join()} but ${own.at(-1)?.seen.join()}`);
  }
}

const arrange = async (surfaces: Surfaces) => {
  const { origin, adminToken } = await program.run();
  const answer = await fetch(origin + routes.wallCommands, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ type: "surfaces", surfaces }),
  });
  if (!answer.ok) throw new Error(await answer.text());
};
type Output = (typeof wall.outputs)[number];
/** Both at one moment. */
const hang = async (outputs: readonly Output[], places: readonly Output[]) => {
  const moves = outputs.flatMap(({ name }, at) => ["--output", name, "--pos", `${places[at]?.x}x${places[at]?.y}`]);
  const { code, stderr } = await runProcess("xrandr", ["--display", wall.display, ...moves]);
  if (code !== 0) throw new Error(`xrandr: ${stderr}`);
};
/** By its number: where a monitor hangs, and that its window is there and well. */
const numbersAreKept = (places: Record<number, [x: number, y: number, width: number]>) =>
  program.statusWhere(
    "the numbers kept",
    ({ displays }) =>
      displays.length === 4 &&
      displays.every(({ number, state, bounds }) => {
        const place = places[number];
        if (place === undefined) return state === "missing";
        return state === "ok" && bounds?.x === place[0] && bounds.y === place[1] && bounds.width === place[2];
      }),
  );

const found: Record<string, Outcome[]> = {};
const screen = watchScreen();
const close = async () => {
  screen.stop();
  await program.close();
  await wall.stop();
};
try {
  await program.statusWhere(
    "four monitors",
    ({ displays }) => displays.length === 4 && displays.every(({ state }) => state === "ok"),
    60_000,
  );
  const usual: Record<number, [number, number, number]> = {
    ...{ 1: [0, 0, width], 2: [width, 0, width], 3: [0, height, width], 4: [width, height, width] },
  };
  const [first, second, fourth] = [outputOf(1), outputOf(2), outputOf(4)];
  for (const [name, surfaces] of [
    ["alone", []],
    ["in a surface", [[1, 2]]],
  ] as const) {
    await arrange(surfaces.map((one) => [...one]));
    await numbersAreKept(usual);
    await pause(3_000);
    const step = async (
      what: string,
      expected: (number | null)[],
      places: typeof usual,
      change: () => Promise<void>,
    ) => {
      const outcome = await measure(expected, change);
      const key = `${what}, ${name}`;
      found[key] = [...(found[key] ?? []), outcome];
      await numbersAreKept(places);
      await pause(1_000);
    };
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const { 2: _, ...withoutSecond } = usual;
      await step("unplugged", [1, null, 3, 4], withoutSecond, () => setOutput(wall.display, second.name, null));
      await step("plugged in", [1, 2, 3, 4], usual, () => setOutput(wall.display, second.name, second));
      const small = name === "alone" ? fourth : second;
      const smaller = {
        ...usual,
        [name === "alone" ? 4 : 2]: [small.x, small.y, smallWidth] as [number, number, number],
      };
      await step("smaller", [1, 2, 3, 4], smaller, () =>
        setOutput(wall.display, small.name, { ...small, width: smallWidth, height: smallHeight }),
      );
      await step("full size again", [1, 2, 3, 4], usual, () => setOutput(wall.display, small.name, small));
      const swapped = { ...usual, 1: usual[2] ?? [0, 0, 0], 2: usual[1] ?? [0, 0, 0] } as typeof usual;
      await step("hung in each other's place", [2, 1, 3, 4], swapped, () => hang([first, second], [second, first]));
      await step("hung back", [1, 2, 3, 4], usual, () => hang([first, second], [first, second]));
    }
  }
  for (const [what, outcomes] of Object.entries(found)) {
    printFigure({
      name: `${what}: until the room sees it right`,
      unit: "ms",
      samples: outcomes.map((one) => one.rightMs),
    });
    printFigure({ name: `${what}: of that the server's own`, unit: "ms", samples: outcomes.map((one) => one.toldMs) });
    printFigure({
      name: `${what}: monitors that stayed were not right for`,
      unit: "ms",
      samples: outcomes.map((one) => one.disturbedMs),
    });
  }
  await close();
  await folder[Symbol.asyncDispose]();
  const worst = Math.max(...Object.values(found).flatMap((outcomes) => outcomes.map(({ rightMs }) => rightMs)));
  finish("displays", { "the longest, ms": worst }, { "the longest, ms": 1_000 });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  await close();
  await folder[Symbol.asyncDispose]();
  process.exit(1);
}
