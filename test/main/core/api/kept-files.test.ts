import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fastify from "fastify";
import { expect, it } from "vitest";
import { servePages } from "../../../../main/core/api/pages.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

async function startPages(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await temporaryFolder();
  const assets = path.join(folder.path, "assets");
  await mkdir(assets);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(assets, name), content);
  const app = fastify();
  app.decorateRequest("identity", undefined);
  servePages(app, folder.path);
  await app.ready();
  return {
    ask: (name: string, headers: Record<string, string> = {}) => app.inject({ url: `/assets/${name}`, headers }),
    remove: (name: string) => rm(path.join(assets, name)),
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder.remove();
    },
  };
}

const script = "const a = 1;\n".repeat(40);
const gzip = { "accept-encoding": "gzip, br" };
const files = {
  "a-12345678.js": script,
  "a-12345678.js.gz": gzipSync(script),
  "b-12345678.css": "a{}",
  "plain.js": "1",
};
const told = ["content-type", "cache-control", "content-encoding", "content-length", "vary"] as const;

it("a script comes from memory as it came from the disk, packed to whoever takes that", async () => {
  await using pages = await startPages(files);
  for (const [name, headers] of [
    ["a-12345678.js", gzip],
    ["a-12345678.js", {}],
    ["b-12345678.css", gzip],
  ] as const) {
    // Asked for if it has changed it is looked for on the disk.
    const fromDisk = await pages.ask(name, { ...headers, "if-none-match": '"other"' });
    const [first, again] = [await pages.ask(name, headers), await pages.ask(name, headers)];
    for (const answer of [first, again]) {
      expect(answer.rawPayload).toEqual(fromDisk.rawPayload);
      for (const header of told)
        expect([name, header, answer.headers[header]]).toEqual([name, header, fromDisk.headers[header]]);
    }
  }
  const packed = await pages.ask("a-12345678.js", gzip);
  expect(gunzipSync(packed.rawPayload).toString()).toBe(script);
  await pages.remove("a-12345678.js.gz");
  expect((await pages.ask("a-12345678.js", gzip)).rawPayload, "it is kept").toEqual(packed.rawPayload);
});

it("what may change, is large, asked for in part, or lies elsewhere does not", async () => {
  const large = "x".repeat(200_000);
  await using pages = await startPages({ ...files, "c-12345678.js": large });
  for (const name of ["plain.js", "c-12345678.js"]) {
    expect((await pages.ask(name)).statusCode).toBe(200);
    expect((await pages.ask(name)).headers.etag, "as the disk's are").toBeDefined();
    await pages.remove(name);
    expect((await pages.ask(name)).statusCode).toBe(404);
  }
  await pages.ask("a-12345678.js");
  const part = await pages.ask("a-12345678.js", { range: "bytes=0-4" });
  expect([part.statusCode, part.body]).toEqual([206, "const"]);
  for (const name of ["../a-12345678.js", "..%2Fa-12345678.js", "d-12345678.js"])
    expect([403, 404], name).toContain((await pages.ask(name)).statusCode);
});
