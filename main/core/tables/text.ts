import iconv from "iconv-lite";

/**
 * The text of a file whose encoding nobody told: by its byte order mark; else UTF-8, when every byte fits; else
 * Windows-1258, which older office software in Việt Nam writes. That code page spells marks as separate characters, so
 * all text is composed (NFC): headings and names then match however they were written.
 */
export function decodeText(bytes: Buffer): string {
  return decodeBytes(bytes)
    .normalize("NFC")
    .replace(/^\uFEFF/, "");
}

function decodeBytes(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, "utf-16be");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, "windows1258");
  }
}
