import { makeStore, useStoreValue } from "../../state/store.ts";

/** Where the app is: the path, and what stands after its question mark. */
export type Location = { path: string; search: string };
/** What a path holds at the names of its pattern, decoded; a part that may be left out is absent. */
export type Params = Readonly<Record<string, string>>;

const here = (): Location => ({
  path: globalThis.location?.pathname ?? "/app/",
  search: globalThis.location?.search ?? "",
});
export const locationStore = makeStore<Location>(here());
export const useLocation = (): Location => useStoreValue(locationStore);

/** How far each entry of the history was scrolled, by its number. As many as were visited since the app was opened, at most this. */
const scrolled = new Map<number, number>();
const mostScrolled = 100;
let entry = 0;
let last = 0;

const numberOf = (state: unknown): number => {
  const number = (state as { entry?: unknown } | null)?.entry;
  return typeof number === "number" ? number : 0;
};

function rememberScroll(): void {
  scrolled.set(entry, window.scrollY);
  const [oldest] = scrolled.keys();
  if (scrolled.size > mostScrolled && oldest !== undefined) scrolled.delete(oldest);
}

/**
 * Goes to another address of the app, which can be gone back from and sent.
 * @param to a path below /app/, with what stands after its question mark
 * @param how "replace": the address left is none to come back to
 */
export function navigate(to: string, how: "push" | "replace" = "push"): void {
  const next = new URL(to, window.location.origin);
  if (how === "push") {
    rememberScroll();
    last += 1;
    entry = last;
    window.history.pushState({ entry }, "", next);
  } else window.history.replaceState({ entry }, "", next);
  locationStore.setState(here(), true);
}

/** Back to where one came from; where the app was opened at this address by a link, to `otherwise`. */
export function goBack(otherwise: string): void {
  if (entry > 0) window.history.back();
  else navigate(otherwise, "replace");
}

/** Listens to the browser's own back and forward. For the life of the page. */
export function startRouter(): void {
  // What is restored is restored once its contents are there: see `scrollOf`.
  window.history.scrollRestoration = "manual";
  entry = numberOf(window.history.state);
  last = entry;
  window.addEventListener("popstate", ({ state }) => {
    rememberScroll();
    entry = numberOf(state);
    locationStore.setState(here(), true);
  });
}

/** How far the address that is shown was scrolled when it was left; 0 where it is new. */
export const scrollOf = (): number => scrolled.get(entry) ?? 0;

/** @returns what a path holds at the pattern's names: "/app/figure/:code/:place?"; undefined where it is another */
export function matched(pattern: string, path: string): Params | undefined {
  const parts = (text: string) => text.split("/").filter((part) => part !== "");
  const [wanted, given] = [parts(pattern), parts(path)];
  if (given.length > wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at];
    if (!part.startsWith(":")) {
      if (part !== value) return undefined;
      continue;
    }
    if (value === undefined) {
      if (part.endsWith("?")) continue;
      return undefined;
    }
    try {
      params[part.replace(/^:|\?$/g, "")] = decodeURIComponent(value);
    } catch {
      // What cannot be read leads nowhere.
      return undefined;
    }
  }
  return params;
}
