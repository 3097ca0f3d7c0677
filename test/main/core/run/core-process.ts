import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { FromCore, RunFile } from "#contract/supervision.ts";
import { type RunningProcess, startProcess } from "../../../lab/process.ts";
import { entryOf } from "../../../lab/programs.ts";
import { until } from "../../../lab/until.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
export const coreFile = entryOf("core");
export const smallProfile = path.join(root, "test", "fixtures", "profiles", "small");

/** Environment of a person of its own: no other run's files are found in it. */
export const own = (folder: string) => ({
  TMPDIR: folder,
  XDG_DATA_HOME: path.join(folder, "share"),
  IOC_LANG: undefined,
});

export type RunningCore = RunningProcess & { data: string; run: ReturnType<typeof RunFile.parse> };

/** The real core, without a channel, when it listens. */
export async function startCore(
  folder: string,
  data = path.join(folder, "data"),
  port = 0,
  profile = smallProfile,
  env: Record<string, string> = {},
): Promise<RunningCore> {
  const args = ["--profile", profile, "--data", data, "--port", String(port)];
  const core = await startProcess(process.execPath, [coreFile, ...args], { env: { ...own(folder), ...env } });
  try {
    await core.waitForOutput(/http:\S+\/\?token=\S+/, 30_000);
    const run = RunFile.parse(JSON.parse(await readFile(path.join(data, "core.json"), "utf8")));
    return Object.assign(core, { data, run });
  } catch (error) {
    await core.stop("SIGKILL");
    throw error;
  }
}

/** Collects what a core says over its channel. */
export function listenTo(core: RunningProcess) {
  const told: ReturnType<typeof FromCore.parse>[] = [];
  core.child.on("message", (message) => told.push(FromCore.parse(message)));
  return { next: () => until(() => told[0], { what: "a message of the core" }) };
}
