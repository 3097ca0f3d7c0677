/** The word for what kind of unit a commune is; everybody knows that it is one. */
export const plainName = (name: string): string =>
  name.replace(/^(?:xã|phường|thị trấn|đặc khu)\s+|\s+(?:commune|ward)$/iu, "").trim();

/**
 * A short code for each name, by which it is told from the others: the first letters of its words ("Lương Văn Tri": LVT), and as much
 * more of the last word or the first as tells those apart that would be the same; at last a number.
 * @param names plain, in an order that stays: only where two names are the same does it count
 */
export function codesOf(names: readonly string[]): string[] {
  const given = names.map((name) => candidates(name));
  const chosen = names.map(() => 0);
  const codeAt = (at: number): string => given[at]?.[Math.min(chosen[at] ?? 0, (given[at]?.length ?? 1) - 1)] ?? "";
  const longest = Math.max(0, ...given.map(({ length }) => length));
  for (let round = 1; round < longest; round += 1) {
    const same = groups(names.map((_, at) => codeAt(at)));
    for (const members of same) for (const at of members) chosen[at] = round;
    if (same.length === 0) break;
  }
  const codes = names.map((_, at) => codeAt(at));
  for (const members of groups(codes))
    for (const [number, at] of members.entries()) if (number > 0) codes[at] = free(`${codes[at]}${number + 1}`, codes);
  return codes;
}

function free(code: string, taken: readonly string[]): string {
  let found = code;
  while (taken.includes(found)) found += "'";
  return found;
}

/** From short to long; at least one. */
function candidates(name: string): string[] {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const letters = words.map((word) => [...word.normalize("NFC")]);
  const first = letters.map(([letter = ""]) => letter.toLocaleUpperCase("vi"));
  const last = letters.at(-1) ?? [];
  const lead = letters[0] ?? [];
  const initials = first.join("");
  const tail = last.slice(1);
  const body = words.length < 2 ? [] : lead.slice(1);
  const all = [initials];
  for (let more = 1; more <= Math.max(tail.length, body.length); more += 1) {
    if (more <= tail.length) all.push(initials + tail.slice(0, more).join(""));
    if (more <= body.length) all.push((first[0] ?? "") + body.slice(0, more).join("") + first.slice(1).join(""));
  }
  return initials === "" ? ["?"] : all;
}

/** Where the same stands more than once. */
function groups(codes: readonly string[]): number[][] {
  const found = new Map<string, number[]>();
  for (const [at, code] of codes.entries()) found.set(code, [...(found.get(code) ?? []), at]);
  return [...found.values()].filter(({ length }) => length > 1);
}
