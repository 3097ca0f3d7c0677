import { type ComponentType, createContext, useContext } from "react";
import type vi from "../../i18n/vi/app.json";
import type { IconName } from "./Icon.tsx";
import { matched, type Params } from "./router.ts";
import { mayNow, type Who } from "./who.ts";

/** What a page is given: what its path holds at the names of its pattern. */
export type PageProps = { params: Params };

/** What a page's file gives. */
export type PageModule = {
  Page: ComponentType<PageProps>;
  /** What can be asked for before it is known who asks: a round trip less. Settles when it has been answered, and never rejects. */
  begin?(): Promise<void>;
};

/** A page of the web app. */
export type AppPage = {
  /** A pattern: "/app/figure/:code/:place?". The first that fits is taken. */
  path: string;
  /** The right that it needs, by contract/right.ts; "anyone": also who is not signed in. */
  right: string;
  /** Roles that it is for, where the right alone does not say; absent: all that have the right. */
  roles?: readonly string[];
  load(): Promise<PageModule>;
  /** It stands in the navigation, in this order; absent: it is reached from others. */
  nav?: { order: number; icon: IconName; word: keyof (typeof vi)["nav"]; also?: readonly string[] };
};

/** One that stands in the navigation. */
export type NavPage = AppPage & { nav: NonNullable<AppPage["nav"]> };

/** All pages, for whoever shows ways to them: a page itself cannot import the registry that loads it. */
export const PagesContext = createContext<readonly AppPage[]>([]);
export const usePages = (): readonly AppPage[] => useContext(PagesContext);

/** The page at a path, with what the path holds. */
export function pageAt(pages: readonly AppPage[], path: string): { page: AppPage; params: Params } | undefined {
  for (const page of pages) {
    const params = matched(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** Whether somebody may open a page; who is not known yet may not. */
export const mayOpen = ({ right, roles }: AppPage, who: Who): boolean =>
  right === "anyone" ||
  (mayNow(who, right) && (roles === undefined || (who.phase === "known" && roles.includes(who.role))));

/** What stands in the navigation for somebody, in its order. */
export const navigationOf = (pages: readonly AppPage[], who: Who): NavPage[] =>
  pages
    .flatMap((page) => (page.nav !== undefined && mayOpen(page, who) ? [{ ...page, nav: page.nav }] : []))
    .sort((one, other) => one.nav.order - other.nav.order);

/** So many stand in a phone's bar, "more" not counted; a thumb cannot tell smaller ones apart. */
const mostInBar = 4;

/** The first of them, in a phone's bar; a rail has room for all. */
export const inBar = (navigation: readonly NavPage[]): NavPage[] => navigation.slice(0, mostInBar);

/** Whether an address belongs to a page of the navigation: the page itself, or one that is reached from it. */
export function isAt({ path: own, nav }: Pick<AppPage, "path" | "nav">, path: string): boolean {
  const trimmed = path.replace(/\/+$/, "");
  return [own, ...(nav?.also ?? [])].some(
    (one) => trimmed === one || (one !== "/app" && trimmed.startsWith(`${one}/`)),
  );
}
