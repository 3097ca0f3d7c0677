import { readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { freePort } from "./free-port.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

export interface Rsyslog extends AsyncDisposable {
  readonly port: number;
  /** The file of the certificate (PEM) that clients have to trust; it is for `localhost`. */
  readonly certificateFile: string;
  /** The messages as they came, in their order, of all runs. */
  messages(): Promise<string[]>;
  /** Ends the server, keeping its port and what it has written. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Debian's own rsyslog, which takes syslog over TLS (RFC 5425) on a free port of 127.0.0.1. */
export async function startRsyslog(): Promise<Rsyslog> {
  const folder = await temporaryFolder("ioc-rsyslog");
  const { certificateFile, keyFile } = await makeCertificate(folder.path);
  const port = await freePort();
  const file = join(folder.path, "messages");
  const configFile = join(folder.path, "rsyslog.conf");
  await writeFile(
    configFile,
    [
      `global(workDirectory="${folder.path}" defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="${certificateFile}"`,
      `  defaultNetstreamDriverCertFile="${certificateFile}" defaultNetstreamDriverKeyFile="${keyFile}")`,
      'module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")',
      'template(name="whole" type="string" string="%rawmsg%\\n")',
      `input(type="imtcp" port="${port}" address="127.0.0.1")`,
      `action(type="omfile" file="${file}" template="whole" asyncWriting="off" flushOnTXEnd="on")`,
      "",
    ].join("\n"),
  );
  let server: RunningProcess | undefined;
  const start = async () => {
    server = await startProcess("/usr/sbin/rsyslogd", ["-n", "-f", configFile, "-i", join(folder.path, "pid")]);
    await until(() => canConnect(port), { withinMs: 15_000, what: "rsyslog's port" }).catch((error: Error) => {
      throw new Error(`${error.message}; it wrote:\n${server?.output()}`);
    });
  };
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  await start();
  return {
    ...{ port, certificateFile, start, stop },
    async messages() {
      const text = await readFile(file, "utf8").catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await folder.remove();
    },
  };
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
