/** What is left of a password without what is tried first has to be at least as long. */
const leastLeft = 6;

/**
 * Words that passwords here are made of, whatever stands around them: the commonest of published lists, and what people of the country
 * and of this work think of first. Without marks, lower case.
 */
const commonWords = ["password", "matkhau"];

/** Letters that stand for others, and marks. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[@4]/g, "a")
    .replaceAll("3", "e")
    .replaceAll("0", "o")
    .replaceAll("$", "s");

/** Whether a password is one of those that are tried first. */
export function isKnownPassword(password: string, ownWords: readonly string[]): boolean {
  const words = [...commonWords, ...ownWords.map(plain)];
  return words.some((word) => plain(password).replaceAll(word, "").length < leastLeft);
}
