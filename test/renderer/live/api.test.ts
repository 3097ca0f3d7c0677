import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { ask, askForFile, askOver, fetchDocument, fetchFromCore } from "../../../renderer/live/api.ts";
import { Refusal } from "../../../renderer/live/refusal.ts";

/** A real server that says by HTTP how it was asked. */
let server: Server;
let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;
let address: { origin: string; token: string };
let undo = () => {};

beforeEach(async () => {
  asked = [];
  answer = (response) => response.end("by HTTP");
  server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: "secret" };
});

afterEach(() => {
  undo();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

const byLine = () => {
  const ask = vi.fn(async (_path: string, _signal: AbortSignal): Promise<Response | null> => new Response("by line"));
  undo = askOver({ ask });
  return ask;
};

/** A signal that lives on, with those who listen to it. */
const lasting = () => {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners.add(args[1]);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners.delete(args[1]);
    remove(...args);
  };
  return { signal, listeners };
};

describe("a document of the core", () => {
  it("is asked for over the line, and by HTTP where that gives none or is no more", async () => {
    const ask = byLine();
    expect(await (await fetchDocument(address, routes.news)).text()).toBe("by line");
    expect(ask.mock.calls[0]?.[0]).toBe(routes.news);
    ask.mockResolvedValueOnce(null);
    expect(await (await fetchDocument(address, routes.news)).text()).toBe("by HTTP");
    undo();
    expect(await (await fetchDocument(address, routes.news)).text()).toBe("by HTTP");
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
  });

  it("is asked for by HTTP from a page of the core's own origin", async () => {
    const ask = byLine();
    vi.stubGlobal("location", { origin: address.origin });
    expect(await (await fetchDocument(address, routes.news)).text()).toBe("by HTTP");
    expect(ask).not.toHaveBeenCalled();
  });

  it("leaves nothing with a signal that lives on once it is there, nor 10 s after it was asked for by HTTP", async () => {
    const ask = byLine();
    const { signal, listeners } = lasting();
    const answer = fetchDocument(address, routes.news, signal);
    expect(listeners.size).toBe(1);
    await answer;
    expect(listeners.size).toBe(0);
    expect(ask.mock.calls[0]?.[1].aborted).toBe(false);

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await fetchFromCore(address, routes.news, signal);
    expect(listeners.size).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(listeners.size).toBe(0);
  });

  it("is given up with its signal, and after 10 s", async () => {
    const ask = byLine();
    ask.mockImplementation(
      (_path, signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true })),
    );
    const gone = new AbortController();
    const answer = fetchDocument(address, routes.news, gone.signal);
    gone.abort(new Error("left"));
    await expect(answer).rejects.toThrow("left");

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const silent = expect(fetchDocument(address, routes.news)).rejects.toThrow("no answer");
    vi.advanceTimersByTime(10_000);
    await silent;
  });
});

it("is the only place where a page asks its core", async () => {
  const folder = path.resolve(import.meta.dirname, "../../../renderer");
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const asking: string[] = [];
  for (const name of files) {
    const text = await readFile(path.join(folder, name), "utf8");
    if (/(?<![.\w])fetch\(|new XMLHttpRequest/.test(text)) asking.push(name);
  }
  // The files that a PDF is drawn with are the page's own; the worker asks whether it is still wanted.
  const own = ["panels/document/pdf-data.ts", "web/worker/files.ts"];
  expect(asking.sort()).toEqual(["live/api.ts", "live/sending.ts", ...own]);
});

describe("a question", () => {
  const Told = z.strictObject({ told: z.number() });
  const refusalOf = (question: Promise<unknown>) =>
    question.then(
      () => undefined,
      (error: unknown) => error as Refusal,
    );

  it("is answered as what was asked for, with the token and what was to be sent", async () => {
    answer = (response) => response.end('{"told":1}');
    expect(await ask(address, "/api/x", Told, { method: "POST", body: { a: 1 } })).toEqual({ told: 1 });
    const [request] = asked;
    expect([request?.method, request?.headers.authorization, request?.headers["content-type"]]).toEqual([
      "POST",
      "Bearer secret",
      "application/json",
    ]);
    expect(await (await askForFile(address, "/api/x")).text()).toBe('{"told":1}');
  });

  it("tells what the core says no to, what is no answer of a core, and what this page cannot read", async () => {
    answer = (response) =>
      response.writeHead(409).end('{"code":"wall.x","params":{"n":1},"message":{"vi":"x","en":"x"}}');
    const told = await refusalOf(ask(address, "/api/x", Told));
    expect([told?.why, told?.coded, asked.length]).toEqual(["said", { code: "wall.x", params: { n: 1 } }, 1]);
    answer = (response) => response.writeHead(502).end("<html>bad gateway</html>");
    expect((await refusalOf(ask(address, "/api/x", Told)))?.why).toBe("unreachable");
    answer = (response) => response.end('{"other":1}');
    expect((await refusalOf(ask(address, "/api/x", Told)))?.why).toBe("unreadable");
    expect((await refusalOf(ask(null, "/api/x", Told)))?.why).toBe("unreachable");
  });

  it("is asked once more where the way broke, and what changes something is not", async () => {
    answer = (response) => {
      if (asked.length === 1) response.destroy();
      else response.end('{"told":2}');
    };
    expect(await ask(address, "/api/x", Told)).toEqual({ told: 2 });
    expect(asked).toHaveLength(2);
    answer = (response) => response.destroy();
    const deed = await refusalOf(ask(address, "/api/x", Told, { method: "POST", body: {} }));
    expect([deed?.why, deed?.next, asked.length]).toEqual(["unreachable", "unsure", 3]);
    const look = await refusalOf(ask(address, "/api/x", Told, { method: "POST", body: {}, changesNothing: true }));
    expect([look?.next, asked.length]).toEqual(["try", 4]);
  });

  it("goes over the line, and by HTTP when that is lost meanwhile", async () => {
    const ask2 = byLine();
    ask2.mockResolvedValueOnce(new Response('{"told":3}'));
    expect(await ask(address, routes.status, Told)).toEqual({ told: 3 });
    ask2.mockRejectedValueOnce(new Error("the line was lost"));
    answer = (response) => response.end('{"told":4}');
    expect(await ask(address, routes.status, Told)).toEqual({ told: 4 });
    expect(asked).toHaveLength(1);
  });

  it("is given up when nothing comes, or only the beginning of an answer, and with whoever asked", async () => {
    const silent = refusalOf(ask(address, "/api/x", Told, { withinMs: 100, method: "DELETE" }));
    answer = () => undefined;
    const told = await silent;
    expect([told?.why, told?.next, told?.waitedMs, asked.length]).toEqual(["silent", "unsure", 100, 1]);
    answer = (response) => response.writeHead(200).write('{"to');
    expect((await refusalOf(ask(address, "/api/x", Told, { withinMs: 100 })))?.why).toBe("silent");
    const gone = new AbortController();
    const left = ask(address, "/api/x", Told, { signal: gone.signal });
    gone.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    expect(await refusalOf(left)).not.toBeInstanceOf(Refusal);
  });
});
