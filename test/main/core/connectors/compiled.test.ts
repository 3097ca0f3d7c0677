import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { SourceTrial, Status } from "#contract/http.ts";
import { projectRoot, waitForCore } from "../../../lab/core.ts";
import { startPostgresql } from "../../../lab/postgresql.ts";
import { runProcess, startProcess } from "../../../lab/process.ts";
import { entryOf } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { startTokenServer } from "../../../lab/token-server.ts";
import { until } from "../../../lab/until.ts";
import { smallProfile } from "../run/core-process.ts";
import { serve } from "./platform.ts";

const reference = (name: string) => "$".concat(`{${name}}`);

it("the compiled core asks a database, logs in by OAuth and reads a sheet apart, as an administrator sets it up", async () => {
  const compiled = await runProcess(process.execPath, [join(projectRoot, "build/compile.mjs"), "core"], {
    withinMs: 120_000,
  });
  expect(compiled.code, compiled.stderr).toBe(0);
  await using database = await startPostgresql();
  await database.run(`
    CREATE TABLE cho (cua text, xe int, luc timestamptz);
    INSERT INTO cho VALUES ('cua-a', 31, now());
    CREATE ROLE ioc LOGIN PASSWORD 'mật khẩu dài';
    GRANT SELECT ON cho TO ioc;`);
  await using tokens = await startTokenServer({ client: "ioc", secret: "khoa-dai", by: "basic", lifeS: 600 });
  await using platform = await serve(async (request, response) => {
    const token = String(request.headers.authorization).slice("Bearer ".length);
    if (await tokens.isGood(token)) response.end(JSON.stringify({ xe: 32, luc: Date.now() }));
    else response.writeHead(401).end();
  });
  await using folder = await temporaryFolder();
  const profile = join(folder.path, "profile");
  const data = join(folder.path, "data");
  await cp(smallProfile, profile, { recursive: true });
  const file = join(profile, "profile.yaml");
  const sources = `
  - id: csdl
    type: postgresql
    name: { vi: Cơ sở dữ liệu, en: Database }
    url: postgresql://localhost:${database.port}/postgres
    username: ioc
    password: ${reference("secret.csdl")}
    ca: ${database.certificateFile}
    schedule: "0 6 * * 1-5"
    lateAfter: 5m
    query: SELECT cua, xe, luc FROM cho
    mapping: '$.{ "indicator": "xe-cho", "place": cua, "value": xe, "asOf": luc }'
  - id: truc
    type: rest
    name: { vi: Trục, en: Gateway }
    url: ${platform.url}
    oauth: { token: "${tokens.url}", client: ioc, secret: "${reference("secret.truc")}", scope: so-lieu }
    every: 1s
    lateAfter: 5m
    mapping: '{ "indicator": "xe-cho", "value": xe, "asOf": luc }'
scenes:`;
  await writeFile(file, (await readFile(file, "utf8")).replace("scenes:", sources));
  const args = [join(projectRoot, "dist/core/index.mjs"), "--profile", profile, "--data", data, "--port", "0"];
  await using core = await startProcess(process.execPath, args);
  await waitForCore(data, core);
  const ioc = async (words: string[], input = "") =>
    runProcess(process.execPath, [entryOf("command"), ...words, "--data", data], { input });
  for (const [name, secret] of [
    ["csdl", "mật khẩu dài"],
    ["truc", "khoa-dai"],
  ] as const)
    expect(await ioc(["secret", "set", name], `${secret}\n`)).toMatchObject({ code: 0 });
  for (const [id, value] of [
    ["csdl", 31],
    ["truc", 32],
  ] as const) {
    const tried = await ioc(["source", "test", id, "--json"]);
    expect(tried.code, tried.stdout + tried.stderr).toBe(0);
    const trial = SourceTrial.parse(JSON.parse(tried.stdout));
    expect(trial).toMatchObject({ valid: 1, invalid: 0, reason: null, isLive: true });
    expect(trial.readings[0]?.value).toBe(value);
  }
  await mkdir(join(data, "tha"), { recursive: true });
  const rows = [
    ["indicator", "place", "value", "asOf"],
    ["xe-cho", "cua-a", "33", new Date().toISOString()],
  ].map((row) => row.map((value) => ({ value })));
  await writeFile(join(data, "tha", "a.xlsx"), await writeXlsxFile(rows).toBuffer());
  const stateOf = async (id: string) => {
    const status = Status.parse(JSON.parse((await ioc(["status", "--json"])).stdout));
    return status.sources.find((source) => source.name === id);
  };
  for (const id of ["csdl", "truc", "tha"])
    await until(async () => (await stateOf(id))?.state === "ok", { withinMs: 40_000, what: `${id} ok` });
  expect((await stateOf("csdl"))?.line?.appointmentAtMs).toBeGreaterThan(Date.now());
  expect((await ioc(["status"])).stdout).toContain("hỏi tiếp lúc");
}, 240_000);
