import { useEffect, useState } from "react";
import type { CheckedRow, EntryRow } from "#contract/entry/entry.ts";
import { CheckedRows } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";

/** Somebody goes on typing. */
const afterMs = 350;

/**
 * What the core says of a row as it is typed; null: nothing is typed.
 * @returns checked: of this very row, or undefined as long as that is not known
 */
export function useCheck(row: EntryRow | null): { checked: CheckedRow | undefined; isChecking: boolean } {
  const text = row === null ? null : JSON.stringify(row);
  const [told, setTold] = useState<{ text: string; checked?: CheckedRow }>();
  useEffect(() => {
    if (text === null) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      const question = {
        method: "POST",
        body: { rows: [JSON.parse(text)] },
        signal: gone.signal,
        changesNothing: true,
      } as const;
      askHere(routes.entryCheck, CheckedRows, question).then(
        ({ rows: [checked] }) => setTold({ text, ...(checked === undefined ? {} : { checked }) }),
        // Sending checks it again; without a network nobody can.
        () => !gone.signal.aborted && setTold({ text }),
      );
    }, afterMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [text]);
  const own = told?.text === text ? told : undefined;
  return { checked: own?.checked, isChecking: text !== null && own === undefined };
}
