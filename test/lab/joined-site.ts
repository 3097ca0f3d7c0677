import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { TokenRole } from "#contract/access/role.ts";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { CreatedToken, routes, WallAnswer } from "#contract/http.ts";
import { FromCore } from "#contract/supervision.ts";
import { access, projectRoot, waitForCore } from "./core.ts";
import { giveKeptPictures } from "./kept-pictures.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { entryOf } from "./programs.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

/** Tokens as a shell gives them to its core. */
export const shellTokens = { wallToken: "w".repeat(43), shellToken: "s".repeat(43), deskToken: "d".repeat(43) };

export type SuperviseCore = ReturnType<typeof access> & {
  process: RunningProcess;
  /** What it told its shell. */
  firstNumber: number;
};

/** A core as a shell starts it. Fails at once, with its output, when it ends before it is ready. */
export async function startSupervisedCore(
  args: readonly string[],
  data: string,
  env: Record<string, string> = {},
): Promise<SuperviseCore> {
  const started = await startProcess(process.execPath, [entryOf("core"), ...args, "--data", data, "--port", "0"], {
    cwd: projectRoot,
    withIpc: true,
    env,
  });
  let ready: { firstNumber: number } | undefined;
  started.child.on("message", (raw) => {
    const message = FromCore.parse(raw);
    if (message.type === "ready") ready = message;
  });
  started.child.send({ type: "start", ...shellTokens });
  try {
    const run = await waitForCore(data, started, 30_000, started.pid);
    const { firstNumber } = await until(() => ready ?? null, { what: "the core's word to its shell" });
    return { ...access(run), process: started, firstNumber };
  } catch (error) {
    await started.stop("SIGKILL");
    throw error;
  }
}

/** Two machines that make one wall of 2×1 monitors, a real core each, and the line between them. */
export interface JoinedSite extends AsyncDisposable {
  first: SuperviseCore;
  second: SuperviseCore;
  readonly line: TcpProxy;
  /** Starts what `stop` has ended, on its data. */
  start(which: "first" | "second", env?: Record<string, string>): Promise<void>;
  stop(which: "first" | "second", signal?: NodeJS.Signals): Promise<void>;
  /** Says at the first machine what the wall is to show. */
  drive(command: WallCommand): Promise<WallAnswer>;
  token(role: TokenRole): Promise<string>;
  /** The folder of the first machine's profile. */
  readonly profile: string;
  /** Where the second machine's data lies. */
  readonly secondData: string;
}

/**
 * A wall of 2×1 monitors with three scenes, a published figure, a camera whose pictures are drawn, and a platform whose account nobody else is to know.
 * @param hasCamera false: nobody answers at its address, and no simulator is started for it
 */
export async function writeJoinedProfile(parent: string, hasCamera = true): Promise<string> {
  const given = parse(await readFile(join(projectRoot, "test/fixtures/profiles/small/profile.yaml"), "utf8"));
  const profile = join(parent, "profile");
  await mkdir(profile);
  await cp(join(projectRoot, "test/fixtures/profiles/small/outline.geojson"), join(profile, "outline.geojson"));
  const tile = (id: string, panel: string, x: number, settings: object = {}) => ({
    ...{ id, panel, x, y: 0, width: 24, height: 24, settings },
  });
  const figure = { indicator: "grdp" };
  const scenes = [
    {
      ...{ id: "ngay", name: { vi: "Ngày", en: "Day" } },
      tiles: [tile("a", "clock", 0), tile("b", "key-figure", 24, figure)],
    },
    { id: "camera", name: { vi: "Camera", en: "Camera" }, tiles: [tile("e", "camera", 24, { camera: "cau" })] },
    {
      ...{ id: "dem", name: { vi: "Đêm", en: "Night" } },
      tiles: [tile("c", "key-figure", 0, figure), tile("d", "clock", 24)],
    },
  ];
  const wall = { ...given.wall, columns: 2 };
  const secretSource = {
    ...{ id: "kin", type: "rest", name: { vi: "Kín", en: "Secret" }, lateAfter: "1h", every: "1h", mapping: "[]" },
    ...{ url: "http://127.0.0.1:1/khong-ke", bearer: "khong-duoc-ke" },
  };
  const stream = hasCamera ? { type: "test", pattern: "bridge" } : { type: "rtsp", url: "rtsp://127.0.0.1:9/cau" };
  const cameras = [{ id: "cau", name: { vi: "Cầu", en: "Bridge" }, stream }];
  await writeFile(
    join(profile, "profile.yaml"),
    stringify({ ...given, wall, scenes, scene: "ngay", sources: [given.sources[0], secretSource], cameras }),
  );
  return profile;
}

/** The first machine alone; the second is started by `start("second", { IOC_JOIN_TOKEN })`. */
export async function startJoinedSite(hasCamera: boolean): Promise<JoinedSite> {
  const folder = await temporaryFolder("ioc-joined");
  const profile = await writeJoinedProfile(folder.path, hasCamera);
  const firstData = join(folder.path, "first");
  const secondData = join(folder.path, "second");
  if (hasCamera) await giveKeptPictures(firstData);
  let first = await startSupervisedCore(["--profile", profile], firstData);
  let second: SuperviseCore | undefined;
  const line = await startTcpProxy(first.port);
  const post = (path: string, body: unknown) =>
    first.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    get first() {
      return first;
    },
    get second() {
      if (second === undefined) throw new Error("the second machine was not started");
      return second;
    },
    line,
    profile,
    secondData,
    async start(which, env = {}) {
      if (which === "second") second = await startSupervisedCore(["--join", `http://${line.host}`], secondData, env);
      else {
        first = await startSupervisedCore(["--profile", profile], firstData);
        await line.mend(first.port);
      }
    },
    async stop(which, signal = "SIGTERM") {
      await (which === "first" ? first : second)?.process.stop(signal);
    },
    async drive(command) {
      const answer = await post(routes.wallCommands, command);
      if (answer.status !== 200) throw new Error(await answer.text());
      return WallAnswer.parse(await answer.json());
    },
    async token(role) {
      return CreatedToken.parse(await (await post(routes.tokens, { role, label: "Máy hai" })).json()).token;
    },
    async [Symbol.asyncDispose]() {
      await second?.process.stop();
      await first.process.stop();
      await line[Symbol.asyncDispose]();
      await folder.remove();
    },
  };
}
