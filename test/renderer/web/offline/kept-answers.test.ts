import { beforeEach, expect, test, vi } from "vitest";
import { routes } from "#contract/routes.ts";
import { mostAnswers } from "../../../../renderer/web/offline/keeping-rules.ts";

/** What the browser has of the app: it outlives the pages. */
const stored = new Map<string, Map<string, unknown>>();
vi.mock("idb-keyval", () => {
  const of = (store: string) => stored.get(store) ?? stored.set(store, new Map()).get(store);
  return {
    createStore: (name: string) => name,
    get: async (key: string, store: string) => of(store)?.get(key),
    set: async (key: string, value: unknown, store: string) => void of(store)?.set(key, value),
    del: async (key: string, store: string) => void of(store)?.delete(key),
    // By the key, as a browser gives them.
    keys: async (store: string) => [...(of(store)?.keys() ?? [])].sort(),
    clear: async (store: string) => of(store)?.clear(),
  };
});

/** A page that was opened anew: it knows of nothing but what is stored. */
const openPage = async () => {
  vi.resetModules();
  const { createKeeper } = await import("../../../../renderer/web/offline/kept-answers.ts");
  return createKeeper(
    () => "minh",
    () => true,
  );
};
const answers = (): Map<string, unknown> => stored.get("ioc-app-answers") ?? new Map();
beforeEach(() => stored.clear());

const tellMany = async (from: number, count: number) => {
  const keeper = await openPage();
  for (let at = from; at < from + count; at += 1) {
    keeper.told(`${routes.history}?series=s${String(at).padStart(4, "0")}`, { at });
    await vi.waitFor(() => expect([...answers().keys()].join()).toContain(`s${String(at).padStart(4, "0")}`));
  }
};

test("no more than so many answers are kept, however often the app is opened anew, and those that came last stay", async () => {
  for (let opening = 0; opening < 4; opening += 1) await tellMany(opening * 80, 80);
  await vi.waitFor(() => expect(answers().size).toBe(mostAnswers));
  for (let at = 240; at < 320; at += 1)
    expect([...answers().keys()].join()).toContain(`s${String(at).padStart(4, "0")}`);
});
