import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { ServerConfig } from "#contract/door/server.ts";
import { standingNotes } from "../../../../main/core/door/doors.ts";
import { projectRoot } from "../../../lab/programs.ts";

it("the documented ways to open the door are ones that would load, and none of them is to be warned of", async () => {
  const guide = await readFile(join(projectRoot, "docs/operations.md"), "utf8");
  const samples = [...guide.matchAll(/```profile\n([\s\S]*?)```/g)].map(([, text = ""]) => parse(text).server);
  expect(samples.length).toBeGreaterThanOrEqual(4);
  for (const sample of samples) expect(standingNotes(ServerConfig.parse(sample))).toEqual([]);
});

it.each([
  [{ tls: { certificate: "a.pem" } }, "half of the files"],
  [{ tls: { ownCa: true, certificate: "a.pem", key: "a.key" } }, "both ways"],
  [{ tls: { certificate: "a.pem", key: "a.key", names: ["a"] } }, "names for files"],
  [{ publicUrl: "http://tuong.example.vn" }, "no TLS for people"],
  [{ publicUrl: "https://tuong.example.vn/tuong" }, "a path"],
  [{ trustedProxies: ["proxy"] }, "a name for a proxy"],
  [{ outside: { host: "0.0.0.0", port: 7781 } }, "the outside without TLS"],
  [
    { outside: { host: "0.0.0.0", port: 7781, publicUrl: "https://a.example" } },
    "plain HTTP to a proxy elsewhere, unsaid",
  ],
  [{ security: { contact: ["attt@example.vn"] } }, "no address by which to tell"],
  [{ plainHttp: false }, "a word that says nothing"],
] as const)("%o is refused: %s", (server, _why) => {
  expect(ServerConfig.safeParse({ host: "127.0.0.1", ...server }).success).toBe(false);
});
