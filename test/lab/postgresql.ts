import { existsSync, readdirSync } from "node:fs";
import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { freePort } from "./free-port.ts";
import { type RunningProcess, runProcess, startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Postgresql extends AsyncDisposable {
  readonly port: number;
  /** PEM of the certificate for `localhost` and 127.0.0.1 that clients have to trust; it listens on 127.0.0.2 as well. */
  readonly certificateFile: string;
  /** Runs statements as its owner. Gives what they print, cells by "|". */
  run(sql: string, database?: string): Promise<string>;
  /** Its log so far, all runs. */
  log(): string;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Freezes and thaws the part that takes connections: they stay open, nothing is answered. */
  freeze(): void;
  thaw(): void;
}

/** Debian keeps each major version in a folder of its own; the newest is taken. */
function programs(): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (folder === undefined) throw new Error(`no PostgreSQL server in ${root}: npm run setup -- --tests`);
  return folder;
}

/** The server refuses to run as root; then it runs as the account that Debian's package made for it. */
async function owner(): Promise<{ uid: number; gid: number; prefix: string[] } | null> {
  if (process.getuid?.() !== 0) return null;
  const idOf = async (option: string) => Number((await runProcess("id", [option, "postgres"])).stdout);
  // Who changes the account forgets by whose end it was to end.
  const prefix = ["setpriv", "--pdeathsig=KILL", "--reuid=postgres", "--regid=postgres", "--init-groups"];
  return { uid: await idOf("-u"), gid: await idOf("-g"), prefix };
}

/** A real PostgreSQL server on a free port of 127.0.0.1, with TLS and passwords (SCRAM), ready for connections. */
export async function startPostgresql(options: { tls?: boolean } = {}): Promise<Postgresql> {
  const bin = programs();
  const folder = await temporaryFolder("ioc-postgresql");
  const data = join(folder.path, "data");
  const { certificateFile, keyFile } = await makeCertificate(folder.path);
  const account = await owner();
  if (account !== null)
    for (const path of [folder.path, certificateFile, keyFile]) await chown(path, account.uid, account.gid);
  const port = await freePort();
  const asOwner = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = "", ...rest] = [...(account?.prefix ?? []), join(bin, program), ...args];
    return [first, rest];
  };
  const login = ["--username=postgres", "--auth-local=trust", "--auth-host=scram-sha-256"];
  const made = await runProcess(
    ...asOwner("initdb", ["-D", data, ...login, "--no-sync", "--locale=C.UTF-8", "--encoding=UTF8"]),
    { cwd: folder.path },
  );
  if (made.code !== 0) throw new Error(`initdb ended with ${made.code}: ${made.stderr}`);
  const settings = {
    port,
    listen_addresses: "127.0.0.1,127.0.0.2",
    unix_socket_directories: folder.path,
    fsync: "off",
    // In its folder: what a killed one leaves goes with that.
    dynamic_shared_memory_type: "mmap",
    ssl: options.tls === false ? "off" : "on",
    ssl_cert_file: certificateFile,
    ssl_key_file: keyFile,
    lc_messages: "C",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await writeFile(join(data, "postgresql.conf"), lines.join(""));
  let server: RunningProcess | null = null;
  let pastLog = "";
  const start = async () => {
    server = await startProcess(...asOwner("postgres", ["-D", data]), { cwd: folder.path });
    await server.waitForOutput(/ready to accept connections/);
  };
  const stop = async () => {
    if (server === null) return;
    server.child.kill("SIGCONT");
    // Fast shutdown: clients are cut.
    await server.stop("SIGINT");
    pastLog = (pastLog + server.output()).slice(-1_000_000);
    server = null;
  };
  await start();
  return {
    port,
    certificateFile,
    async run(sql, database = "postgres") {
      const args = ["-h", folder.path, "-p", String(port), "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1"];
      const done = await runProcess(join(bin, "psql"), [...args, "-X", "-q", "-A", "-t", "-f", "-"], { input: sql });
      if (done.code !== 0) throw new Error(`psql ended with ${done.code}: ${done.stderr}`);
      return done.stdout;
    },
    log: () => pastLog + (server?.output() ?? ""),
    stop,
    async restart() {
      await stop();
      await start();
    },
    freeze: () => void server?.child.kill("SIGSTOP"),
    thaw: () => void server?.child.kill("SIGCONT"),
    async [Symbol.asyncDispose]() {
      await stop();
      await folder.remove();
    },
  };
}
