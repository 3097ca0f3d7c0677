import type { Host } from "./host.ts";

/**
 * The host of a page that the core itself served: the core is where the page came from, for as long as the page lives.
 * @param displays the monitors to show, or null for the whole wall
 */
export function browserHost(origin: string, displays: readonly number[] | null): Host {
  return {
    kind: "web",
    displays,
    getAddress: () => Promise.resolve({ origin }),
    onAddress: () => () => undefined,
    keptView: () => null,
    reportPainted: () => undefined,
    beat: () => undefined,
    keepView: () => undefined,
    frozenPicture: () => Promise.resolve(null),
    frameSound: () => Promise.resolve(null),
    onKeepAsked: () => () => undefined,
  };
}
