import type { DocumentAtOrgan, DocumentMessage, DocumentState } from "#contract/documents/document.ts";

/**
 * Which state is further on. A document never goes back: of two states the one further on counts, whichever came first, so the same
 * messages in any order and any number of times end in the same.
 */
const order: Record<DocumentState, number> = { "01": 0, "03": 1, "04": 2, "05": 3, "02": 4, "06": 5, "13": 6 };

export type Merged = {
  document: DocumentAtOrgan;
  isChanged: boolean;
  /** A message that was written later tells of a state before the one that is known. */
  wentBack: { known: DocumentState; told: DocumentState } | null;
};

/** What one message says of a document at each organisation that it concerns. */
export type Said = { organ: string } & (
  | { head: Pick<DocumentAtOrgan, "sender" | "code" | "dueOn"> & { saidAtMs: number } }
  | { sender: string | null }
) & { state: DocumentState; atMs: number };

export function saidIn(message: DocumentMessage): Said[] {
  if (message.kind === "state") {
    const { organ, sender, state, atMs } = message;
    return [{ organ, sender, state, atMs }];
  }
  const { from: sender, code, dueOn, atMs } = message;
  // Who takes a document back says nothing new of it.
  if (message.kind === "recalled") return message.to.map((organ) => ({ organ, sender, state: "13", atMs }));
  return message.to.map((organ) => ({ organ, head: { sender, code, dueOn, saidAtMs: atMs }, state: "01", atMs }));
}

/** @param known undefined: nothing is yet */
export function merge(
  known: DocumentAtOrgan | undefined,
  { source, id }: Pick<DocumentAtOrgan, "source" | "id">,
  said: Said,
): Merged {
  const { organ, state, atMs } = said;
  const first: DocumentAtOrgan = {
    ...{ source, id, organ, sender: null, code: null, dueOn: null, saidAtMs: null },
    ...{ arrivedAtMs: atMs, state, stateAtMs: atMs },
  };
  const before = known ?? first;
  const step = order[state] - order[before.state];
  const document: DocumentAtOrgan = {
    ...before,
    ...headOf(before, said),
    arrivedAtMs: Math.min(before.arrivedAtMs, atMs),
    state: step > 0 ? state : before.state,
    stateAtMs: step > 0 ? atMs : step === 0 ? Math.min(before.stateAtMs, atMs) : before.stateAtMs,
  };
  // A document that is sent anew with another due date begins at no state.
  const wentBack =
    step < 0 && atMs > before.stateAtMs && !("head" in said) ? { known: before.state, told: state } : null;
  const isChanged =
    known === undefined ||
    (Object.keys(first) as (keyof DocumentAtOrgan)[]).some((key) => document[key] !== known[key]);
  return { document, isChanged, wentBack };
}

/** The sender's last word; of two of one moment the greater text, so that their order does not matter. */
function headOf(before: DocumentAtOrgan, said: Said): Partial<DocumentAtOrgan> {
  if (!("head" in said)) return before.saidAtMs === null ? { sender: greater(before.sender, said.sender) } : {};
  const { head } = said;
  const isLater = before.saidAtMs === null || head.saidAtMs > before.saidAtMs;
  const isSame = head.saidAtMs === before.saidAtMs;
  return isLater || (isSame && textOf(head) > textOf(before)) ? head : {};
}

const greater = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

const textOf = ({ sender, code, dueOn }: Pick<DocumentAtOrgan, "sender" | "code" | "dueOn">): string =>
  JSON.stringify([sender, code, dueOn]);
