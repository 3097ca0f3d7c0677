import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** So many guesses a password has to stand, as a power of ten: what is above cannot be tried behind a lock and argon2id. */
const leastGuesses = 9;
/** What is first in every list of guesses. */
const ofOwnWord = 0.5;
const ofYear = 1.7;
const ofRow = 1.3;
const longestWord = 24;
/** Rows of keys, and of letters and figures. */
const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()"];

export type KnownPasswords = {
  /**
   * Whether a password would be guessed soon: made of common passwords, names, years, rows of keys, or the same again.
   * @param ownWords what belongs to the person and the site
   */
  isKnown(password: string, ownWords: readonly string[]): Promise<boolean>;
};

/** Without marks and capitals, with letters in the place of the signs that stand for them. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
const asLetters = (text: string): string =>
  text
    .replace(/[@4]/g, "a")
    .replace(/[3€]/g, "e")
    .replace(/[1!|]/g, "i")
    .replaceAll("0", "o")
    .replace(/[$5]/g, "s")
    .replaceAll("7", "t");

/**
 * Looks a password up in two lists: the commonest 20,000 of those that were published (zxcvbn's, MIT), the most used first, and words that people
 * of the country and of this work think of. Read when the first password is set.
 * @param folder of the lists: `assets/passwords`
 */
export function createKnownPasswords(folder: string): KnownPasswords {
  let reading: Promise<ReadonlyMap<string, number>> | undefined;
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const [common, vietnamese] = await Promise.all([
      readFile(path.join(folder, "common.txt.gz")).then(promisify(gunzip)),
      readFile(path.join(folder, "vietnamese.txt"), "utf8"),
    ]);
    const ranks = new Map<string, number>();
    for (const [at, word] of [...common.toString("utf8").split("\n")].entries()) ranks.set(word, Math.log10(at + 2));
    const ofVietnamese = vietnamese.split("\n").filter((word) => word.length > 2);
    for (const word of ofVietnamese) ranks.set(word, Math.min(ranks.get(word) ?? 9, 2));
    return ranks;
  };
  return {
    async isKnown(password, ownWords) {
      reading ??= read();
      const ranks = await reading;
      const own = new Set(ownWords.flatMap(partsOf));
      return guessesOf(password, (word) => (own.has(word) ? ofOwnWord : ranks.get(word))) < leastGuesses;
    },
  };
}

/** "Trung tâm Điều hành" is guessed by its words, in one, and by first letters. */
function partsOf(text: string): string[] {
  const words = plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
  return [...words, words.join(""), words.map((word) => word[0]).join("")].filter((word) => word.length > 1);
}

/** The fewest guesses by which a password can be put together, as a power of ten. */
function guessesOf(password: string, rankOf: (word: string) => number | undefined): number {
  const text = plain(password);
  const letters = asLetters(text);
  const best: number[] = [0];
  for (let end = 1; end <= text.length; end++) {
    let least = (best[end - 1] ?? 0) + (/[a-z]/.test(text[end - 1] ?? "") ? 1.4 : 1.3);
    for (let start = Math.max(0, end - longestWord); start < end; start++) {
      const cost = costOf(text.slice(start, end), letters.slice(start, end), rankOf);
      const before = isAgain(text, start, end) ? 0.5 : cost;
      if (before !== undefined) least = Math.min(least, (best[start] ?? 0) + before);
    }
    best[end] = least;
  }
  return best[text.length] ?? 0;
}

function costOf(text: string, letters: string, rankOf: (word: string) => number | undefined): number | undefined {
  const rank = rankOf(text) ?? (letters === text ? undefined : rankOf(letters));
  if (rank !== undefined) return rank;
  if (/^(?:19|20)\d\d$/.test(text)) return ofYear;
  if (text.length < 3) return undefined;
  const reversed = [...text].reverse().join("");
  return rows.some((row) => row.includes(text) || row.includes(reversed)) ? ofRow : undefined;
}

/** What stood right before it, once more. */
const isAgain = (text: string, start: number, end: number): boolean => {
  const length = end - start;
  return start >= length && text.slice(start - length, start) === text.slice(start, end);
};
