import { useEffect, useRef, useState } from "react";
import { routes, SourceDraftResult } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../../state/asking.ts";
import { rawOfIndicator } from "../indicator/draft.ts";
import { lookKeyOf, mappingOf, newIndicatorOf, type SourceDraft, secretsOf, wholeOf } from "./draft.ts";

/** The core gives a platform 20 s. */
const triedWithinMs = 30_000;
/** Somebody who types is not asked after at each letter. */
const restsForMs = 350;

type Asking = { isAsking: boolean; failure: Refusal | undefined };

/**
 * Asks the core to try a source as it would be, and once more whenever what is asked is another.
 * @param key names what is asked; null: there is nothing to ask
 */
function useDraftTrial(
  key: string | null,
  bodyOf: () => object,
  take: (of: string, result: SourceDraftResult) => void,
  waitMs: number,
): Asking {
  const [asking, setAsking] = useState<Asking>({ isAsking: false, failure: undefined });
  const latest = useRef({ bodyOf, take });
  useEffect(() => {
    latest.current = { bodyOf, take };
  });
  useEffect(() => {
    if (key === null) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      setAsking({ isAsking: true, failure: undefined });
      askCore(routes.sourceDraftTrial, SourceDraftResult, {
        ...{ method: "POST", body: latest.current.bodyOf(), changesNothing: true },
        ...{ withinMs: triedWithinMs, signal: gone.signal },
      }).then(
        (result) => {
          setAsking({ isAsking: false, failure: undefined });
          latest.current.take(key, result);
        },
        (error: unknown) => {
          if (!gone.signal.aborted) setAsking({ isAsking: false, failure: refusalOf(error) });
        },
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [key, waitMs]);
  return asking;
}

/** Asks the platform what it answers, once the step is there and whenever somebody wants it again. */
export function useLook(draft: SourceDraft, take: (look: NonNullable<SourceDraft["look"]>) => void) {
  const [again, setAgain] = useState(0);
  const of = lookKeyOf(draft);
  const hasExample = draft.example.trim() !== "";
  const isKnown = draft.look?.of === of && again === 0;
  const canAsk = draft.type !== "webhook" || hasExample;
  const asking = useDraftTrial(
    isKnown || !canAsk ? null : `${again} ${of}`,
    () => {
      const { mapping: _, ...source } = wholeOf({ ...draft, ownMapping: null });
      return { source, secrets: secretsOf(draft), ...(hasExample ? { example: draft.example } : {}) };
    },
    (_, result) => take({ of, result }),
    hasExample ? restsForMs : 0,
  );
  return { ...asking, again: () => setAgain((count) => count + 1) };
}

const indicatorsOf = (draft: SourceDraft) => {
  const made = newIndicatorOf(draft);
  if (made === undefined) return [];
  // Figures can be looked at before their indicator has a name.
  const named = ({ vi, en }: { vi: string; en: string }) => ({ vi: vi || "…", en });
  return [
    { ...rawOfIndicator({ ...made, name: named(made.name), unit: named(made.unit) }), code: rawOfIndicator(made).code },
  ];
};

/** Which expression and which answer what would be taken in is of. */
export const trialKeyOf = (draft: SourceDraft, isLive: boolean): string =>
  JSON.stringify([mappingOf(draft), draft.look?.of, indicatorsOf(draft), isLive]);

/**
 * What would be taken in of the answer that is there, by the core's own mapping and checks, whenever something of it is another.
 * @param isLive the platform is asked once more, as it will be
 */
export function useTrial(
  draft: SourceDraft,
  take: (trial: NonNullable<SourceDraft["trial"]>) => void,
  isLive: boolean,
): Asking {
  const { look, type, example } = draft;
  const mapping = mappingOf(draft);
  const key = trialKeyOf(draft, isLive);
  const isAskable = mapping !== undefined && mapping.trim() !== "" && look !== null;
  return useDraftTrial(
    draft.trial?.of === key || !isAskable ? null : key,
    () => {
      const { mapping: _, ...source } = wholeOf(draft);
      const asksPlatform = isLive && type !== "webhook" && example.trim() === "";
      const given = asksPlatform ? {} : { example: JSON.stringify(look?.result.input ?? null) };
      return { source, mapping, indicators: indicatorsOf(draft), secrets: secretsOf(draft), ...given };
    },
    (of, result) => take({ of, result }),
    restsForMs,
  );
}
