import { useMemo } from "react";
import { useCameras } from "../../state/cameras.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useCoreStatus } from "../../state/core-status.ts";
import { displays } from "../../state/displays.ts";
import { figureAgesNow } from "../../state/figure-ages.ts";
import { useSite } from "../../state/site.ts";
import { useSources } from "../../state/sources.ts";
import { useStoreValue } from "../../state/store.ts";
import { type Item, itemsOf } from "./item.ts";

/** Figures grow old without being told of; looking at all of them more often would cost the desk more than it tells. */
const lookEveryMs = 2_000;

/** Everything there is and how it is, what is wrong first; anew every two seconds, and with every state that is told. */
export function useItems(): Item[] {
  const site = useSite();
  const sources = useSources();
  const cameras = useCameras();
  const monitors = useStoreValue(displays.store);
  const status = useCoreStatus();
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  // biome-ignore lint/correctness/useExhaustiveDependencies: ages and the clock are looked at, not followed
  return useMemo(
    () =>
      itemsOf(
        {
          ...{ sources, cameras, displays: monitors, status },
          figureAges: figureAgesNow().values(),
          indicatorOf: site?.indicatorOf ?? new Map(),
        },
        nowStore.getState(),
      ),
    [site, sources, cameras, monitors, status, look],
  );
}
