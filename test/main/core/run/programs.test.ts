import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import programs from "../../../../main/core/run/programs.json" with { type: "json" };
import { type OwnProgram, ownProgram } from "../../../../main/core/run/programs.ts";
import { ownProgramOf, projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const device = { hostname: "127.0.0.1", port: 9, path: "/", isSecure: false, ca: null, username: "", password: "" };
type Asked = { isThread?: true; question?(file: string): unknown };
/** What each is asked so that it answers; `file` is there and empty. The simulator tells by itself that it serves. */
const asked: Record<OwnProgram, Asked> = {
  "checkpoint-worker": { question: (file) => file },
  "map-import": { question: (file) => ({ file, name: "x.geojson", folder: path.dirname(file), as: undefined }) },
  "mapping-worker": { isThread: true, question: () => ({ expression: "1", input: null, bindings: {} }) },
  "onvif-worker": {
    isThread: true,
    question: () => ({
      ...{ number: 1, type: "deed", withinMs: 100, deed: { type: "presets" } },
      device: { ...device, profile: null },
    }),
  },
  "report-worker": { question: (file) => ({ path: file, salt: "", known: undefined, headBytes: 1 }) },
  simulator: {},
  "verification-worker": { question: (file) => file },
  "watching-worker": { question: (file) => ({ folder: path.dirname(file), settledAfterMs: 1 }) },
  "workbook-reader": { question: () => ({ bytes: new Uint8Array(3), mostBytes: 9 }) },
  "workbook-worker": { isThread: true, question: () => ({ number: 1, kind: "printed", sheets: [] }) },
};
const names = Object.keys(programs) as OwnProgram[];

describe("the programs that the core starts", () => {
  it("are named by their sources, each once, and are all that are written to be started", () => {
    for (const name of names) expect(ownProgram(name)).toBe(path.join(projectRoot, programs[name].source));
    expect(new Set(names.map(ownProgram)).size).toBe(names.length);
    const written = readdirSync(path.join(projectRoot, "main", "core"), { recursive: true, encoding: "utf8" })
      .filter((file) => /(?:worker|workbook-reader)\.ts$/.test(file))
      .map((file) => path.join(projectRoot, "main", "core", file));
    expect(names.map(ownProgram)).toEqual(expect.arrayContaining(written));
  });

  it("are looked for in the table alone", () => {
    const sources = readdirSync(path.join(projectRoot, "main", "core"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) => readFileSync(path.join(projectRoot, "main", "core", file), "utf8").includes("import.meta.url"));
    expect(sources.sort()).toEqual(["index.ts", path.join("run", "programs.ts")]);
  });

  it.each(names)("%s is there and starts as it is run", async (name) => {
    const file = ownProgramOf(name);
    expect(existsSync(file), file).toBe(true);
    await using folder = await temporaryFolder();
    const empty = path.join(folder.path, "empty");
    writeFileSync(empty, "");
    const { isThread = false, question } = asked[name];
    const simulated = path.join(folder.path, "simulated");
    const started = isThread
      ? new Worker(file, { env: {} })
      : fork(file, ["--folder", simulated], {
          ...{ execArgv: [], env: {}, serialization: name === "simulator" ? "json" : "advanced" },
          stdio: ["ignore", "ignore", "pipe", "ipc"],
        });
    let words = "";
    started.stderr?.on("data", (text: Buffer) => {
      words += text;
    });
    const ended = once(started, "exit").then(([code]) => ({ ended: code, words }));
    const answer = once(started, "message").then(() => "answered");
    if (started instanceof Worker) started.postMessage(question?.(empty));
    else if (question !== undefined) started.send(question(empty) as object, () => {});
    expect(await Promise.race([answer, ended])).toBe("answered");
    if (started instanceof Worker) await started.terminate();
    else started.kill("SIGKILL");
    await ended;
  });
});
