import { browserHost } from "./browser.ts";
import { electronHost } from "./electron.ts";
import type { Host } from "./host.ts";

/** The host of this page; `?display=N` names the monitor where the bridge is absent or serves several. */
export function findHost(page: Window): Host {
  const asked = Number(new URLSearchParams(page.location.search).get("display"));
  const display = Number.isInteger(asked) && asked > 0 ? asked : null;
  return page.wall === undefined ? browserHost(page.location.origin, display) : electronHost(page.wall, display);
}
