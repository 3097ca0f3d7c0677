import { describe, expect, it } from "vitest";
import { type AppPage, inBar, isAt, mayOpen, navigationOf, pageAt } from "../../../../renderer/web/app/app-page.ts";
import { matched } from "../../../../renderer/web/app/router.ts";
import type { Who } from "../../../../renderer/web/app/who.ts";

const load = () => Promise.reject(new Error("not opened here"));
const page = (path: string, right: string, order?: number, roles?: string[]): AppPage => ({
  ...{ path, right, load },
  ...(roles === undefined ? {} : { roles }),
  ...(order === undefined ? {} : { nav: { order, icon: "today", word: "today" } }),
});
const known = (role: string, rights: string[]): Who => ({ phase: "known", role, rights: new Set(rights) });

describe("an address", () => {
  it("names a page and what the page is of", () => {
    const pattern = "/app/figure/:code/:place?";
    expect(matched(pattern, "/app/figure/xe-cho/huu-nghi")).toEqual({ code: "xe-cho", place: "huu-nghi" });
    expect(matched(pattern, "/app/figure/xe-cho/")).toEqual({ code: "xe-cho" });
    expect(matched(pattern, "/app/figure/a%2Fb")).toEqual({ code: "a/b" });
    for (const other of ["/app/figure", "/app/figure/a/b/c", "/app/figures/a", "/app/figure/%E0%A4%A"])
      expect(matched(pattern, other), other).toBeUndefined();
  });

  it("leads to the first page that fits, with or without a slash at its end", () => {
    const pages = [page("/app", "read"), page("/app/scene/:scene", "read")];
    expect(pageAt(pages, "/app/")?.page).toBe(pages[0]);
    expect(pageAt(pages, "/app")?.page).toBe(pages[0]);
    expect(pageAt(pages, "/app/scene/toan-canh")).toEqual({ page: pages[1], params: { scene: "toan-canh" } });
    expect(pageAt(pages, "/app/nope")).toBeUndefined();
  });
});

describe("the pages", () => {
  const pages = [
    page("/app/b", "read", 20),
    page("/app", "read", 10),
    page("/app/enter", "enter-figures", 5),
    page("/app/desk", "operate", 1, ["operator"]),
    page("/app/sign-in", "anyone"),
  ];

  it("open for who has the right, and for nobody who is not known but those for anyone", () => {
    const [, , , desk, signIn] = pages as [AppPage, AppPage, AppPage, AppPage, AppPage];
    for (const phase of ["asking", "nobody"] as const) {
      expect(mayOpen(desk, { phase })).toBe(false);
      expect(mayOpen(signIn, { phase })).toBe(true);
      expect(navigationOf(pages, { phase })).toEqual([]);
    }
    expect(mayOpen(desk, known("operator", ["operate"]))).toBe(true);
    expect(mayOpen(desk, known("admin", ["operate"]))).toBe(false);
    expect(mayOpen(desk, known("operator", ["read"]))).toBe(false);
  });

  it("stand in the navigation by right and order, so many of them in a phone's bar", () => {
    const paths = (who: Who) => navigationOf(pages, who).map(({ path }) => path);
    expect(paths(known("leader", ["read"]))).toEqual(["/app", "/app/b"]);
    expect(paths(known("officer", ["read", "enter-figures"]))).toEqual(["/app/enter", "/app", "/app/b"]);
    const many = navigationOf(
      Array.from({ length: 9 }, (_, at) => page(`/app/${at}`, "read", at)),
      known("leader", ["read"]),
    );
    expect(inBar(many).map(({ path }) => path)).toEqual(["/app/0", "/app/1", "/app/2", "/app/3"]);
  });

  it("know whether what is open is theirs", () => {
    const nav = { order: 1, icon: "figures", word: "figures", also: ["/app/figure"] } as const;
    expect(isAt({ path: "/app/figures", nav }, "/app/figure/xe-cho")).toBe(true);
    expect(isAt({ path: "/app/figures", nav }, "/app/figures/")).toBe(true);
    expect(isAt({ path: "/app", nav: { ...nav, also: [] } }, "/app/")).toBe(true);
    expect(isAt({ path: "/app", nav: { ...nav, also: [] } }, "/app/map")).toBe(false);
  });
});
