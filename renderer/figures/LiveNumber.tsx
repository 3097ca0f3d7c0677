import { memo, useLayoutEffect, useRef, useState } from "react";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { seriesStore } from "../state/readings.ts";
import { formatNumber } from "./format.ts";

type Props = { indicator: IndicatorView; place: string; language: string };

/**
 * The number of a series, written into the page by the reading itself: React draws it once and then leaves it alone. A
 * table of a monitor may hold a thousand numbers that change every second; drawn anew by React each of them would cost
 * some fifty times the writing of its text. What else follows from a reading (its colour, its age) is not done here.
 */
export const LiveNumber = memo(function LiveNumber({ indicator, place, language }: Props) {
  const store = seriesStore(seriesKey(indicator.code, place));
  const element = useRef<HTMLElement>(null);
  const [first] = useState(() => textOf(store.getState(), indicator, language));
  useLayoutEffect(() => {
    const write = () => {
      const text = element.current?.firstChild;
      const now = textOf(store.getState(), indicator, language);
      if (text instanceof Text && text.data !== now) text.data = now;
    };
    write();
    return store.subscribe(write);
  }, [store, indicator, language]);
  return <strong ref={element}>{first}</strong>;
});

function textOf(reading: Reading | undefined, indicator: IndicatorView, language: string): string {
  return typeof reading?.value === "number" ? formatNumber(reading.value, language, indicator.decimals) : "—";
}
