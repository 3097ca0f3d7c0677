import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { Failure } from "#contract/http.ts";
import { authorization } from "../live/api.ts";
import { addressStore, lineCount } from "../state/connection.ts";

/** What the core says no to, or that it could not be reached (`message` null). */
export class Refusal extends Error {
  readonly coded: CodedMessage | null;

  constructor(coded: CodedMessage | null) {
    super(coded === null ? "unreachable" : sentence(coded, "en"));
    this.name = "Refusal";
    this.coded = coded;
  }
}

type Question = { method?: "GET" | "POST" | "PUT" | "DELETE"; body?: unknown; signal?: AbortSignal };

/**
 * Asks the core over HTTP, as whoever has this desk.
 * @throws Refusal; the signal's own error when it was aborted
 */
export async function askCore<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { method = "GET", body, signal }: Question = {},
): Promise<z.output<Schema>> {
  const answer = await send(path, { method, body, ...(signal === undefined ? {} : { signal }) });
  const parsed = schema.safeParse(answer.status === 204 ? null : await answer.json());
  if (!parsed.success) throw new Refusal(null);
  return parsed.data;
}

/** A picture or another file as a blob, for `URL.createObjectURL`. Fails like `askCore`. */
export const fetchBlob = async (path: string, signal: AbortSignal): Promise<Blob> =>
  (await send(path, { method: "GET", signal })).blob();

async function send(path: string, { method, body, signal }: Question): Promise<Response> {
  const address = addressStore.getState();
  if (address === null) throw new Refusal(null);
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  let answer: Response;
  try {
    answer = await fetch(new URL(path, address.origin), {
      method: method ?? "GET",
      headers: { ...authorization(address), ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal(null);
  }
  if (answer.ok) return answer;
  const failure = Failure.safeParse(await answer.json().catch(() => null));
  throw new Refusal(failure.success ? { code: failure.data.code, params: failure.data.params } : null);
}

export type Asked<Value> = {
  /** The last that was told; stays while it is asked again. */
  value: Value | undefined;
  /** Why the last question failed. */
  failure: Refusal | undefined;
  again(): void;
};

/**
 * What the core answers, asked when the component comes, with every new line to the core, and every `everyMs`.
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
    load.current = () => {
      latest.current(gone.signal).then(
        (value) => {
          if (!gone.signal.aborted) setTold({ key, value });
        },
        (error: unknown) => {
          if (gone.signal.aborted) return;
          const failure = error instanceof Refusal ? error : new Refusal(null);
          setTold((known) => (known.key === key ? { ...known, failure } : { key, failure }));
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
    };
  }, [key, everyMs]);
  const own = told.key === key ? told : undefined;
  return { value: own?.value, failure: own?.failure, again: () => load.current() };
}
