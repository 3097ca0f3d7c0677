import type { AppPage } from "./app-page.ts";

/**
 * Every page of the web app: a feature adds its own in one line, and its word to the navigation's. Each is loaded when it is opened, so
 * that none of them weighs on the first screen.
 */
export const pages: readonly AppPage[] = [
  {
    ...{ path: "/app", right: "read", load: () => import("../leader/today/TodayPage.tsx") },
    nav: { order: 10, icon: "today", word: "today" },
  },
  { path: "/app/figure/:code/:place?", right: "read", load: () => import("../leader/figure/FigurePage.tsx") },
  { path: "/app/sign-in", right: "anyone", load: () => import("../account/SignInPage.tsx") },
  { path: "/app/invitation/:token", right: "anyone", load: () => import("../account/InvitationPage.tsx") },
  {
    ...{ path: "/app/account", right: "own-account", load: () => import("../account/AccountPage.tsx") },
    nav: { order: 90, icon: "person", word: "account" },
  },
  { path: "/app/more", right: "anyone", load: () => import("./MorePage.tsx") },
];
