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

/** Codes of OpenSSL and Node for a certificate or a handshake that is not to be trusted. */
const tlsCode =
  /^(?:CERT_|CRL_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH|EPROTO)/;

/** An error of a connection as one of the catalogue. Messages of libraries may hold the whole address, so only codes are taken over. */
export function connectionError(host: string, error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const detail = systemCodeOf(error) ?? (error instanceof Error ? error.name : "?");
  return new CodedError(tlsCode.test(detail) ? "source.tls" : "source.unreachable", { host, detail }, { cause: error });
}

/** The same, as a reason to show. */
export const unreachable = (host: string, error: unknown): CodedMessage => connectionError(host, error).toMessage();

const refusals = new Set<string>(["source.refused", "source.token-refused", "source.no-right", "centre.wrong-role"]);

/** Whether somebody says no to our account: no attempt will do better before people do something. */
export const isRefusal = ({ code }: CodedError): boolean => refusals.has(code);
