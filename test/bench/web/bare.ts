/** The barest Fastify that gives the same answers: over IPC it is told them whole, as they came over the line, and tells its port. */
import fastify from "fastify";

export type BareAnswer = { path: string; headers: Record<string, string>; body: string };

process.on("message", async (answers: readonly BareAnswer[]) => {
  const known = new Map(
    answers.map(({ path, headers, body }) => [path, { headers, body: Buffer.from(body, "base64") }]),
  );
  const app = fastify();
  app.get("/*", (request, reply) => {
    const answer = known.get(request.url);
    if (answer === undefined) return reply.code(404).send();
    return reply.headers(answer.headers).send(answer.body);
  });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  process.send?.({ port: Number(new URL(address).port) });
});
process.on("disconnect", () => process.exit(0));
