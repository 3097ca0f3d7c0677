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
  {
    ...{ path: "/app/figures", right: "read", load: () => import("../leader/figures/FiguresPage.tsx") },
    nav: { order: 20, icon: "figures", word: "figures", also: ["/app/figure"] },
  },
  {
    ...{ path: "/app/map", right: "read", load: () => import("../leader/map/MapPage.tsx") },
    nav: { order: 30, icon: "map", word: "map" },
  },
  {
    ...{ path: "/app/cameras", right: "read", load: () => import("../leader/cameras/CamerasPage.tsx") },
    nav: { order: 40, icon: "cameras", word: "cameras", also: ["/app/camera"] },
  },
  {
    ...{ path: "/app/scenes", right: "read", load: () => import("../leader/scenes/ScenesPage.tsx") },
    nav: { order: 50, icon: "scenes", word: "scenes", also: ["/app/scene"] },
  },
  { path: "/app/scene/:scene", right: "read", load: () => import("../leader/scenes/ScenePage.tsx") },
  { path: "/app/camera/:camera", right: "read", load: () => import("../leader/cameras/CameraPage.tsx") },
  { path: "/app/search", right: "read", load: () => import("../leader/search/SearchPage.tsx") },
  { path: "/app/place/:place", right: "read", load: () => import("../leader/search/PlacePage.tsx") },
  { path: "/app/figure/:code/:place?", right: "read", load: () => import("../leader/figure/FigurePage.tsx") },
  { path: "/app/sign-in", right: "anyone", load: () => import("../account/SignInPage.tsx") },
  { path: "/app/invitation/:token", right: "anyone", load: () => import("../account/InvitationPage.tsx") },
  {
    ...{ path: "/app/account", right: "own-account", load: () => import("../account/AccountPage.tsx") },
    nav: { order: 90, icon: "person", word: "account" },
  },
  {
    ...{ path: "/app/entry", right: "enter-figures", load: () => import("../officer/EntryPage.tsx") },
    nav: { order: 20, icon: "enter", word: "enter" },
  },
  { path: "/app/entry/table", right: "enter-figures", load: () => import("../officer/TablePage.tsx") },
  { path: "/app/entry/sent", right: "enter-figures", load: () => import("../officer/SentPage.tsx") },
  {
    ...{ path: "/app/own-sources", right: "enter-figures", load: () => import("../officer/SourcesPage.tsx") },
    nav: { order: 25, icon: "sources", word: "ownSources" },
  },
  {
    ...{ path: "/app/usage", right: "see-usage", load: () => import("../usage/UsagePage.tsx") },
    nav: { order: 80, icon: "figures", word: "usage" },
  },
  { path: "/app/waiting", right: "read", load: () => import("../offline/WaitingPage.tsx") },
  { path: "/app/more", right: "anyone", load: () => import("./MorePage.tsx") },
];
