import { DossierInput } from "#contract/dossiers/dossier.ts";

/** Members that are read of a dossier; what a platform sends beside them may tell of persons. */
const read: ReadonlySet<string> = new Set([...Object.keys(DossierInput.shape), "NgayYeuCau", "NgayNhan"]);
/** A text, of which the end may be missing, with the colon that makes it a name; or a number. */
const token = /"((?:[^"\\]|\\.)*)"?(\s*:)?|-?\d[\d.eE+-]*/gs;

/**
 * The beginning of an answer in JSON with the values alone of what is read of a dossier, and of short numbers that can be none of identity
 * or telephone. All other values are taken out, also those of lists: an applicant may stand under any name.
 */
export function hiddenAnswer(text: string): string {
  let name = "";
  return text.replace(token, (all, said: string | undefined, colon: string | undefined) => {
    if (colon !== undefined) {
      name = said ?? "";
      return all;
    }
    if (read.has(name) || (said === undefined && /^-?\d{1,6}$/.test(all))) return all;
    return '"…"';
  });
}

/** What would be read of a dossier that was refused. */
export const shownDossier = (candidate: unknown): unknown =>
  typeof candidate === "object" && candidate !== null
    ? Object.fromEntries(Object.entries(candidate).filter(([name]) => read.has(name)))
    : typeof candidate;
