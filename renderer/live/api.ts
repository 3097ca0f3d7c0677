import type { MapboxAccess } from "#contract/entities/map.ts";
import type { SourceOutage } from "#contract/entities/outage.ts";
import type { History, Status } from "#contract/http.ts";
import { routes } from "#contract/routes.ts";
import type { Questions } from "./questions.ts";

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

/**
 * Asks the core. Rejects with the network's error, or after 10 s; an answer that is not 2xx is given back as it is.
 * @param knownTag of the answer that is here already: 304 says that it is still the same
 */
export function fetchFromCore(address: Address, path: string, signal?: AbortSignal, knownTag = ""): Promise<Response> {
  const headers = { ...authorization(address), ...(knownTag === "" ? {} : { "If-None-Match": knownTag }) };
  // The browser's own cache would answer 200 in the place of 304.
  const cache = knownTag === "" ? "default" : "no-store";
  return fetch(new URL(path, address.origin), { headers, cache, signal: patience(signal).ended });
}

/**
 * The platform's own way to say both of two signals is too new for some of the windows.
 * @returns ended: aborted with the given signal, or after 10 s · forget: when all has come. What is not forgotten is held, with all that listens
 * to it, until the 10 s are over, however long the given signal lives
 */
function patience(signal: AbortSignal | undefined): { ended: AbortSignal; forget(): void } {
  const ending = new AbortController();
  const giveUp = () => ending.abort(signal?.reason);
  const timer = setTimeout(() => {
    ending.abort(new DOMException("no answer", "TimeoutError"));
    forget();
  }, answeredWithinMs);
  const forget = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  };
  if (signal?.aborted) giveUp();
  else signal?.addEventListener("abort", giveUp, { once: true });
  return { ended: ending.signal, forget };
}

/** The page's line, where questions go over it. */
let line: Pick<Questions, "ask"> | null = null;

/** From now on `fetchDocument` asks over this line while it is up. @returns its undo */
export function askOver(client: Pick<Questions, "ask">): () => void {
  line = client;
  return () => {
    if (line === client) line = null;
  };
}

/**
 * Asks the core for one of the documents that can be asked for over the line, as a page of another origin does it: see `Asked`
 * in contract/live.ts. Resolves and rejects like `fetchFromCore`.
 */
export async function fetchDocument(address: Address, path: string, signal?: AbortSignal): Promise<Response> {
  if (line === null || address.origin === globalThis.location?.origin) return fetchFromCore(address, path, signal);
  const { ended, forget } = patience(signal);
  // What comes over the line has come whole.
  return (await line.ask(path, ended).finally(forget)) ?? fetchFromCore(address, path, signal);
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
