import { expect, it, vi } from "vitest";
import { failureToShow, noteWayOut, takeFragment } from "../../../renderer/web/account/fragment.ts";

const at = (failed: object) => `#failed=${encodeURIComponent(JSON.stringify(failed))}`;
const history = { state: null, replaceState: () => undefined } as unknown as History;
const take = (hash: string) => takeFragment({ hash, pathname: "/app/sign-in", search: "" } as Location, history);

it("says why a way over a provider came to nothing, and nothing that somebody has written into a link", () => {
  const shown = (params: Record<string, string | number>) =>
    failureToShow(take(at({ code: "sign-on.unreachable", params })).failed ?? { code: "", params: {} }, ["VNeID"])
      .params;
  expect(shown({ name: "VNeID", detail: "ECONNREFUSED" })).toEqual({ name: "VNeID", detail: "ECONNREFUSED" });
  expect(shown({ name: "Gọi 0901 234 567", detail: "https://evil.example" })).toEqual({ name: "?", detail: "?" });
  expect(shown({ name: "VNeID", detail: "goi 0901234567" })).toEqual({ name: "VNeID", detail: "?" });
  expect(shown({ minutes: 5 })).toEqual({ minutes: 5 });
  expect(take("#failed=nothing").failed).toBeUndefined();
});

it("takes the next step from a provider only in the tab that left for one, and once", () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  const step = { state: "needs-password", ticket: "t".repeat(43) };
  const link = `#step=${encodeURIComponent(JSON.stringify(step))}`;
  expect(take(link).step).toBeUndefined();
  noteWayOut();
  expect(take(link).step).toMatchObject(step);
  expect(take(link).step).toBeUndefined();
  vi.unstubAllGlobals();
});
