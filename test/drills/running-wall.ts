/** An installed or unpacked wall of a drill's machine, started by the one who sits there. */
import { Status } from "#contract/http.ts";
import type { RunningProcess } from "../lab/process.ts";
import { until } from "../lab/until.ts";
import type { CommandOptions, Machine } from "./machine.ts";

export interface WallToStart {
  /** What is typed to start it. */
  command: readonly string[];
  /** What is typed for `ioc`, the same words in front. */
  ioc: readonly string[];
  display: string;
  env?: Readonly<Record<string, string>>;
  hasUserNamespaces?: boolean;
}

export interface RunningWall {
  process: RunningProcess;
  /** Waits until `ioc status` says that all is well: windows, sources, cameras. Fails with what it said last. */
  untilOk(withinMs: number): Promise<Status>;
  /** Ends it as a session's end does; fails when something of it stays. Gives how long it took, ms. */
  end(): Promise<number>;
}

const endWithinMs = 25_000;

export async function startWall(machine: Machine, wanted: WallToStart): Promise<RunningWall> {
  const options: CommandOptions = {
    env: { DISPLAY: wanted.display, ...wanted.env },
    ...(wanted.hasUserNamespaces === undefined ? {} : { hasUserNamespaces: wanted.hasUserNamespaces }),
  };
  const started = await machine.start(wanted.command, options);
  return {
    process: started,
    async untilOk(withinMs) {
      let said = "";
      const found = await until(
        async () => {
          if (!started.isRunning()) throw new Error("it has ended");
          const ran = await machine.run([...wanted.ioc, "status", "--json"], options);
          said = ran.stdout.trim() || ran.stderr.trim();
          if (ran.code !== 0) return null;
          const status = Status.parse(JSON.parse(said));
          return status.state === "ok" && status.displays.length > 0 ? status : null;
        },
        { withinMs, everyMs: 500, what: "`ioc status` ok" },
      ).catch((error: Error) => error);
      if (found instanceof Error)
        throw new Error(
          `${found.message}; it said last:\n${said.slice(0, 3_000)}\nand the wall wrote:\n${started.output().slice(-3_000)}`,
        );
      return found;
    },
    async end() {
      const beganMs = performance.now();
      process.kill(machine.pidOf(started), "SIGTERM");
      const left = () => machine.processes().map(({ pid, command }) => `${pid} ${command.join(" ").slice(0, 120)}`);
      await until(() => left().length === 0, { withinMs: endWithinMs, everyMs: 50 }).catch(() => {
        throw new Error(`asked to end, and ${endWithinMs / 1_000} s later there still runs:\n${left().join("\n")}`);
      });
      return performance.now() - beganMs;
    },
  };
}

/** What `ioc status` says, in a line. */
export const statusInWords = ({ state, version, profile, displays, sources, cameras }: Status): string =>
  `ioc status: ${state}, ${version}, profile ${profile}, ${displays.length} monitor(s), ${sources.length} sources, ${cameras.length} cameras`;
