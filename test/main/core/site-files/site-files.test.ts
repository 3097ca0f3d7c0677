import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { changedAtHeader, siteFileLimitBytes } from "#contract/entities/site-file.ts";
import { Failure, routes, SiteFileList } from "#contract/http.ts";
import { createSiteFiles } from "../../../../main/core/site-files/site-files.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { startServer } from "../api/server-for-test.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const pdf = Buffer.from("%PDF-1.7\n");

async function startWithFiles() {
  const server = await startServer();
  const folder = path.join(server.folder, "files");
  await mkdir(path.join(folder, "below.png"), { recursive: true });
  await writeFile(path.join(folder, "Sơ đồ ứng phó (1).png"), png);
  await writeFile(path.join(folder, "ke-hoach.pdf"), pdf);
  await writeFile(path.join(folder, "page.png"), "<html><script>alert(1)</script>");
  await writeFile(path.join(folder, "notes.txt"), "x");
  await writeFile(path.join(server.folder, "secret.png"), png);
  await symlink(path.join(server.folder, "secret.png"), path.join(folder, "link.png"));
  await writeFile(path.join(folder, "huge.png"), png);
  await truncate(path.join(folder, "huge.png"), siteFileLimitBytes + 1);
  return server;
}

describe("the files of a site", () => {
  it("are listed: those that can be shown, and no other", async () => {
    await using server = await startWithFiles();
    const { files } = SiteFileList.parse(await (await server.get(routes.siteFiles, server.run.viewer)).json());
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ["ke-hoach.pdf", "application/pdf"],
      ["Sơ đồ ứng phó (1).png", "image/png"],
    ]);
  });

  it("are given with their age and not again while they are the same", async () => {
    await using server = await startWithFiles();
    const where = routes.siteFile(encodeURIComponent("Sơ đồ ứng phó (1).png"));
    const answer = await server.get(where, server.run.wall);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(Math.abs(Number(answer.headers.get(changedAtHeader)) - Date.now())).toBeLessThan(60_000);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    const tag = answer.headers.get("etag") ?? "";
    expect((await server.get(where, server.run.wall, { "if-none-match": tag })).status).toBe(304);
  });

  it.each([
    ["none", "khong-co.png", 404, "site-file.unknown"],
    ["what lies elsewhere", "..%2Fsecret.png", 404, "site-file.unknown"],
    ["a link", "link.png", 404, "site-file.unknown"],
    ["a folder", "below.png", 404, "site-file.unknown"],
    ["a page with a picture's name", "page.png", 415, "site-file.unsupported"],
    ["a text", "notes.txt", 415, "site-file.unsupported"],
    ["one that is too large", "huge.png", 413, "site-file.too-large"],
  ])("are refused in words: %s", async (_what, name, status, code) => {
    await using server = await startWithFiles();
    const answer = await server.get(routes.siteFile(name), server.run.viewer);
    expect(answer.status).toBe(status);
    expect(Failure.parse(await answer.json()).code).toBe(code);
  });

  it("are looked for in the data folder first, and a folder may be missing", async () => {
    await using folder = await temporaryFolder();
    const [data, profile] = ["data", "profile"].map((name) => path.join(folder.path, name));
    const files = createSiteFiles([data ?? "", profile ?? "", path.join(folder.path, "missing")]);
    expect(await files.list()).toEqual([]);
    await mkdir(data ?? "");
    await mkdir(profile ?? "");
    await writeFile(path.join(data ?? "", "a.png"), png);
    await writeFile(path.join(profile ?? "", "a.png"), Buffer.concat([png, png]));
    expect((await files.list()).map(({ bytes }) => bytes)).toEqual([png.length]);
  });
});
