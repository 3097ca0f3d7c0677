import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type RunningProcess, startProcess } from "./process.ts";
import { projectRoot } from "./programs.ts";
import { until } from "./until.ts";

/** A sample of docs/operations.md, by the language of its fence: what people copy is what is tried. */
export async function sampleOf(language: "nginx" | "haproxy"): Promise<string> {
  const guide = await readFile(join(projectRoot, "docs/operations.md"), "utf8");
  const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (found === undefined) throw new Error(`docs/operations.md has no sample of ${language}`);
  return found;
}

export type FrontProxy = AsyncDisposable & { process: RunningProcess };

/** Each change has to be found: a sample that says something else is not the one that is meant. */
function changed(sample: string, changes: Readonly<Record<string, string>>): string {
  let text = sample;
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`the sample has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

async function started(command: string, args: readonly string[], port: number): Promise<FrontProxy> {
  const process = await startProcess(command, args);
  await until(
    () =>
      new Promise<boolean>((resolve) => {
        if (!process.isRunning()) resolve(true);
        const socket = connect({ host: "127.0.0.1", port }, () => resolve(true));
        socket.on("error", () => resolve(false));
        socket.on("connect", () => socket.destroy());
      }),
    { what: `${command} listening` },
  );
  if (!process.isRunning()) throw new Error(`${command} ended: ${process.output()}`);
  return { process, [Symbol.asyncDispose]: async () => void (await process.stop()) };
}

/** Debian's nginx by the documented sample. @param folder its own */
export async function startFrontNginx(
  folder: string,
  port: number,
  changes: Readonly<Record<string, string>>,
): Promise<FrontProxy> {
  await mkdir(join(folder, "tmp"), { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path tmp/${kind};`,
  );
  const file = join(folder, "nginx.conf");
  await writeFile(
    file,
    `daemon off;\nmaster_process off;\nuser ${userInfo().username};\npid nginx.pid;\nerror_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${changed(await sampleOf("nginx"), { "listen 443": `listen 127.0.0.1:${port}`, ...changes })}}\n`,
  );
  const program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(existsSync) ?? "nginx";
  return started(program, ["-e", "stderr", "-p", folder, "-c", file], port);
}

/** Debian's HAProxy by the documented sample. @param folder its own */
export async function startHaproxy(
  folder: string,
  port: number,
  changes: Readonly<Record<string, string>>,
): Promise<FrontProxy> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "haproxy.cfg");
  await writeFile(file, changed(await sampleOf("haproxy"), { "bind :443": `bind 127.0.0.1:${port}`, ...changes }));
  const program = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"].find(existsSync) ?? "haproxy";
  return started(program, ["-db", "-f", file], port);
}
