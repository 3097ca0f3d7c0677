import { CodedError, isErrorCode } from "#contract/errors.ts";
import { askApart, Overrun } from "../../apart/asking.ts";
import type { Answer, Inspected, Request } from "./inspection.ts";

/** A large file of areas takes seconds; what takes longer than this never ends. */
const endsWithinMs = 180_000;
const memoryMb = 1_024;

/**
 * Has a file looked at in a process of its own, with bounded memory and time.
 * @param program the process's program: `ownProgram("map-import")`
 * Rejects with CodedError of what is wrong with the file, or map.too-heavy.
 */
export async function inspectApart(program: string, request: Request, withinMs = endsWithinMs): Promise<Inspected> {
  const answer = (await askApart(program, request, { memoryMb, withinMs }).catch((error: unknown) => {
    if (!(error instanceof Overrun)) throw error;
    throw new CodedError("map.too-heavy", { name: request.name, detail: error.message });
  })) as Answer;
  if ("inspected" in answer) return answer.inspected;
  const { code, params } = answer.refused;
  throw isErrorCode(code) ? new CodedError(code, params) : new Error(code);
}
