import { X509Certificate } from "node:crypto";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import https from "node:https";
import path from "node:path";
import { connect as connectTls, type PeerCertificate } from "node:tls";
import { expect, it } from "vitest";
import { routes, Status } from "#contract/http.ts";
import { makeCertificate } from "../../../lab/certificate.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

const statusOf = async (server: TestServer) =>
  Status.parse(await (await server.get(routes.status, server.run.admin)).json());
const codesOf = (server: TestServer) => server.parts.doors.view().notes.map(({ reason }) => reason.code);
const portOf = (server: TestServer, name: string): number => {
  const origin = server.parts.doors.view().doors.find((door) => door.name === name)?.origin ?? "";
  return Number(new URL(origin).port);
};

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string; peer: PeerCertificate };

/** Asks over TLS as a browser does that trusts this authority alone. */
const askTls = (port: number, where: string, ca: string, headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { host = "localhost", ...rest } = headers;
    const asked = https.request(
      {
        host: "127.0.0.1",
        port,
        path: where,
        servername: host.split(":")[0],
        ca,
        headers: { host, ...rest },
        agent: false,
      },
      (response) => {
        const peer = (response.socket as import("node:tls").TLSSocket).getPeerCertificate();
        let body = "";
        response.setEncoding("utf8").on("data", (part) => {
          body += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body, peer }));
      },
    );
    asked.on("error", reject);
    asked.end();
  });

it("an authority of the site's own: made once, its key for its owner alone, certificates good for the names asked", async () => {
  const names = ["tuong.example.vn", "10.1.2.3"];
  await using server = await startServer({ server: { tls: { ownCa: true, names, port: 0 } } });
  const folder = path.join(server.folder, "tls");
  expect((await stat(path.join(folder, "ca.key"))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(folder, "public.pem"))).mode & 0o777).toBe(0o600);
  const ca = await (await server.get(routes.doorAuthority)).text();
  const authority = new X509Certificate(ca);
  expect(authority.ca).toBe(true);
  expect(authority.keyUsage).toBeUndefined();

  const port = portOf(server, "public");
  const health = await askTls(port, routes.health, ca, { host: "tuong.example.vn" });
  expect(health.status).toBe(200);
  expect(health.headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
  expect(health.peer.subjectaltname).toContain("DNS:tuong.example.vn");
  expect(health.peer.subjectaltname).toContain("IP Address:10.1.2.3");
  const lasts = Date.parse(health.peer.valid_to) - Date.parse(health.peer.valid_from);
  expect(lasts).toBeLessThan(398 * 86_400_000);
  // The programs of this machine go on without TLS, on its loopback alone; no strictness for a name that all machines have.
  expect(new URL(server.origin).hostname).toBe("127.0.0.1");
  expect((await server.get(routes.health)).headers.get("strict-transport-security")).toBeNull();
  expect((await askTls(port, routes.health, ca)).headers["strict-transport-security"]).toBeUndefined();
  const wrong = await askTls(port, routes.health, ca, {
    host: "tuong.example.vn",
    "x-forwarded-host": "ke-xau.example",
  });
  expect(wrong.status).toBe(200);

  // The link of a start sets a cookie for TLS alone, and only pages of this very address may use it for more than reading.
  const entered = await askTls(port, `/?token=${server.run.desk}`, ca, { host: "tuong.example.vn" });
  expect(entered.status).toBe(303);
  const [cookie = ""] = entered.headers["set-cookie"] as unknown as string[];
  expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict/);
  expect((await server.get(`/?token=${server.run.desk}`)).headers.get("set-cookie")).not.toMatch(/Secure/);
  const { view } = server.parts.doors;
  expect(view().doors.find(({ name }) => name === "public")?.certificate?.by).toBe("own-ca");
  expect((await statusOf(server)).door.notes).toEqual([]);
});

it("a certificate of its own is renewed by itself before anybody is told of its end, without a restart", async () => {
  await using server = await startServer({
    server: { tls: { ownCa: true, names: ["tuong.example.vn"], port: 0 } },
    limits: { lookAtCertificatesEveryMs: 20 },
  });
  const ca = (await server.parts.doors.authority()) ?? "";
  const port = portOf(server, "public");
  // By this machine's clock the new one is not good yet, so it is only looked at.
  const shown = () =>
    new Promise<string>((resolve, reject) => {
      const options = { host: "127.0.0.1", port, servername: "localhost", rejectUnauthorized: false };
      const socket = connectTls(options, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
      socket.on("error", reject);
    });
  const before = await shown();
  // 40 days before its end: it was renewed by then, and none was told.
  server.clock.aheadMs = 356 * 86_400_000;
  await until(async () => (await shown()) !== before, {
    what: "another certificate",
  });
  expect(codesOf(server)).toEqual([]);
  expect(await server.parts.doors.authority()).toBe(ca);
});

it("files of the site: other ones are taken without a restart, what does not fit is told and the old stays", async () => {
  await using folder = await temporaryFolder("ioc-tls");
  const { certificateFile, keyFile } = await makeCertificate(folder.path);
  const [firstCert, firstKey] = await Promise.all([readFile(certificateFile, "utf8"), readFile(keyFile, "utf8")]);
  await using server = await startServer({
    server: { tls: { certificate: certificateFile, key: keyFile, port: 0 } },
    limits: { lookAtCertificatesEveryMs: 20 },
  });
  const port = portOf(server, "public");
  const ca = () => readFile(certificateFile, "utf8");
  const first = await askTls(port, routes.health, await ca());
  expect(first.status).toBe(200);
  // Good for two days: the desk is told a month before.
  const ending = (await statusOf(server)).door.notes;
  expect(ending).toMatchObject([{ isFault: true, reason: { code: "tls.ending", params: { days: 1 } } }]);
  expect((await statusOf(server)).state).toBe("attention");

  // A key that is another one's; the connection goes on with the old.
  const other = await temporaryFolder("ioc-tls");
  const next = await makeCertificate(other.path);
  const [nextCert, nextKey] = await Promise.all([readFile(next.certificateFile), readFile(next.keyFile)]);
  await writeFile(keyFile, nextKey);
  await until(() => codesOf(server).includes("tls.new-refused"), { what: "word of the key" });
  expect((await askTls(port, routes.health, firstCert)).peer.fingerprint256).toBe(first.peer.fingerprint256);

  // With its certificate both fit, as a renewal by links or by renaming leaves them.
  await writeFile(`${certificateFile}.new`, nextCert);
  await rename(`${certificateFile}.new`, certificateFile);
  const second = await until(
    async () => {
      const answer = await askTls(port, routes.health, nextCert.toString()).catch(() => undefined);
      return answer?.peer.fingerprint256 === first.peer.fingerprint256 ? undefined : answer;
    },
    { what: "the new certificate" },
  );
  expect(second.status).toBe(200);
  await until(() => !codesOf(server).includes("tls.new-refused"), { what: "all to be well" });

  server.clock.aheadMs = 3 * 86_400_000;
  expect(codesOf(server)).toEqual(["tls.expired"]);
  expect(server.log()).not.toContain(firstKey.split("\n")[1]);
  await other.remove();
});

it("a door without a certificate stays shut and says why, the room goes on, and it opens once the files are there", async () => {
  await using folder = await temporaryFolder("ioc-tls");
  const at = path.join(folder.path, "sau");
  await using server = await startServer({
    server: { tls: { certificate: `${at}.crt`, key: `${at}.key`, port: 0 } },
    limits: { lookAtCertificatesEveryMs: 20 },
  });
  expect((await server.get(routes.health)).status).toBe(200);
  const [note] = (await statusOf(server)).door.notes;
  expect(note?.reason.code).toBe("tls.closed");
  expect(note?.reason.params.said).toContain(`${at}.`);
  const made = await makeCertificate(folder.path);
  await writeFile(`${at}.crt`, await readFile(made.certificateFile));
  await writeFile(`${at}.key`, await readFile(made.keyFile));
  await until(() => portOf(server, "public") > 0, { what: "the door" });
  expect((await askTls(portOf(server, "public"), routes.health, await readFile(`${at}.crt`, "utf8"))).status).toBe(200);
});

it("speaks TLS 1.2 and later, with forward secrecy only", async () => {
  await using server = await startServer({ server: { tls: { ownCa: true, port: 0 } } });
  const port = portOf(server, "public");
  const ca = (await server.parts.doors.authority()) ?? "";
  const shake = (options: Record<string, unknown>) =>
    new Promise<string>((resolve) => {
      const socket = connectTls({ host: "127.0.0.1", port, servername: "localhost", ca, ...options }, () => {
        resolve(`${socket.getProtocol()} ${socket.getCipher().name}`);
        socket.destroy();
      });
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
    });
  expect(await shake({})).toMatch(/^TLSv1\.3 TLS_AES/);
  expect(await shake({ maxVersion: "TLSv1.2" })).toMatch(/^TLSv1\.2 ECDHE-/);
  expect(await shake({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" })).not.toMatch(
    /^TLSv1/,
  );
  expect(await shake({ maxVersion: "TLSv1.2", ciphers: "AES128-SHA" })).not.toMatch(/^TLSv1/);
});

it("is open to others without TLS only where the profile says so, and is told; what was so before goes on, warned", async () => {
  await using unsaid = await startServer({ server: { host: "0.0.0.0" } });
  expect((await statusOf(unsaid)).door.notes).toMatchObject([{ isFault: true, reason: { code: "door.plain-unsaid" } }]);
  await using said = await startServer({ server: { host: "0.0.0.0", plainHttp: true } });
  expect((await statusOf(said)).door.notes).toMatchObject([{ isFault: false, reason: { code: "door.plain" } }]);
  await using own = await startServer();
  expect((await statusOf(own)).door.notes).toEqual([]);
});

it("tells whom to tell of a hole, or that nobody is named", async () => {
  await using none = await startServer();
  const missing = await none.get(routes.securityText);
  expect(missing.status).toBe(404);
  expect((await missing.json()).code).toBe("door.no-contact");
  const contact = ["mailto:attt@langson.example.vn"];
  await using server = await startServer({ server: { security: { contact }, publicUrl: "https://tuong.example.vn" } });
  const answer = await server.get(routes.securityText);
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const text = await answer.text();
  expect(text).toContain("Contact: mailto:attt@langson.example.vn\n");
  expect(text).toContain("Preferred-Languages: vi, en\n");
  expect(text).toContain("Canonical: https://tuong.example.vn/.well-known/security.txt\n");
  const inMs = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "") - Date.now();
  expect(inMs).toBeGreaterThan(300 * 86_400_000);
  expect(inMs).toBeLessThan(365 * 86_400_000);
});
