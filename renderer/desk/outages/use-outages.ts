import { useEffect, useRef } from "react";
import { OutageList, routes } from "#contract/http.ts";
import { type Asked, askCore, useAsked } from "../../state/asking.ts";
import { whenBack } from "../../state/outages.ts";

/** While they are read; what is caught up of one grows for a while. */
const askEveryMs = 15_000;
/** For their number alone: a source that is back tells of a new one at once, another desk's reading comes with this. */
const countEveryMs = 60_000;

/** The newest outages that are over, for the page that lists them and for the number of those that nobody has read. */
export function useOutages(isListed: boolean): Asked<OutageList> {
  const told = useAsked(
    "outages",
    (signal) => askCore(routes.outages, OutageList, { signal }),
    isListed ? askEveryMs : countEveryMs,
  );
  const again = useRef(told.again);
  useEffect(() => {
    again.current = told.again;
  });
  useEffect(() => whenBack(() => again.current()), []);
  return told;
}

/** Of those that are listed: how many nobody has said to have read. */
export const unreadIn = (list: OutageList | undefined): number =>
  list?.outages.filter(({ acknowledgement }) => acknowledgement === null).length ?? 0;
