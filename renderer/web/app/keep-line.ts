import { connectionStore } from "../../state/connection.ts";
import { firstLook } from "./first-look.ts";
import { askWho, mayNow, whoStore } from "./who.ts";

/** After a chunk that did not come. */
const againAfterMs = 5_000;

/**
 * Keeps the live line for as long as somebody is known who may be told something: begun once the page has painted, ended with his session.
 * For the life of the page.
 */
export function keepLine(): void {
  let stop: (() => void) | undefined;
  let isWanted = false;
  const begin = async () => {
    try {
      const { startLiveLine } = await import("./live-line.ts");
      if (!isWanted || stop !== undefined) return;
      stop = startLiveLine(() => {
        end();
        void askWho();
      });
    } catch {
      setTimeout(() => isWanted && stop === undefined && void begin(), againAfterMs);
    }
  };
  const end = () => {
    isWanted = false;
    stop?.();
    stop = undefined;
    connectionStore.setState({ phase: "connecting" }, true);
  };
  whoStore.subscribe((who) => {
    const mayBeTold = mayNow(who, "read");
    if (mayBeTold && !isWanted) {
      isWanted = true;
      void firstLook.then(begin);
    } else if (!mayBeTold && who.phase === "nobody" && isWanted) end();
  });
}
