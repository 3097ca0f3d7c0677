import { describe, expect, it } from "vitest";
import { routes } from "#contract/http.ts";
import { type Answered, mostQuestionsAtOnce } from "#contract/live.ts";
import { createQuestions } from "../../../../main/core/live/questions.ts";
import { connect, reading, startServer } from "../api/server-for-test.ts";

const past = `${routes.history}?indicator=xe-cho&place=cua-a&fromMs=1&toMs=9000`;

describe("a question over the line", () => {
  it("is answered as by HTTP, with the same sentence where it is no good", async () => {
    await using server = await startServer();
    await server.parts.store.readings.append([reading(4, 2_000), reading(5, 3_000)]);
    using client = await connect(server, { token: server.run.viewer });
    await client.next("snapshot");
    for (const [request, path] of [past, `${routes.history}?indicator=`, routes.status].entries()) {
      client.send({ type: "asked", request, path });
      const told = await client.next("answered", (message) => message.request === request);
      const asked = await server.get(path, server.run.viewer);
      expect(told).toMatchObject({ status: asked.status, contentType: asked.headers.get("content-type") });
      const { nowMs: _, ...body } = JSON.parse(told.body ?? "");
      if (path === routes.status) expect(body).toHaveProperty("state", "ok");
      else expect(body).toEqual(await asked.json());
    }
    expect(client.received.find((m) => m.type === "answered" && m.request === 0)).toMatchObject({
      body: expect.stringContaining("[[2000,4],[3000,5]]"),
    });
  });

  it("is asked in the name of who opened the line, by a cookie too", async () => {
    await using server = await startServer();
    const entered = await fetch(`${server.origin}/?token=${server.run.viewer}`, { redirect: "manual" });
    const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    using byCookie = await connect(server, {}, { cookie, origin: server.origin });
    await byCookie.next("snapshot");
    byCookie.send({ type: "asked", request: 1, path: past });
    expect(await byCookie.next("answered")).toMatchObject({ status: 200 });
  });

  it("closes the line of who asks for what cannot be asked there, or who is no screen", async () => {
    await using server = await startServer();
    for (const path of ["/api/tokens", "/api/cameras/a/last.jpg", "/live", `http://elsewhere${routes.status}`]) {
      using client = await connect(server, { token: server.run.admin });
      await client.next("snapshot");
      client.send({ type: "asked", request: 1, path });
      expect(await client.next("refused")).toMatchObject({ reason: { code: "live.message-invalid" } });
    }
    using shell = await connect(server, { token: server.run.shell, kind: "shell" });
    await shell.next("welcome");
    shell.send({ type: "asked", request: 1, path: routes.status });
    expect(await shell.next("refused")).toMatchObject({ reason: { code: "live.message-invalid" } });
  });

  it("may come as often as screens ask, more often than other messages", async () => {
    await using server = await startServer();
    using client = await connect(server, { token: server.run.viewer });
    await client.next("snapshot");
    for (let first = 0; first < 400; first += 8) {
      for (let request = first; request < first + 8; request += 1) client.send({ type: "asked", request, path: past });
      await client.next("answered", (message) => message.request === first + 7);
    }
    expect(client.received.some(({ type }) => type === "refused")).toBe(false);
  });

  it("is one of a limited number, and one too long for the line is told to be", async () => {
    const answers: Answered[] = [];
    const sent: (() => void)[] = [];
    const { promise: wait, resolve: goOn } = Promise.withResolvers<void>();
    const questions = createQuestions(
      async (path) => {
        await wait;
        if (path === "fails") throw new Error("no");
        return { status: 200, contentType: "application/json", body: path === "long" ? "x".repeat(300_000) : "{}" };
      },
      (answer, onSent) => {
        answers.push(answer);
        sent.push(onSent);
      },
    );
    const paths = ["long", "fails", ...Array.from({ length: mostQuestionsAtOnce - 2 }, () => "short")];
    expect(paths.every((path, request) => questions.take(request, path))).toBe(true);
    expect(questions.take(99, "short")).toBe(false);
    goOn();
    await expect.poll(() => answers.length).toBe(mostQuestionsAtOnce);
    const long = answers.find(({ request }) => request === 0);
    expect(long).toEqual({ type: "answered", request: 0, status: 200, contentType: "application/json" });
    expect(answers.find(({ request }) => request === 1)).toMatchObject({ status: 500 });
    expect(answers.find(({ request }) => request === 2)).toMatchObject({ status: 200, body: "{}" });
    // An answer that has not left yet waits in this process.
    expect(questions.take(100, "short")).toBe(false);
    sent[0]?.();
    expect(questions.take(101, "short")).toBe(true);
  });
});
