import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { ask, askForFile, type Question } from "../live/api.ts";
import type { Form, Told } from "../live/form.ts";
import { askedAgain, type Refusal, refusalOf } from "../live/refusal.ts";
import { type Sending, sendFile as send } from "../live/sending.ts";
import { addressStore, lineCount } from "./connection.ts";

export { Refusal, refusalOf } from "../live/refusal.ts";

/**
 * Asks the core this page belongs to, as whoever has the page, and reads the answer.
 * @throws Refusal; the signal's own reason when it was aborted
 */
export const askCore = <Of extends Form>(path: string, form: Of, question?: Question): Promise<Told<Of>> =>
  ask(addressStore.getState(), path, form, question);

/** A picture or another file, for `URL.createObjectURL`. Fails like `askCore`. */
export const fetchBlob = (path: string, question?: Question): Promise<Blob> =>
  askForFile(addressStore.getState(), path, question);

/** See live/sending.ts. */
export const sendFile = <Schema extends z.ZodType>(
  path: string,
  file: Blob,
  schema: Schema,
  sending: Sending,
): Promise<z.output<Schema>> => send(addressStore.getState(), path, file, schema, sending);

export type Asked<Value> = {
  /** The last that was told; stays while it is asked again. */
  value: Value | undefined;
  /** Why the last question failed. */
  failure: Refusal | undefined;
  again(): void;
};

/** After what came to nothing on the way; what the core says no to is not asked again for that. */
const againAfterMs = 5_000;

/**
 * What the core answers, asked when the component comes, with every new line to the core, and every `everyMs`; soon again where the way
 * to the core is broken. Given up when the component goes.
 * @param ask may change with every rendering; what counts is `key`: another one forgets the former answer
 */
export function useAsked<Value>(
  key: string,
  ask: (signal: AbortSignal) => Promise<Value>,
  everyMs?: number,
): Asked<Value> {
  const [told, setTold] = useState<{ key: string; value?: Value; failure?: Refusal }>({ key });
  const latest = useRef(ask);
  const load = useRef(() => {});
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const gone = new AbortController();
    let asked = 0;
    let answered = 0;
    let retry: ReturnType<typeof setTimeout> | undefined;
    load.current = () => {
      clearTimeout(retry);
      asked += 1;
      const own = asked;
      // An answer that was overtaken by a later one is older than what stands there.
      const isNews = () => {
        if (gone.signal.aborted || own < answered) return false;
        answered = own;
        return true;
      };
      latest.current(gone.signal).then(
        (value) => {
          if (isNews()) setTold({ key, value });
        },
        (error: unknown) => {
          if (!isNews()) return;
          const failure = askedAgain(refusalOf(error));
          setTold((known) => (known.key === key ? { ...known, failure } : { key, failure }));
          if (own !== asked || failure.why === "said") return;
          retry = setTimeout(() => load.current(), againAfterMs);
        },
      );
    };
    const undo = lineCount.subscribe(() => load.current());
    const timer = everyMs === undefined ? undefined : setInterval(() => load.current(), everyMs);
    load.current();
    return () => {
      gone.abort();
      undo();
      clearInterval(timer);
      clearTimeout(retry);
    };
  }, [key, everyMs]);
  const own = told.key === key ? told : undefined;
  return { value: own?.value, failure: own?.failure, again: () => load.current() };
}
