/** The least that the core takes; contract/accounts/account.ts. */
export const leastPassword = 12;

export type Strength =
  | { level: "none" }
  | { level: "short"; missing: number }
  | { level: "guessable"; why: "name" | "common" | "sequence" | "repeats" | "plain" }
  | { level: "fair" }
  | { level: "good" };

/** What people here begin with; the core knows many more, and refuses them. */
const common = [
  ...["matkhau", "password", "admin", "quantri", "langson", "xulang", "vietnam", "tinhlang", "dieuhanh", "trungtam"],
  ...["welcome", "login", "letmein", "iloveyou", "anhyeuem", "emyeuanh", "hanoi", "truclan", "abc123"],
];
/** Rows of keys and orders that everybody knows. */
const orders = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const leet: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", $: "s", "!": "i" };

/** Without marks and large letters. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

/** Bits that a guesser has to find of what is left: little of letters that stand in words, as those follow one another. */
function bitsOf(text: string): number {
  let bits = 0;
  for (const part of text.match(/\p{Ll}{2,}|\p{Lu}|\p{L}|\p{N}|\s+|./gsu) ?? [])
    bits += /^\s/u.test(part)
      ? 1
      : part.length > 1
        ? part.length * 3
        : /\p{N}/u.test(part)
          ? 3.3
          : /\p{L}/u.test(part)
            ? 4.5
            : 5;
  return bits;
}

/**
 * How hard a password is to guess by somebody who knows the person, the office and what people do: parts that are such are worth next to nothing,
 * the rest what it is made of. Rather too low than too high.
 * @param about names of whoever it is for
 */
export function strengthOf(password: string, about: readonly string[]): Strength {
  const text = password.normalize("NFC");
  const length = [...text].length;
  if (length === 0) return { level: "none" };
  if (length < leastPassword) return { level: "short", missing: leastPassword - length };

  const seen = plain(text);
  const read = [...seen].map((one) => leet[one] ?? one).join("");
  const found: { why: Extract<Strength, { level: "guessable" }>["why"]; length: number }[] = [];
  let left = [...text];
  // As long as the text has one code unit a letter, as in whatever people type here, places in all three are the same.
  const take = (why: (typeof found)[number]["why"], from: number, count: number) => {
    found.push({ why, length: count });
    left = left.map((one, at) => (at >= from && at < from + count ? "\0" : one));
  };
  const names = about.flatMap((one) => plain(one).split(/[^a-z0-9]+/)).filter((one) => one.length > 2);
  const lists = [
    { why: "name", words: names },
    { why: "common", words: common },
  ] as const;
  for (const { why, words } of lists)
    for (const word of words)
      for (const form of new Set([seen, read]))
        for (let at = form.indexOf(word); at >= 0; at = form.indexOf(word, at + word.length))
          take(why, at, word.length);
  for (const order of orders)
    for (const way of [order, [...order].reverse().join("")])
      for (let at = 0; at + 4 <= seen.length; at += 1) {
        let count = 0;
        while (at + count < seen.length && way.includes(seen.slice(at, at + count + 1))) count += 1;
        if (count >= 4) take("sequence", at, count);
      }
  for (const { index, 0: run, 1: often, 2: twice = "" } of seen.matchAll(/(.{1,6}?)\1{2,}|(.{4,})\2/g)) {
    const once = (often ?? twice).length;
    take("repeats", index + once, run.length - once);
  }
  for (const { index, 0: year } of seen.matchAll(/(?:19|20)\d\d/g)) take("common", index, year.length);

  const bits = bitsOf(left.filter((one) => one !== "\0").join("")) + Math.min(found.length, 3) * 3;
  if (bits >= 50) return { level: "good" };
  if (bits >= 36) return { level: "fair" };
  const [worst] = found.sort((one, other) => other.length - one.length);
  return { level: "guessable", why: worst?.why ?? "plain" };
}
