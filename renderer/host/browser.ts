import type { Host } from "./host.ts";

/**
 * The host of a page that the core itself served: the core is where the page came from, for as long as the page lives.
 * @param display the monitor to show, or null for the whole wall
 */
export function browserHost(origin: string, display: number | null): Host {
  return {
    kind: "web",
    display,
    getAddress: () => Promise.resolve({ origin }),
    onAddress: () => () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    keepView: () => undefined,
    frozenPicture: () => Promise.resolve(null),
    onKeepAsked: () => () => undefined,
  };
}
