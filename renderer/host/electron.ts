import type { Bridge } from "#contract/bridge.ts";
import type { Host } from "./host.ts";

declare global {
  interface Window {
    /** Put there by preload; absent in a browser. */
    readonly wall?: Bridge;
  }
}

/** The host of a window of the shell. */
export function electronHost(bridge: Bridge, display: number | null): Host {
  return {
    kind: "wall",
    display: display ?? bridge.display,
    getAddress: () => bridge.getConnection(),
    onAddress: (listener) => bridge.onConnection(listener),
    reportPainted: () => bridge.reportPainted(),
  };
}
