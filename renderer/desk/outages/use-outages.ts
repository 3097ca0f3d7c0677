import { useEffect, useLayoutEffect, useRef } from "react";
import { OutageList, routes } from "#contract/http.ts";
import { type Asked, askCore, useAsked } from "../../state/asking.ts";
import { whenBack } from "../../state/outages.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";

/** While they are read; what is caught up of one grows for a while. */
const askEveryMs = 15_000;
/** For their number alone: a source that is back tells of a new one at once, another desk's reading comes with this. */
const countEveryMs = 60_000;

const nothing: Asked<OutageList> = { value: undefined, failure: undefined, again: () => undefined };
/** As the desk was last told, by its only question for it: the page that lists them and their number say the same. */
const toldStore = makeStore(nothing);

export const useToldOutages = (): Asked<OutageList> => useStoreValue(toldStore);

/** Asks for the newest outages that are over, for as long as the desk stands. @returns how many of them nobody has said to have read */
export function useUnreadOutages(isOpen: boolean): number {
  const told = useAsked(
    "outages",
    (signal) => askCore(routes.outages, OutageList, { signal }),
    isOpen ? askEveryMs : countEveryMs,
  );
  const again = useRef(told.again);
  useEffect(() => {
    again.current = told.again;
  });
  useEffect(() => whenBack(() => again.current()), []);
  const { value, failure } = told;
  useLayoutEffect(() => {
    toldStore.setState({ value, failure, again: () => again.current() }, true);
  }, [value, failure]);
  return unreadIn(value);
}

/** Of those that are listed. */
export const unreadIn = (list: OutageList | undefined): number =>
  list?.outages.filter(({ acknowledgement }) => acknowledgement === null).length ?? 0;
