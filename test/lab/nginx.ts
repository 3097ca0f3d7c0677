import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { freePort } from "./free-port.ts";
import { runProcess, startProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

export interface Nginx extends AsyncDisposable {
  /** https://localhost:PORT */
  readonly url: string;
  readonly host: string;
  /** PEM of the certificate that clients have to trust. */
  readonly certificateFile: string;
}

const program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(existsSync) ?? "nginx";

/**
 * Debian's nginx with TLS on a free port of 127.0.0.1.
 * @param locations the `location` blocks of its server, in nginx's words
 * @param options accounts for `auth_basic_user_file users;` and what stands beside the server, such as `limit_req_zone`
 */
export async function startNginx(
  locations: string,
  options: { users?: Readonly<Record<string, string>>; http?: string } = {},
): Promise<Nginx> {
  const folder = await temporaryFolder("ioc-nginx");
  const { certificateFile, keyFile } = await makeCertificate(folder.path);
  const port = await freePort();
  await mkdir(join(folder.path, "tmp"));
  const users = await Promise.all(
    Object.entries(options.users ?? {}).map(async ([name, password]) => {
      const hashed = await runProcess("openssl", ["passwd", "-apr1", "-stdin"], { input: password });
      return `${name}:${hashed.stdout.trim()}`;
    }),
  );
  await writeFile(join(folder.path, "users"), `${users.join("\n")}\n`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path tmp/${kind};`,
  );
  const configuration = `
daemon off;
master_process off;
user ${userInfo().username};
pid nginx.pid;
error_log stderr info;
events {}
http {
  access_log off;
  ${temporary.join("\n  ")}
  gzip on;
  gzip_types application/json;
  gzip_min_length 1;
  ${options.http ?? ""}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${certificateFile};
    ssl_certificate_key ${keyFile};
    ${locations}
  }
}
`;
  await writeFile(join(folder.path, "nginx.conf"), configuration);
  const nginx = await startProcess(program, ["-e", "stderr", "-p", folder.path, "-c", join(folder.path, "nginx.conf")]);
  await until(
    async () => {
      if (!nginx.isRunning()) return true;
      const answer = await runProcess("openssl", ["s_client", "-connect", `127.0.0.1:${port}`], { input: "" });
      return answer.stdout.includes("BEGIN CERTIFICATE");
    },
    { what: "nginx answering" },
  );
  if (!nginx.isRunning()) throw new Error(`nginx ended: ${nginx.output()}`);
  return {
    url: `https://localhost:${port}`,
    host: `localhost:${port}`,
    certificateFile,
    async [Symbol.asyncDispose]() {
      await nginx.stop();
      await folder.remove();
    },
  };
}
