import { gunzipSync } from "node:zlib";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packAnswers } from "../../../../main/core/api/packed.ts";

const figures = { readings: Array.from({ length: 200 }, (_, at) => ({ indicator: `chỉ-tiêu-${at}`, value: at })) };
/** Longer than what is packed at once. */
const many = { readings: Array.from({ length: 40 }, () => figures.readings).flat() };
let app: FastifyInstance;
beforeAll(async () => {
  app = fastify();
  packAnswers(app);
  app.get("/figures", { config: { access: "read" } }, () => figures);
  app.get("/many", { config: { access: "read" } }, () => many);
  app.post("/figures", { config: { access: "read" } }, () => figures);
  app.get("/short", { config: { access: "read" } }, () => ({ readings: [] }));
  app.get("/secret", { config: { access: "operate" } }, () => figures);
  app.get("/picture", { config: { access: "read" } }, (_request, reply) =>
    reply.type("image/jpeg").send(Buffer.alloc(5_000)),
  );
  app.get("/failed", { config: { access: "read" } }, (_request, reply) => reply.code(409).send(figures));
  await app.ready();
});
afterAll(() => app.close());

const ask = (url: string, accepts?: string, method: "GET" | "POST" = "GET") =>
  app.inject({ method, url, headers: accepts === undefined ? {} : { "accept-encoding": accepts } });

describe("an answer with figures", () => {
  it("comes compressed to whoever takes that, and is the same", async () => {
    for (const accepts of ["gzip", "br, gzip", "gzip;q=0.5, deflate", "GZIP ; q=1.0"]) {
      const { headers, rawPayload } = await ask("/figures", accepts);
      expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
      expect(headers["content-length"]).toBe(String(rawPayload.length));
      expect(rawPayload.length).toBeLessThan(JSON.stringify(figures).length / 3);
      expect(JSON.parse(gunzipSync(rawPayload).toString())).toEqual(figures);
    }
  });

  it("comes compressed and the same where it is long, too", async () => {
    const { headers, rawPayload } = await ask("/many", "gzip");
    expect(headers).toMatchObject({ "content-encoding": "gzip", "content-length": String(rawPayload.length) });
    expect(JSON.parse(gunzipSync(rawPayload).toString())).toEqual(many);
  });

  it("comes as it is to everybody else", async () => {
    for (const accepts of [undefined, "", "br", "identity", "gzip;q=0", "gzip; q=0.0, br", "xgzip"]) {
      const answer = await ask("/figures", accepts);
      expect([accepts, answer.headers["content-encoding"]]).toEqual([accepts, undefined]);
      expect(answer.json()).toEqual(figures);
    }
  });

  it("is left alone where it is short, no text, a failure, a deed's, or not for all who look", async () => {
    for (const url of ["/short", "/picture", "/failed", "/secret"])
      expect([url, (await ask(url, "gzip")).headers["content-encoding"]]).toEqual([url, undefined]);
    expect((await ask("/figures", "gzip", "POST")).headers["content-encoding"]).toBeUndefined();
  });
});
