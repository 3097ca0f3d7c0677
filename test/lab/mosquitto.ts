import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { freePort } from "./free-port.ts";
import { type RunningProcess, runProcess, startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Mosquitto extends AsyncDisposable {
  readonly port: number;
  /** mqtt://127.0.0.1:PORT, or mqtts://localhost:PORT with TLS. */
  readonly url: string;
  /** With TLS: the file of the certificate (PEM) that clients have to trust. */
  readonly certificateFile: string | null;
  /** Its log so far, all runs. */
  log(): string;
  /** Publishes with mosquitto_pub; fails when the broker does not take it. */
  publish(
    topic: string,
    payload: string,
    options?: { isRetained?: boolean; qos?: 0 | 1 | 2; as?: string },
  ): Promise<void>;
  /** Ends the broker, keeping its port and settings. */
  stop(): Promise<void>;
  /** Starts it again on the same port (after ending it, when it still runs). Retained messages are gone. */
  restart(): Promise<void>;
  /** Freezes and thaws the process: connections stay open, nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Ends the broker for good and deletes its files. */
  remove(): Promise<void>;
}

export interface MosquittoOptions {
  /** Account names and passwords; without any, everyone may connect. */
  users?: Readonly<Record<string, string>>;
  /** Encrypted, with a certificate made for `localhost` and 127.0.0.1. */
  tls?: boolean;
  /** Sessions and what waits for them outlive the broker, and any number of messages may wait. */
  keeps?: boolean;
}

const program =
  ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"].find(existsSync) ?? "mosquitto";

/** Debian's own mosquitto on a free port of 127.0.0.1, ready for connections. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const folder = await temporaryFolder("ioc-mosquitto");
  const configFile = join(folder.path, "mosquitto.conf");
  const certificateFile = options.tls ? (await makeCertificate(folder.path)).certificateFile : null;
  const passwordFile = options.users ? await makePasswordFile(folder.path, options.users) : null;
  let port = await freePort();
  let broker: RunningProcess | null = null;
  let pastLog = "";

  const writeConfig = () =>
    writeFile(
      configFile,
      [
        // Started by root it would become another user, who cannot read the folder.
        `user ${userInfo().username}`,
        `listener ${port} 127.0.0.1`,
        "log_dest stdout",
        options.keeps
          ? `persistence true\npersistence_location ${folder.path}/\nmax_queued_messages 0\nmax_queued_bytes 0`
          : "persistence false",
        passwordFile ? `allow_anonymous false\npassword_file ${passwordFile}` : "allow_anonymous true",
        certificateFile ? `certfile ${certificateFile}\nkeyfile ${join(folder.path, "key.pem")}` : "",
        "",
      ].join("\n"),
    );

  const start = async () => {
    await writeConfig();
    broker = await startProcess(program, ["-v", "-c", configFile]);
    await broker.waitForOutput(/mosquitto version \S+ running/);
  };
  const stop = async () => {
    if (!broker) return;
    broker.child.kill("SIGCONT");
    await broker.stop();
    pastLog = (pastLog + broker.output()).slice(-1_000_000);
    broker = null;
  };
  const remove = async () => {
    await stop();
    await folder.remove();
  };

  for (let attempt = 1; ; attempt += 1) {
    try {
      await start();
      break;
    } catch (error) {
      // Between finding the port and listening on it another program may have taken it.
      const isTaken = error instanceof Error && error.message.includes("Address already in use");
      await stop();
      if (!isTaken || attempt === 5) {
        await folder.remove();
        throw error;
      }
      port = await freePort();
    }
  }

  return {
    port,
    url: options.tls ? `mqtts://localhost:${port}` : `mqtt://127.0.0.1:${port}`,
    certificateFile,
    log: () => pastLog + (broker?.output() ?? ""),
    async publish(topic, payload, { isRetained = false, qos = 1, as } = {}) {
      const account = as ?? Object.keys(options.users ?? {})[0];
      const login = account === undefined ? [] : ["-u", account, "-P", options.users?.[account] ?? ""];
      const host = certificateFile ? ["-h", "localhost", "--cafile", certificateFile] : ["-h", "127.0.0.1"];
      const result = await runProcess(
        "mosquitto_pub",
        [...host, "-p", String(port), ...login, "-q", String(qos), ...(isRetained ? ["-r"] : []), "-t", topic, "-s"],
        { input: payload },
      );
      if (result.code !== 0) throw new Error(`mosquitto_pub ended with ${result.code}: ${result.stderr}`);
    },
    stop,
    async restart() {
      await stop();
      await start();
    },
    freeze: () => void broker?.child.kill("SIGSTOP"),
    thaw: () => void broker?.child.kill("SIGCONT"),
    remove,
    [Symbol.asyncDispose]: remove,
  };
}

async function makePasswordFile(folder: string, users: Readonly<Record<string, string>>): Promise<string> {
  const file = join(folder, "passwords");
  await writeFile(
    file,
    Object.entries(users)
      .map(([name, password]) => `${name}:${password}\n`)
      .join(""),
    { mode: 0o600 },
  );
  const hashed = await runProcess("mosquitto_passwd", ["-U", file]);
  if (hashed.code !== 0) throw new Error(`mosquitto_passwd ended with ${hashed.code}: ${hashed.stderr}`);
  return file;
}
