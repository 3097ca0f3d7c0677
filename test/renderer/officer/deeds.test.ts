import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { EntryRow } from "#contract/entry/entry.ts";
import { whoStore } from "../../../renderer/web/app/who.ts";
import { dropWaiting, sendRows, sendWaiting } from "../../../renderer/web/officer/deeds.ts";

const kept = new Map<string, string>();
const localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
const rows: EntryRow[] = [
  { indicator: "a", place: "b", period: "2026-10", value: "5", status: "preliminary", reason: "" },
];
const report = { outcome: "taken", atMs: 1, taken: 1, same: 0, left: 0, rows: [{ outcome: "taken", messages: [] }] };
const signIn = (id: string) =>
  whoStore.setState(
    { phase: "known", role: "officer", rights: new Set(), person: { id, name: id, fullName: id, scopes: [] } },
    true,
  );
let asked: { key: string }[] = [];
let hasNetwork = false;

beforeEach(() => {
  asked = [];
  kept.clear();
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", localStorage);
  vi.stubGlobal("window", { localStorage, location: { origin: "http://tuong" } });
  vi.stubGlobal("fetch", async (_url: URL, { body }: { body: string }) => {
    asked.push(JSON.parse(body));
    if (!hasNetwork) throw new TypeError("no network");
    return new Response(JSON.stringify(report), { status: 200 });
  });
});
afterEach(() => {
  dropWaiting();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("goes again with the key it had, and never as somebody else who has the browser by then", async () => {
  signIn("hoa");
  hasNetwork = false;
  expect(await sendRows("hoa", rows, [])).toBeNull();
  expect([...kept.keys()]).toEqual(["entry-waiting hoa"]);
  // More is not begun as long as that waits.
  expect(await sendRows("hoa", rows, [])).toBeNull();
  hasNetwork = true;
  signIn("minh");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await sendWaiting()).toBeNull();
  expect(asked).toHaveLength(1);
  signIn("hoa");
  expect(await sendWaiting()).toEqual(report);
  expect(asked.map(({ key }) => key)).toEqual([asked[0]?.key, asked[0]?.key]);
  expect(asked[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(kept.size).toBe(0);
});
