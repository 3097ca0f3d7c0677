import type { Bridge } from "#contract/bridge.ts";
import type { Host } from "./host.ts";

declare global {
  interface Window {
    /** Put there by preload; absent in a browser. */
    readonly wall?: Bridge;
  }
}

/** The host of a window of the shell: of a wall window, or of one that covers no monitor, such as the desk. */
export function electronHost(bridge: Bridge, display: number | null): Host {
  const covered = display ?? bridge.display;
  return {
    kind: covered === 0 ? "web" : "wall",
    display: covered === 0 ? null : covered,
    getAddress: () => bridge.getConnection(),
    onAddress: (listener) => bridge.onConnection(listener),
    reportPainted: () => bridge.reportPainted(),
  };
}
