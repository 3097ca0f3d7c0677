import { DossierInput } from "#contract/dossiers/dossier.ts";

/** Members that are read of a dossier; what a platform sends beside them may tell of persons. */
const read: ReadonlySet<string> = new Set([...Object.keys(DossierInput.shape), "NgayYeuCau", "NgayNhan"]);
const member = /("((?:[^"\\]|\\.){1,200})"\s*:\s*)("(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*)/gs;

/**
 * The beginning of an answer in JSON with the values alone of what is read of a dossier, and of short figures that cannot be a
 * number of identity or telephone; all other values are taken out, for an applicant may stand under any name.
 */
export const hiddenAnswer = (text: string): string =>
  text.replace(member, (all, head: string, name: string, value: string) =>
    read.has(name) || /^-?\d{1,6}$/.test(value) ? all : `${head}"…"`,
  );

/** What would be read of a dossier that was refused. */
export const shownDossier = (candidate: unknown): unknown =>
  typeof candidate === "object" && candidate !== null
    ? Object.fromEntries(Object.entries(candidate).filter(([name]) => read.has(name)))
    : typeof candidate;
