import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a stand-in answers; a list is answered one after the other, the last of it again and again. */
export type StandInAnswer = { status?: number; headers?: Record<string, string>; body: string };

export type StandIn = AsyncDisposable & {
  origin: string;
  /** By path, without the query. Set anew at any time. */
  answers: Map<string, StandInAnswer | StandInAnswer[]>;
  /** What it was asked: path and query. */
  asked: string[];
};

/** A public service on a free port of this machine: it answers for the paths a test gives it, and 404 for all others. */
export async function standIn(answers: Record<string, StandInAnswer | StandInAnswer[]> = {}): Promise<StandIn> {
  const self = { answers: new Map(Object.entries(answers)), asked: [] as string[] };
  const server = createServer((request, response) => {
    self.asked.push(request.url ?? "");
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const known = self.answers.get(path);
    const next = Array.isArray(known) ? (known.length > 1 ? known.shift() : known[0]) : known;
    if (next === undefined) return void response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    response.writeHead(next.status ?? 200, { "content-type": "application/json", ...next.headers }).end(next.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(self, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

export const json = (body: unknown, more: Omit<StandInAnswer, "body"> = {}): StandInAnswer => ({
  ...more,
  body: JSON.stringify(body),
});
