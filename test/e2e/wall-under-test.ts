import { readFile } from "node:fs/promises";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { routes, Status } from "#contract/http.ts";
import { RunFile } from "#contract/supervision.ts";
import { setOutput, startVirtualWall } from "../../build/virtual-wall.mjs";
import { giveKeptPictures } from "../lab/kept-pictures.ts";
import { runProcess } from "../lab/process.ts";
import { until } from "../lab/until.ts";

export const root = path.resolve(import.meta.dirname, "../..");

export type VirtualWall = Awaited<ReturnType<typeof startVirtualWall>>;
export { setOutput, startVirtualWall };

export type WallUnderTest = AsyncDisposable & {
  readonly app: ElectronApplication;
  readonly data: string;
  /** The page of a monitor, by its number. */
  page(display: number): Promise<Page>;
  run(): Promise<RunFile>;
  status(): Promise<Status>;
  /** Waits until the status is as wanted and gives it. */
  statusWhere(what: string, isWanted: (status: Status) => boolean, withinMs?: number): Promise<Status>;
  close(): Promise<void>;
};

type Setting = {
  display: string;
  profile: string;
  data: string;
  /** Set by `ioc secret set` as soon as the core is up. */
  secrets?: Record<string, string>;
  env?: Record<string, string>;
  /** Its test cameras' scenes are encoded anew, as at the first start at a site; else they are there from the first look on. */
  makesPictures?: boolean;
};

/** The real program on virtual monitors that are there already, driven by Playwright. */
export async function openWall({
  display,
  profile,
  data,
  secrets = {},
  env = {},
  makesPictures = false,
}: Setting): Promise<WallUnderTest> {
  if (!makesPictures) await giveKeptPictures(data);
  const app = await _electron.launch({
    args: [".", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    cwd: root,
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display,
      IOC_PROFILE: profile,
      IOC_DATA: data,
      IOC_PORT: "0",
      IOC_NODE: process.execPath,
      IOC_LANG: "vi",
      // Where tests run as root; the pages are their own.
      IOC_TEST_PAGES: "1",
      ...env,
    },
  });
  const run = () =>
    until(
      async () => {
        try {
          return RunFile.parse(JSON.parse(await readFile(path.join(data, "core.json"), "utf8")));
        } catch {
          return null;
        }
      },
      { withinMs: 20_000, what: "the core's run file" },
    );
  const status = async () => {
    const { origin, adminToken } = await run();
    const answer = await fetch(origin + routes.status, { headers: { authorization: `Bearer ${adminToken}` } });
    return Status.parse(await answer.json());
  };
  if (Object.keys(secrets).length > 0) await run();
  for (const [name, value] of Object.entries(secrets)) {
    const command = path.join(root, "build/ioc.mjs");
    const set = await runProcess(process.execPath, [command, "secret", "set", name, "--data", data], { input: value });
    if (set.code !== 0) throw new Error(`the secret ${name} was not taken: ${set.stderr}`);
  }
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await app.close();
  };
  return {
    app,
    data,
    run,
    status,
    close,
    [Symbol.asyncDispose]: close,
    page: (number) =>
      until(() => app.windows().find((page) => page.url().endsWith(`?display=${number}`)) ?? null, {
        withinMs: 20_000,
        what: `the window of monitor ${number}`,
      }),
    statusWhere: async (what, isWanted, withinMs = 40_000) => {
      let last: unknown;
      return until(
        async () => {
          const found = await status().catch((error: unknown) => {
            last = String(error);
            return null;
          });
          if (found) last = found;
          return found && isWanted(found) ? found : null;
        },
        { withinMs, what },
      ).catch((error: Error) => {
        throw new Error(`${error.message}; the status was ${JSON.stringify(last)}`);
      });
    },
  };
}
