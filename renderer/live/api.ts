import type { MapboxAccess } from "#contract/entities/map.ts";
import type { SourceOutage } from "#contract/entities/outage.ts";
import type { History, Status } from "#contract/http.ts";
import { routes } from "#contract/routes.ts";
import { Failure } from "./failure.forms.ts";
import type { Form, Told } from "./form.ts";
import type { Questions } from "./questions.ts";
import { Refusal, type WhatNext } from "./refusal.ts";

/** Loaded with the first answer: what a page paints first from is parsed already. */
const schemas = () => import("#contract/http.ts");

type Address = { origin: string; token?: string };

/** The header that goes along with every request to the core; empty in a browser, whose cookie goes along by itself. */
export const authorization = (address: Address): Record<string, string> =>
  address.token === undefined ? {} : { Authorization: `Bearer ${address.token}` };

/**
 * A request of a line that was cut without a word is never answered; left alone, the six that a browser makes at once to one
 * server would keep every later one waiting.
 */
const answeredWithinMs = 10_000;
/** A core that is being started anew is not there for a moment; a question that changes nothing is then asked once more. */
const repeatAfterMs = 700;

export type Question = {
  /** GET, which changes nothing and may be asked again by itself, when absent. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** Of whoever asks: the question is given up with it. */
  signal?: AbortSignal;
  /** It is no GET for its length or its cost alone: when it is lost, nobody need ask whether it was done. */
  changesNothing?: boolean;
  /** How long the whole answer may take, ms; 10 s when absent. For what the core itself waits for, or has to make first. */
  withinMs?: number;
};

/**
 * Asks the core. Rejects with the network's error, or after 10 s; an answer that is not 2xx is given back as it is.
 * @param knownTag of the answer that is here already: 304 says that it is still the same
 */
export const fetchFromCore = (address: Address, path: string, signal?: AbortSignal, knownTag = ""): Promise<Response> =>
  request(address, path, {}, patience(answeredWithinMs, signal).ended, knownTag);

/** Every request of a page to its core is made here, but for files that are sent whole (sending.ts) and pictures that move. */
function request(
  address: Address,
  path: string,
  { method = "GET", body }: Question,
  signal: AbortSignal,
  knownTag = "",
): Promise<Response> {
  const headers: Record<string, string> = { ...authorization(address) };
  if (knownTag !== "") headers["If-None-Match"] = knownTag;
  if (body !== undefined) headers["content-type"] = "application/json";
  return fetch(new URL(path, address.origin), {
    method,
    headers,
    // The browser's own cache would answer 200 in the place of 304.
    cache: knownTag === "" ? "default" : "no-store",
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/**
 * The platform's own way to say both of two signals is too new for some of the windows.
 * @returns ended: aborted with the given signal, or after the time · forget: when all has come. What is not forgotten is held, with all that
 * listens to it, until the time is over, however long the given signal lives
 */
function patience(withinMs: number, signal: AbortSignal | undefined): { ended: AbortSignal; forget(): void } {
  const ending = new AbortController();
  const giveUp = () => ending.abort(signal?.reason);
  const timer = setTimeout(() => {
    ending.abort(new DOMException("no answer", "TimeoutError"));
    forget();
  }, withinMs);
  const forget = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  };
  if (signal?.aborted) giveUp();
  else signal?.addEventListener("abort", giveUp, { once: true });
  return { ended: ending.signal, forget };
}

/**
 * Asks the core and reads the whole answer, within one time. What only asks (GET) goes over the page's line where that can take it, and is
 * asked once more where the way to the core broke; what changes something is sent once, whatever becomes of it.
 * @param address null: not known yet
 * @param read of an answer that is 2xx
 * @throws Refusal; the signal's own reason when it was aborted
 */
async function answerOf<Value>(
  address: Address | null,
  path: string,
  question: Question,
  read: (answer: Response) => Promise<Value>,
): Promise<Value> {
  if (address === null) throw new Refusal("unreachable");
  const { method = "GET", signal, withinMs = answeredWithinMs } = question;
  const isSafe = method === "GET";
  const next = isSafe || question.changesNothing === true ? "try" : "unsure";
  const { ended, forget } = patience(withinMs, signal);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const overLine = !isSafe || attempt > 1 ? null : await askedOverLine(address, path, ended);
        const answer = overLine ?? (await request(address, path, question, ended));
        if (answer.ok) return await read(answer);
        throw refusalIn(answer.status, await answer.text(), next);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (error instanceof Refusal) throw error;
        if (ended.aborted) throw new Refusal("silent", next, withinMs);
        if (!isSafe || attempt > 1) throw new Refusal("unreachable", next);
        await pause(repeatAfterMs, ended);
      }
    }
  } finally {
    forget();
  }
}

/** What an answer that is no success says. @param next of a question that did not reach the core behind whoever answers for it */
export function refusalIn(status: number, text: string, next: WhatNext): Refusal {
  const failure = Failure.safeParse(parsed(text));
  if (failure.success) return new Refusal({ code: failure.data.code, params: failure.data.params });
  return status >= 500 ? new Refusal("unreachable", next) : new Refusal("unreadable");
}

/** @returns undefined where it is no JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ends early, without an error, when it is ended: what is asked next says why. */
const pause = (ms: number, ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      ended.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener("abort", done, { once: true });
  });

/** Keeps answers for times without a core. */
export type AnswerKeeper = {
  /** What the core has just answered to a GET, as it came. */
  told(path: string, answer: unknown): void;
  /** What it last answered; undefined: that is not kept, or there is no reason to do without the core. */
  kept(path: string): Promise<unknown>;
};
let keeper: AnswerKeeper | null = null;

/** From now on answers are kept by this. @returns its undo */
export function keepAnswers(by: AnswerKeeper): () => void {
  keeper = by;
  return () => {
    if (keeper === by) keeper = null;
  };
}

/**
 * What the core answers to a question, parsed; where it cannot be reached, what it answered before, if that is kept. An answer without
 * contents is null. Fails like `answerOf`.
 */
export async function ask<Of extends Form>(
  address: Address | null,
  path: string,
  form: Of,
  question: Question = {},
): Promise<Told<Of>> {
  const isGet = (question.method ?? "GET") === "GET";
  try {
    return await answerOf(address, path, question, async (answer) => {
      const json = answer.status === 204 ? null : parsed(await answer.text());
      const told = form.safeParse(json);
      if (!told.success) throw new Refusal("unreadable");
      if (isGet) keeper?.told(path, json);
      return told.data;
    });
  } catch (error) {
    const isCut = isGet && error instanceof Refusal && (error.why === "unreachable" || error.why === "silent");
    const kept = isCut ? form.safeParse(await keeper?.kept(path)) : undefined;
    if (kept?.success !== true) throw error;
    return kept.data;
  }
}

/** A picture or another file, whole. Fails like `answerOf`. */
export const askForFile = (address: Address | null, path: string, question: Question = {}): Promise<Blob> =>
  answerOf(address, path, question, (answer) => answer.blob());

/** The page's line, where questions go over it. */
let line: Pick<Questions, "ask"> | null = null;

/** From now on `fetchDocument` asks over this line while it is up. @returns its undo */
export function askOver(client: Pick<Questions, "ask">): () => void {
  line = client;
  return () => {
    if (line === client) line = null;
  };
}

/** @returns null where it has to be asked by HTTP: the page is of the core's own origin, or the line does not take it */
const askedOverLine = (address: Address, path: string, ended: AbortSignal): Promise<Response | null> =>
  line === null || address.origin === globalThis.location?.origin ? Promise.resolve(null) : line.ask(path, ended);

/**
 * Asks the core for one of the documents that can be asked for over the line, as a page of another origin does it: see `Asked`
 * in contract/live.ts. Resolves and rejects like `fetchFromCore`.
 */
export async function fetchDocument(address: Address, path: string, signal?: AbortSignal): Promise<Response> {
  if (line === null || address.origin === globalThis.location?.origin) return fetchFromCore(address, path, signal);
  const { ended, forget } = patience(answeredWithinMs, signal);
  // What comes over the line has come whole.
  return (await askedOverLine(address, path, ended).finally(forget)) ?? fetchFromCore(address, path, signal);
}

/**
 * Whether the core answers; goes ahead of other requests. Never rejects. The answer is asked for as any other is: it may not be read
 * by a page of another origin, as a window's is, that asks without (`no-cors`), and then even that there was one is not told.
 */
export const isReachable = (address: Address, signal: AbortSignal): Promise<boolean> =>
  fetch(new URL(routes.health, address.origin), { cache: "no-store", priority: "high", signal }).then(
    () => true,
    () => false,
  );

/**
 * A series' past, thinned by the core.
 * @param fromMs @param toMs epoch ms on the core's clock
 * Rejects when the core cannot be reached, says no, or answers in another form.
 */
export async function fetchHistory(
  address: Address,
  query: { indicator: string; place: string; fromMs: number; toMs: number; points: number },
  signal?: AbortSignal,
): Promise<History> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const answer = await fetchDocument(address, `${routes.history}?${search}`, signal);
  if (!answer.ok) throw new Error(`history answered ${answer.status}`);
  const { History } = await schemas();
  return History.parse(await answer.json());
}

/** The outages of this site's own sources that are over, the newest first. Rejects like `fetchHistory`. */
export async function fetchOutages(address: Address, signal?: AbortSignal): Promise<SourceOutage[]> {
  const answer = await fetchDocument(address, routes.outages, signal);
  if (!answer.ok) throw new Error(`outages answered ${answer.status}`);
  const { OutageList } = await schemas();
  const { outages } = OutageList.parse(await answer.json());
  return outages.filter((one): one is SourceOutage => one.kind === "source" && one.machine === null);
}

/** How the core, its store and its machines are. Rejects when the core cannot be reached or says no. */
export async function fetchStatus(address: Address, signal?: AbortSignal): Promise<Status> {
  const answer = await fetchDocument(address, routes.status, signal);
  if (!answer.ok) throw new Error(`status answered ${answer.status}`);
  const { Status } = await schemas();
  return Status.parse(await answer.json());
}

/**
 * The site's account with its own map engine: null where this page is none of the room's screens, or there is none.
 * Rejects when the core cannot be reached or its token is not set.
 */
export async function fetchMapboxAccess(address: Address): Promise<MapboxAccess | null> {
  const answer = await fetchFromCore(address, routes.mapbox);
  if (answer.status === 403 || answer.status === 404) return null;
  if (!answer.ok) throw new Error(`mapbox answered ${answer.status}`);
  const { MapboxAccess } = await import("#contract/entities/map.ts");
  return MapboxAccess.parse(await answer.json());
}
