import { randomUUID, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { Status } from "#contract/http.ts";
import { askToJoin } from "../../../../main/core/joining/asking.ts";
import { trustFirst } from "../../../../main/core/joining/first-authority.ts";
import { startSupervisedCore } from "../../../lab/joined-site.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { startServer } from "../api/server-for-test.ts";

it("a machine joins over TLS by the fingerprint of the site's authority, keeps that, and trusts no other", async () => {
  await using first = await startServer({ server: { tls: { ownCa: true, names: ["localhost"], port: 0 } } });
  await using folder = await temporaryFolder("ioc-joined");
  const view = first.parts.doors.view().doors.find(({ name }) => name === "public");
  const address = `https://localhost:${new URL(view?.origin ?? "").port}`;
  const env = { IOC_JOIN_TOKEN: await first.token("machine"), IOC_JOIN_CA: "" };
  const join = (data: string, authority: string) =>
    startSupervisedCore(["--join", address], data, { ...env, IOC_JOIN_CA: authority });

  const url = new URL(address);
  const refused = (authority: string) => expect(trustFirst(url, authority, folder.path)).rejects;
  await refused(`sha256:${"AB".repeat(32)}`).toMatchObject({ code: "tls.other-ca" });
  await refused("ca.pem").toMatchObject({ code: "tls.bad-ca" });
  await refused(path.join(folder.path, "ca.pem")).toMatchObject({ code: "tls.not-readable" });
  const machine = { id: randomUUID(), name: "b" };
  await expect(askToJoin(url, env.IOC_JOIN_TOKEN, machine)).rejects.toMatchObject({ code: "join.untrusted" });

  const pem = (await first.parts.doors.authority()) ?? "";
  const data = path.join(folder.path, "c");
  const isUp = (core: Awaited<ReturnType<typeof join>>) =>
    until(async () => Status.parse(await core.status()).following?.state === "up", { what: "the line over TLS" });
  const second = await join(data, `sha256:${new X509Certificate(pem).fingerprint256}`);
  await isUp(second);
  await second.process.stop();
  expect(await readFile(path.join(data, "joined", "ca.pem"), "utf8")).toBe(pem);
  // From then on it needs neither.
  const again = await startSupervisedCore(["--join", address], data);
  await isUp(again);
  await again.process.stop();
});
