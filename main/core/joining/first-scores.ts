import { DocumentsStatus } from "#contract/documents/http.ts";
import { routes } from "#contract/routes.ts";
import { SourceScores } from "#contract/source-scores/http.ts";
import { askFirst, type FirstMachine } from "./asking.ts";

/**
 * How good the sources of the first machine are, and what it keeps of documents, at a joined one: platforms speak to the first alone.
 * Rejects as `askFirst` does.
 */
export const createFirstScores = (machine: FirstMachine) => ({
  sourceScores: { report: () => askFirst(machine, routes.sourceScores, SourceScores) },
  documents: { status: () => askFirst(machine, routes.documents, DocumentsStatus) },
});
