import { CodedError } from "#contract/errors.ts";
import { connectionError } from "../../outbound/network-failure.ts";

const maxDetailChars = 200;

/** What the server says of an error, PostgreSQL's documentation 55.8; `position` counts characters from 1. */
type ServerError = Error & { code: string; position?: string | undefined };

/** A SQLSTATE has five characters; Node's own codes are longer. */
const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code)) && "severity" in error;

/**
 * An error of a question as one of the catalogue, by its SQLSTATE (PostgreSQL's documentation, appendix A).
 * @param query as people wrote it
 * @param ahead how many characters were put before it
 */
export function questionError(host: string, error: unknown, query: string, ahead: number): CodedError {
  if (error instanceof CodedError) return error;
  const options = { cause: error };
  if (!isServerError(error)) {
    const said = error instanceof Error ? error.message : "";
    // The library tells these by its words alone.
    if (said.includes("does not support SSL")) return new CodedError("source.no-tls", { host }, options);
    if (said.includes("establishing an SSL") || said.includes("invalid response"))
      return new CodedError("source.not-postgresql", { host }, options);
    if (said.startsWith("SASL")) return new CodedError("source.refused", { host }, options);
    if (said.startsWith("Connection terminated"))
      return new CodedError("source.closed", { host, detail: "CLOSED" }, options);
    return connectionError(host, error);
  }
  const { code } = error;
  const detail = error.message.slice(0, maxDetailChars);
  if (code.startsWith("28")) return new CodedError("source.refused", { host }, options);
  if (code === "42501") return new CodedError("source.no-right", { host, detail }, options);
  if (code === "25006" || /data-modifying/.test(detail))
    return new CodedError("source.query-writes", { host }, options);
  // 08 the line, 53 no connection or memory left, 57 shut down or starting, 58 and XX its own trouble.
  if (/^(?:08|53|57P|58|XX)/.test(code))
    return new CodedError("source.unreachable", { host, detail: `${code} ${detail}` }, options);
  const before = query.slice(0, Math.max(0, Number(error.position ?? 0) - 1 - ahead));
  return error.position === undefined
    ? new CodedError("source.query-failed", { host, detail }, options)
    : new CodedError("source.query-wrong", { host, line: before.split("\n").length, detail }, options);
}
