import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { routes } from "#contract/routes.ts";
import { askOver, fetchDocument, fetchFromCore } from "../../../renderer/live/api.ts";

/** A real server that says by HTTP how it was asked. */
let server: Server;
let asked: IncomingMessage[];
let address: { origin: string; token: string };
let undo = () => {};

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    response.end("by HTTP");
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
