import iconv from "iconv-lite";
import { CodedError } from "#contract/errors.ts";

/** What the library also knows, and what is no character set. */
const noCharset = /^(?:base64|hex|binary|internal|utf-?7.*)$/i;

/**
 * The text of an answer: in the character set that its Content-Type names, else UTF-8. Composed (NFC) where it is not
 * Unicode: Windows-1258 spells marks as characters of their own.
 * @throws CodedError source.charset-unknown
 */
export function answerText(bytes: Buffer, contentType: string | undefined, host: string): string {
  const charset = charsetOf(contentType);
  if (charset === undefined || /^utf-?8$/i.test(charset)) return withoutMark(bytes.toString("utf8"));
  if (noCharset.test(charset) || !iconv.encodingExists(charset))
    throw new CodedError("source.charset-unknown", { host, charset: charset.slice(0, 40) });
  return withoutMark(iconv.decode(bytes, charset).normalize("NFC"));
}

/** RFC 9110 8.3.1: the name is the same in small and large letters, the value may stand in quotes. */
function charsetOf(contentType = ""): string | undefined {
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const charset = (quoted ?? bare)?.trim();
  return charset === "" ? undefined : charset;
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");
