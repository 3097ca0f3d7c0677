import { createServer } from "node:http";
import { listenLocally } from "./listening.ts";
import type { Ground } from "./sector.ts";

/** An HTTP server on a free port of this machine that answers for whoever registers a path. */
export type Asked = Pick<Ground, "answer" | "handle"> & { address: string; stop(): Promise<void> };

export async function serveAsked(): Promise<Asked> {
  const answers = new Map<string, Parameters<Ground["answer"]>[1]>();
  const handlers = new Map<string, Parameters<Ground["handle"]>[1]>();
  const handlerOf = (path: string) =>
    handlers.get(path) ?? [...handlers].find(([below]) => below.endsWith("/") && path.startsWith(below))?.[1];
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", "http://127.0.0.1");
    const handle = handlerOf(asked.pathname);
    if (handle !== undefined) return handle(request, response, asked);
    const answer = request.method === "GET" ? answers.get(asked.pathname) : undefined;
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer?.(Date.now(), asked) ?? { loi: "Không có địa chỉ này" }));
  });
  const port = await listenLocally(server);
  return {
    address: `http://127.0.0.1:${port}`,
    answer: (path, answerAt) => void answers.set(path, answerAt),
    handle: (path, answer) => void handlers.set(path, answer),
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
