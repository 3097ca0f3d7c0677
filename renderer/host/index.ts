import { browserHost } from "./browser.ts";
import { electronHost } from "./electron.ts";
import type { Host } from "./host.ts";

/** The host of this page; `?display=N` names the monitor, or several of them, `1,2`, where the bridge is absent or serves several. */
export function findHost(page: Window): Host {
  const asked = new URLSearchParams(page.location.search).get("display")?.split(",").map(Number) ?? [];
  const displays = asked.length > 0 && asked.every((one) => Number.isInteger(one) && one > 0) ? asked : null;
  return page.wall === undefined ? browserHost(page.location.origin, displays) : electronHost(page.wall, displays);
}
