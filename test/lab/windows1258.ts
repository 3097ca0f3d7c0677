import iconv from "iconv-lite";

/** Windows-1258 as Vietnamese office software writes it: marks as characters of their own after the letter. */
export function windows1258(text: string): Buffer {
  const marks = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const letters = [...text].map((letter) => {
    const found = letter.normalize("NFD").match(marks)?.join("") ?? "";
    return letter.normalize("NFD").replace(marks, "").normalize("NFC") + found;
  });
  return iconv.encode(letters.join(""), "windows1258");
}
