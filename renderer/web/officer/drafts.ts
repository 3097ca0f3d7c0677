import { useEffect, useState } from "react";
import { Drafts, type FigureDraft } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import { isOwnerNow } from "./owner.ts";
import type { Typed } from "./subject.ts";

/** kept: all that was typed is at the core · saving: it is on its way, or soon · failed: it could not be kept, and is tried again. */
export type Keeping = "kept" | "saving" | "failed";

type Content = Drafts["drafts"][string];
type State = { drafts: Readonly<Record<string, Content>>; keeping: Keeping; isLoaded: boolean };

/** Somebody goes on typing: each letter is no reason to write. */
const afterMs = 600;
const againAfterMs = 5_000;

const store = makeStore<State>({ drafts: {}, keeping: "kept", isLoaded: false });
/** What is not kept yet; null: it is to be taken away. */
let changes = new Map<string, Content | null>();
let timer: ReturnType<typeof setTimeout> | undefined;
let isSaving = false;
/** Whose they are. */
let whose = "";

/** What one has typed and not sent; kept at the core, so that it is there on another device too. */
export function useDrafts(owner: string): State {
  useEffect(() => {
    if (owner === "") return;
    if (owner !== whose) forgetAll(owner);
    void load();
    // A page that goes away has no time left: what is on its way then goes on without it.
    const leave = () => void (document.visibilityState === "hidden" && save());
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      void save();
    };
  }, [owner]);
  return useStoreValue(store);
}

/** Another one has this browser: what the former has typed and not kept is not his. */
function forgetAll(owner: string): void {
  clearTimeout(timer);
  whose = owner;
  changes = new Map();
  store.setState({ drafts: {}, keeping: "kept", isLoaded: false }, true);
}

async function load(): Promise<void> {
  const own = whose;
  try {
    const { drafts } = await askHere(routes.entryDrafts, Drafts);
    if (own !== whose) return;
    // What was typed while it was asked is newer.
    store.setState({ ...store.getState(), drafts: { ...drafts, ...valuesOf(changes) }, isLoaded: true }, true);
  } catch {
    if (own === whose) store.setState({ ...store.getState(), isLoaded: true }, true);
  }
}

const valuesOf = (some: ReadonlyMap<string, Content | null>): Record<string, Content> =>
  Object.fromEntries([...some].flatMap(([key, value]) => (value === null ? [] : [[key, value]])));

/** Keeps a draft, or takes it away. */
export function changeDraft(key: string, content: Content | null): void {
  const { [key]: _, ...others } = store.getState().drafts;
  changes.set(key, content);
  store.setState(
    { ...store.getState(), drafts: content === null ? others : { ...others, [key]: content }, keeping: "saving" },
    true,
  );
  clearTimeout(timer);
  timer = setTimeout(() => void save(), afterMs);
}

/** Drafts that were sent are gone at the core by themselves. */
export function forgetDrafts(keys: readonly string[]): void {
  const gone = new Set(keys);
  for (const key of keys) changes.delete(key);
  const drafts = Object.fromEntries(Object.entries(store.getState().drafts).filter(([key]) => !gone.has(key)));
  store.setState({ ...store.getState(), drafts }, true);
}

async function save(): Promise<void> {
  clearTimeout(timer);
  if (isSaving || changes.size === 0 || !isOwnerNow(whose)) return;
  isSaving = true;
  const sent = changes;
  changes = new Map();
  try {
    await askHere(routes.entryDrafts, Drafts, {
      ...{ method: "PUT", body: { drafts: Object.fromEntries(sent) }, changesNothing: true },
    });
    store.setState({ ...store.getState(), keeping: changes.size === 0 ? "kept" : "saving" }, true);
    if (changes.size > 0) timer = setTimeout(() => void save(), afterMs);
  } catch {
    if (!isOwnerNow(whose)) return;
    // What was typed since counts.
    changes = new Map([...sent, ...changes]);
    store.setState({ ...store.getState(), keeping: "failed" }, true);
    timer = setTimeout(() => void save(), againAfterMs);
  } finally {
    isSaving = false;
  }
}

export const figureDraft = (content: Content | undefined): FigureDraft | undefined =>
  content !== undefined && "value" in content ? content : undefined;
export const tableDraft = (content: Content | undefined): string =>
  content !== undefined && "text" in content ? content.text : "";

/** A draft of a figure and how it is changed; `initial` where nothing was typed. */
export function useTyped(key: string, initial: Typed): [Typed, (typed: Typed) => void] {
  const { drafts } = useStoreValue(store);
  const [isTouched, setTouched] = useState(false);
  const kept = figureDraft(drafts[key]);
  const typed = kept ?? initial;
  return [
    isTouched && kept === undefined ? initial : typed,
    (next) => {
      setTouched(true);
      const isNothing = next.value.trim() === "" && next.reason.trim() === "";
      changeDraft(key, isNothing ? null : next);
    },
  ];
}
