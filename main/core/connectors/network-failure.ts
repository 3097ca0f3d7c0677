import { CodedError, type CodedMessage } from "#contract/errors.ts";

/** "host:port" of an address, without account, path or query, so that nothing secret gets into a sentence or a log. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host || "?";
  } catch {
    return "?";
  }
}

/** The operating system's or Node's code of an error or of what caused it (ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED…). */
function systemCodeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === "string") return code;
    // A host with several addresses fails with one error for each.
    if (at instanceof AggregateError) return systemCodeOf(at.errors[0]);
  }
  return undefined;
}

/** An error of a connection as a reason to show. Messages of libraries may hold the whole address, so only codes are taken over. */
export function unreachable(host: string, error: unknown): CodedMessage {
  if (error instanceof CodedError) return error.toMessage();
  const detail = systemCodeOf(error) ?? (error instanceof Error ? error.name : "?");
  return { code: "source.unreachable", params: { host, detail } };
}
