import { useEffect, useState } from "react";
import { LimitsPast, routes } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { type IndicatorDraft, numberOf } from "./draft.ts";

export const lookedBackDays = 90;
/** While a limit is dragged it is asked after about as often as it is seen to move. */
const restsForMs = 120;
const answeredWithinMs = 60_000;

/** How often the limits of a draft would have been passed, by what is stored; undefined: not told yet, or a new indicator. */
export function useLimitsPast({ known, thresholds }: IndicatorDraft) {
  const [told, setTold] = useState<LimitsPast>();
  const [failure, setFailure] = useState<Refusal>();
  const limits = thresholds.flatMap(({ side, value }) => {
    const limit = numberOf(value);
    return limit === undefined ? [] : [{ side, value: limit }];
  });
  const body = known === null ? null : JSON.stringify({ indicator: known.id, limits, days: lookedBackDays });
  useEffect(() => {
    if (body === null) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      askCore(routes.limitsPast, LimitsPast, {
        ...{
          method: "POST",
          body: JSON.parse(body),
          changesNothing: true,
          withinMs: answeredWithinMs,
          signal: gone.signal,
        },
      }).then(
        (past) => {
          setTold(past);
          setFailure(undefined);
        },
        (error: unknown) => {
          if (!gone.signal.aborted) setFailure(refusalOf(error));
        },
      );
    }, restsForMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [body]);
  return {
    past: told,
    failure,
    /** Of one limit as it was last told; a former value's answer is none. */
    of: (side: "above" | "below", value: string) =>
      told?.limits.find((one) => one.side === side && one.value === numberOf(value)),
  };
}
