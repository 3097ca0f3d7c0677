import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { CreatedToken, Failure, routes, TokenList } from "#contract/http.ts";
import { hashOf } from "../../../../main/core/access/token.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { startCore } from "../../../lab/core.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { smallProfile, startServer, type TestServer } from "../api/server-for-test.ts";

const words = { vi: "Gọi tới", en: "Calls" };
const called = (id: string, more = {}) => ({ id, type: "webhook", name: words, lateAfter: "5m", ...more });
const body = JSON.stringify([{ indicator: "xe-cho", place: "cua-a", value: 1, asOf: "2026-01-01T00:00:00Z" }]);

const post = (server: Pick<TestServer, "origin">, token: string, source: string) =>
  fetch(server.origin + routes.ingest(source), { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
const outcome = async (response: Response) =>
  response.ok ? response.status : Failure.parse(await response.json()).code;

it("a token for readings is made for sources that take one, and opens no other", async () => {
  await using server = await startServer({
    sources: [called("mot"), called("hai"), called("ky", { secret: "$".concat("{secret.ky}") })],
  });
  const make = (asked: Record<string, unknown>) =>
    fetch(server.origin + routes.tokens, {
      ...{ method: "POST", body: JSON.stringify(asked) },
      headers: { authorization: `Bearer ${server.run.admin}`, "content-type": "application/json" },
    });
  expect(await outcome(await make({ role: "ingest" }))).toBe("token.needs-source");
  // A folder is not called; what is signed takes no token.
  for (const id of ["tha", "ky", "khong-co"])
    expect(await outcome(await make({ role: "ingest", sources: ["mot", id] }))).toBe("token.no-such-source");
  expect(await outcome(await make({ role: "viewer", sources: ["mot"] }))).toBe("token.sources-of-ingest-only");
  const { token, id } = CreatedToken.parse(await (await make({ role: "ingest", sources: ["mot"] })).json());
  expect(await outcome(await post(server, token, "mot"))).toBe(200);
  // Whether there is such a source is not said.
  for (const other of ["hai", "ky", "khong-co"])
    expect(await outcome(await post(server, token, other))).toBe("access.other-source");
  expect(await outcome(await post(server, server.run.admin, "hai"))).toBe(200);
  const { tokens } = TokenList.parse(await (await server.get(routes.tokens, server.run.admin)).json());
  expect(tokens).toMatchObject([{ id, sources: ["mot"] }]);
});

it("tokens from before are bound to what they were made for at the next start, which says so", async () => {
  await using folder = await temporaryFolder();
  const [profile, data] = [join(folder.path, "profile"), join(folder.path, "data")];
  await cp(smallProfile, profile, { recursive: true });
  const given = parse(await readFile(join(profile, "profile.yaml"), "utf8"));
  const write = (sources: unknown[]) =>
    writeFile(join(profile, "profile.yaml"), stringify({ ...given, sources: [...given.sources, ...sources] }));
  await write([called("mot"), called("hai")]);
  const store = await openStore(data);
  for (const label of ["mot", "may-cu"])
    await store.tokens.create({ role: "ingest", label, hash: hashOf(`ma-cua-${label}`), createdAtMs: 1 });
  await store.close();
  {
    await using core = await startCore({ profile, data });
    expect(core.process.stderr()).toMatch(/Mã nhập số liệu số 1 \(mot\).*: mot\.[\s\S]*số 2 \(may-cu\).*: mot, hai\./);
    expect(await outcome(await post(core, "ma-cua-mot", "mot"))).toBe(200);
    expect(await outcome(await post(core, "ma-cua-mot", "hai"))).toBe("access.other-source");
    expect(await outcome(await post(core, "ma-cua-may-cu", "hai"))).toBe(200);
  }
  // A source that comes later is not theirs, and nothing is said again.
  await write([called("mot"), called("ba")]);
  await using core = await startCore({ profile, data });
  expect(core.process.stderr()).not.toContain("Mã nhập số liệu");
  expect(await outcome(await post(core, "ma-cua-mot", "ba"))).toBe("access.other-source");
});
