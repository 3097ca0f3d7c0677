import type { Dossier } from "#contract/dossiers/dossier.ts";

/** A dossier as an engine keeps it: a column a member, lists and facts as text. */
export type DossierRow = Omit<Dossier, "deadline" | "moved" | "supplements" | "facts" | "isSimulated"> & {
  dueFrom: string | null;
  workingDays: number | null;
  dueDay: string | null;
  calendar: string | null;
  movedFromMs: number | null;
  movedAtMs: number | null;
  supplements: string;
  facts: string;
  isSimulated: number;
};
export type ToldRow = Omit<DossierRow, "number" | "movedFromMs" | "movedAtMs">;

/** What makes a dossier another one than the one that is known. */
const told = [
  ...(["procedure", "procedureName", "field", "unit", "channel", "state", "acceptedMs", "dueToldMs"] as const),
  ...(["workingDays", "handledMs", "returnedMs", "endedOtherwiseMs", "supplements", "facts"] as const),
];

/**
 * What becomes of a dossier that is known when something is told of it. older: the platform has changed it since · same: nothing but that it
 * stood so at a later moment, too · else as it is to be kept.
 */
export function afterTold<Row extends ToldRow>(
  known: DossierRow,
  row: Row,
): "older" | "same" | (Row & Pick<DossierRow, "movedFromMs" | "movedAtMs">) {
  if (row.updatedAtMs < known.updatedAtMs) return "older";
  const isSamePromise = known.dueToldMs === row.dueToldMs;
  const { movedFromMs, movedAtMs } = isSamePromise ? known : { movedFromMs: null, movedAtMs: null };
  // What another calendar made of the due date stands until the platform promises another day.
  const next =
    movedAtMs !== null && row.dueDay === null
      ? { ...row, ...deadlineIn(known), dueMs: known.dueMs, movedFromMs, movedAtMs }
      : { ...row, movedFromMs, movedAtMs };
  return told.every((name) => known[name] === next[name]) ? "same" : next;
}

const deadlineIn = ({ dueFrom, workingDays, dueDay, calendar }: DossierRow) => ({
  ...{ dueFrom, workingDays, dueDay, calendar },
});
