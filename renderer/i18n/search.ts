import type { Words } from "#contract/entities/text.ts";

/** Lower case without marks, as people type in a hurry: "Hữu Nghị" and "huu nghi" are one. */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();

type Findable = { name: Words; tags?: readonly string[]; also?: readonly string[] };

const wordsOf = (texts: readonly string[]): string[][] =>
  texts.map((text) =>
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** "kyc" and "bando" in "ky cung" and "ban do": the words run together from one of them on. */
const isJoined = (words: readonly string[], typed: string): boolean =>
  words.some((_, at) => words.slice(at).join("").startsWith(typed));

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join("");

/** "hn" in "cua khau huu nghi": the first letters of words that follow one another. A single letter is none. */
const isInitials = (words: readonly string[], typed: string): boolean =>
  typed.length > 1 && initialsOf(words).includes(typed);

/**
 * Every word that is typed begins a word of the name, of a tag, or of what it is called too; or is several of its words run
 * together; or their first letters. In this order, and first of all what begins with what is typed, then what has it as it is typed: of "kỳ cùng" the
 * river before "so với cùng kỳ".
 */
export function search<Named extends Findable>(candidates: readonly Named[], typed: string, limit: number): Named[] {
  const [wanted = []] = wordsOf([typed]);
  if (wanted.length === 0) return [];
  const begins = wanted.join(" ");
  const rankOf = ({ name, tags = [], also = [] }: Named): number | undefined => {
    const named = wordsOf([name.vi, name.en]);
    const all = [...named, ...wordsOf([...tags, ...also])];
    const fits = (texts: string[][], is: (words: string[], one: string) => boolean) =>
      wanted.every((one) => texts.some((words) => is(words, one)));
    const isBegun = (words: string[], one: string) => words.some((word) => word.startsWith(one));
    if (fits(named, isBegun)) {
      const places = named.map((words) => ` ${words.join(" ")}`.indexOf(` ${begins}`));
      return places.includes(0) ? 0 : places.some((at) => at > 0) ? 0.5 : 1;
    }
    if (fits(all, isBegun)) return 2;
    if (fits(all, isJoined)) return 3;
    if (!fits(all, (words, one) => isJoined(words, one) || isInitials(words, one))) return undefined;
    return named.some((words) => initialsOf(words).startsWith(wanted.join(""))) ? 4 : 5;
  };
  return candidates
    .flatMap((candidate) => {
      const rank = rankOf(candidate);
      return rank === undefined ? [] : [{ candidate, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
