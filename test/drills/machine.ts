/**
 * A machine of its own within this one: a root folder with processes, mounts and names that the rest of the system does not see.
 * It lives in namespaces that end with their first process, so that neither a mount nor a process can be left behind, however the
 * drill ends. Its kernel and, if wanted, its network are this machine's. Needs root.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Exit, type RunningProcess, runProcess, startProcess } from "../lab/process.ts";
import { until } from "../lab/until.ts";

/** The one who sits at it: no rights beyond those of anyone. */
export const person = { name: "truc-ban", uid: 1000, home: "/home/truc-ban" } as const;

export interface MachineOptions {
  /** The folder that becomes its root; it must not lie on a file system without set-user-id or devices. */
  root: string;
  /** This machine's network, to install from; without it, a network of its own in which it reaches only itself. */
  hasNetwork: boolean;
  /** Folders of this machine that it sees, by the place it sees them at. */
  shared?: Readonly<Record<string, string>>;
}

export interface CommandOptions {
  /** Default: the person. */
  as?: "root" | "person";
  env?: Readonly<Record<string, string>>;
  /** Within the machine; default the home folder. */
  cwd?: string;
  /**
   * Lets it see the same root by another way, so that the kernel takes it for one that was moved aside and refuses it user
   * namespaces: as systems do that forbid them.
   */
  hasUserNamespaces?: boolean;
}

export interface Machine extends AsyncDisposable {
  /** Runs a command of the machine's to its end; default within 60 s. */
  run(command: readonly string[], options?: CommandOptions & { withinMs?: number }): Promise<Ran>;
  /** The same, and fails with what it wrote when it does not end well. Gives what it wrote to its standard output. */
  must(command: readonly string[], options?: CommandOptions & { withinMs?: number }): Promise<string>;
  /** Starts a command of the machine's. Its own process is a child of the one that is given: see `pidOf`. */
  start(command: readonly string[], options?: CommandOptions): Promise<RunningProcess>;
  /** The process that a started command is, by this machine's number. */
  pidOf(started: RunningProcess): number;
  /** All that runs in it, by this machine's numbers, without its first process and what that one waits by. */
  processes(): MachineProcess[];
  stop(): Promise<void>;
}

export type Ran = Exit & { stdout: string; stderr: string };
export type MachineProcess = { pid: number; command: readonly string[] };

const otherWay = "/run/other-way";
const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Makes the mounts and becomes the first process. */
const boot = path.join(import.meta.dirname, "machine.sh");

/** Opens a machine on a root folder. Fails with what it wrote when namespaces or mounts are refused. */
export async function openMachine({ root, hasNetwork, shared = {} }: MachineOptions): Promise<Machine> {
  await nameThePerson(root);
  const holder = await startProcess(
    "unshare",
    [
      ...["--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "--propagation", "private"],
      ...(hasNetwork ? [] : ["--net"]),
      ...["--", "/bin/sh", boot, ...Object.entries(shared).flat()],
    ],
    {
      env: {
        ...{ PATH: searchPath, ROOT: root, PERSON_UID: String(person.uid), OTHER_WAY: otherWay },
        OWN_NETWORK: hasNetwork ? "" : "1",
      },
    },
  );
  try {
    await holder.waitForOutput(/^ready$/m);
  } catch (error) {
    await holder.stop("SIGKILL");
    throw error;
  }
  const first = childOf(holder.pid);
  const stop = async () => {
    await holder.stop("SIGKILL");
    // The kernel ends the first process with its holder, and all others with the first.
    await until(() => !existsSync(`/proc/${first}`), { what: "the end of the machine's processes" });
  };
  const space = (name: string, kind: string) => readlinkSync(`/proc/${name}/ns/${kind}`);
  const mounts = space(String(first), "mnt");
  const outside = space("self", "pid");

  const enter = (command: readonly string[], options: CommandOptions): string[] => {
    const { as = "person", env = {}, hasUserNamespaces = true } = options;
    const isRoot = as === "root";
    const cwd = options.cwd ?? (isRoot ? "/" : person.home);
    const own = {
      ...{
        PATH: searchPath,
        LANG: "C.UTF-8",
        HOME: isRoot ? "/root" : person.home,
        USER: isRoot ? "root" : person.name,
      },
      ...(isRoot ? { DEBIAN_FRONTEND: "noninteractive" } : { XDG_RUNTIME_DIR: `/run/user/${person.uid}` }),
      ...env,
    };
    const id = String(person.uid);
    return [
      ...[`--target=${first}`, "--mount", "--pid", "--uts", "--ipc", "--net", "--"],
      ...(hasUserNamespaces ? [] : ["chroot", otherWay]),
      ...(isRoot ? [] : ["setpriv", `--reuid=${id}`, `--regid=${id}`, "--clear-groups"]),
      ...["env", "-i", `--chdir=${cwd}`, ...Object.entries(own).map(([name, value]) => `${name}=${value}`), ...command],
    ];
  };
  const run: Machine["run"] = (command, options = {}) =>
    runProcess("nsenter", enter(command, options), { withinMs: options.withinMs ?? 60_000 });

  return {
    run,
    async must(command, options) {
      const ran = await run(command, options);
      if (ran.code !== 0) {
        const wrote = `${ran.stdout.slice(-2_000)}${ran.stderr.slice(-2_000)}`;
        throw new Error(`${command.join(" ")} ended with ${ran.code ?? ran.signal} and wrote:\n${wrote}`);
      }
      return ran.stdout;
    },
    start: (command, options = {}) => startProcess("nsenter", enter(command, options)),
    pidOf: (started) => childOf(started.pid),
    processes() {
      return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && Number(name) !== first)
        .flatMap((name) => {
          try {
            // Who holds the machine, and who goes into it, see its mounts and not its numbers of processes.
            if (space(name, "mnt") !== mounts || space(name, "pid") === outside) return [];
            const command = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").filter(Boolean);
            // One that has ended and was not asked for yet has no command.
            const isPulse = command[0] === "sleep" && parentOf(Number(name)) === first;
            return command.length === 0 || isPulse ? [] : [{ pid: Number(name), command }];
          } catch {
            return []; // It ended while we looked.
          }
        });
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Lets the person's programs show windows on a display of this machine's. Fails with what xhost says. */
export async function letPersonDraw(display: string): Promise<void> {
  const allowed = await runProcess("xhost", [`+si:localuser:#${person.uid}`], { env: { DISPLAY: display } });
  if (allowed.code !== 0) throw new Error(`xhost: ${allowed.stderr}`);
}

/** A minimal root has no program that adds people. */
async function nameThePerson(root: string): Promise<void> {
  const { name, uid, home } = person;
  const passwd = path.join(root, "etc/passwd");
  if (readFileSync(passwd, "utf8").includes(`\n${name}:`)) return;
  await appendFile(passwd, `${name}:x:${uid}:${uid}:Trực ban:${home}:/bin/sh\n`);
  await appendFile(path.join(root, "etc/group"), `${name}:x:${uid}:\n`);
  await mkdir(path.join(root, home), { recursive: true });
  const made = await runProcess("chown", [`${uid}:${uid}`, path.join(root, home)]);
  if (made.code !== 0) throw new Error(made.stderr);
  await writeFile(path.join(root, "etc/hosts"), "127.0.0.1 localhost may-tuong\n::1 localhost\n");
  await writeFile(path.join(root, "etc/hostname"), "may-tuong\n");
}

/** The process that started another one, or took it over. */
export const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

function childOf(pid: number): number {
  const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
  if (!(child > 0)) throw new Error(`process ${pid} has no child any more`);
  return child;
}
