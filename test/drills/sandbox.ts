/** Whether a running Electron program keeps its pages in Chromium's sandbox, by what the kernel says of its processes. */
import { readFileSync, readlinkSync } from "node:fs";
import { type MachineProcess, parentOf } from "./machine.ts";

export interface Sandbox {
  renderers: number;
  /** What keeps them apart: a program with set-user-id, or user namespaces that anybody may make. */
  kind: "set-user-id" | "user namespaces";
}

const switchesThatOpenIt = [
  "--no-sandbox",
  "--disable-setuid-sandbox",
  "--disable-seccomp-filter-sandbox",
  "--disable-namespace-sandbox",
];

/**
 * Proves the sandbox of all pages there are. Fails with what is missing: a page without seccomp filter, one that shares process
 * numbers or network with the program itself, or a switch on any command line that leaves the sandbox out.
 */
export function proveSandbox(processes: readonly MachineProcess[]): Sandbox {
  for (const { pid, command } of processes) {
    // Chromium writes what it calls itself into one long argument.
    const open = switchesThatOpenIt.find((each) => command.some((argument) => argument.split(" ").includes(each)));
    if (open !== undefined) throw new Error(`process ${pid} was started with ${open}: ${command.join(" ")}`);
  }
  const typeOf = ({ command }: MachineProcess) => /--type=([\w-]+)/.exec(command.join(" "))?.[1];
  const renderers = processes.filter((each) => typeOf(each) === "renderer");
  if (renderers.length === 0) throw new Error("no process that draws a page");
  const parent = processes.find((each) => typeOf(each) === "zygote") ?? renderers[0];
  const outer = parent && processes.find(({ pid }) => pid === parentOf(parent.pid));
  const kinds = renderers.map(({ pid }) => {
    const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    if (seccomp !== "2") throw new Error(`page process ${pid} has no filter of system calls (Seccomp: ${seccomp})`);
    for (const space of ["pid", "net"]) {
      const own = readlinkSync(`/proc/${pid}/ns/${space}`);
      const other = outer && readlinkSync(`/proc/${outer.pid}/ns/${space}`);
      if (own === other) throw new Error(`page process ${pid} shares its ${space} namespace with the program`);
    }
    return readlinkSync(`/proc/${pid}/ns/user`) === readlinkSync("/proc/self/ns/user")
      ? "set-user-id"
      : "user namespaces";
  });
  return { renderers: renderers.length, kind: kinds[0] ?? "set-user-id" };
}
