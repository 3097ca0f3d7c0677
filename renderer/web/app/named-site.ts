import { useEffect } from "react";
import { type Site, useSite } from "../../state/site.ts";
import { makeStore } from "../../state/store.ts";

/** Whether a page has shown something by its name that the line does not tell it of: from then on the names of the site are kept. */
export const namesWantedStore = makeStore(false);

/**
 * The site with all that it has names for; null before it is known. Pages of the app ask for it by this and not by `useSite`: what stands on
 * the first screen comes with its names, and a phone need not be told hundreds more for it.
 * @param isNeeded false: nothing is shown by its name now
 */
export function useNamedSite(isNeeded = true): Site | null {
  useEffect(() => {
    if (isNeeded) namesWantedStore.setState(true, true);
  }, [isNeeded]);
  return useSite();
}
