import { useEffect, useState } from "react";
import { useSingle } from "../../state/kinds.ts";

/** Up to which number this desk has had the list of events before it; a browser keeps it over a restart. */
const keptAs = "ioc.desk.events-read";

/**
 * How many events have come since the list was last on the screen here. Numbers begin anew where the core's store does: then
 * all that there are now are new.
 * @param isListed the list is on the screen: what comes is seen there
 */
export function useUnreadEvents(isListed: boolean): number {
  const newest = useSingle("cameraEvent")?.number ?? 0;
  const [read, setRead] = useState(readKept);
  useEffect(() => {
    if (!isListed || newest === 0 || newest === read) return;
    setRead(newest);
    keep(newest);
  }, [isListed, newest, read]);
  return isListed ? 0 : unreadSince(read, newest);
}

export const unreadSince = (read: number, newest: number): number => newest - (read > newest ? 0 : read);

function readKept(): number {
  try {
    const kept = Number(localStorage.getItem(keptAs));
    return Number.isSafeInteger(kept) && kept > 0 ? kept : 0;
  } catch {
    // A browser that keeps nothing counts from its beginning.
    return 0;
  }
}

function keep(read: number): void {
  try {
    localStorage.setItem(keptAs, String(read));
  } catch {
    // Then it counts for as long as the page stands.
  }
}
