import { CodedError } from "#contract/errors.ts";

/**
 * JSON where it is JSON; a bare word or text ("OPEN") stays a text. What starts like an object, list or string of JSON
 * and is none is a broken message, not a text.
 * @param from topic, event or host, named in the failure
 * @throws CodedError source.not-json
 */
export function jsonOrText(payload: Uint8Array | string, from: string): unknown {
  const decoded = typeof payload === "string" ? payload : Buffer.from(payload).toString("utf8");
  const text = decoded.replace(/^\uFEFF/, "").trim();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/^[[{"]/.test(text)) return text;
    const detail = error instanceof Error ? error.message.slice(0, 160) : "?";
    throw new CodedError("source.not-json", { host: from, detail });
  }
}
