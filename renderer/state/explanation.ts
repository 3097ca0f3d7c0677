import { useRef } from "react";
import { Explanation } from "#contract/calculations/http.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { routes } from "#contract/routes.ts";
import { askCore, useAsked } from "./asking.ts";

/** Late answers and another edition change how a figure comes about without a new figure. */
const askAgainMs = 5 * 60_000;

export type Explained = { explanation: Explanation | undefined; hasFailed: boolean };

/**
 * How a calculated figure comes about, asked anew with each new one; until that is answered the former stays, and says itself of when
 * it is. @param reading undefined: there is no figure yet, and nothing to ask
 */
export function useExplanation(indicator: string, place: string, reading: Reading | undefined): Explained {
  const last = useRef<Explanation | undefined>(undefined);
  const series = `${indicator}@${place}`;
  const key = reading === undefined ? `${series} -` : `${series} ${reading.asOfMs} ${reading.revision}`;
  const { value, failure } = useAsked(
    key,
    async (signal) => {
      if (reading === undefined) return null;
      const query = new URLSearchParams({ indicator, place, asOfMs: String(reading.asOfMs) });
      return askCore(`${routes.explanation}?${query}`, Explanation, { signal });
    },
    askAgainMs,
  );
  if (value !== undefined && value !== null) last.current = value;
  const isOfIt = last.current?.indicator === indicator && last.current.place === place;
  return { explanation: isOfIt ? last.current : undefined, hasFailed: failure !== undefined };
}
