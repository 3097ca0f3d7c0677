/** What a person looks at and points into: the beginning of an answer is enough. */
const mostItems = 500;
const mostKeys = 200;
const mostLetters = 400;
const mostDepth = 12;
/** Of all together: an answer of many long lists is not to fill the line. */
const mostValues = 6_000;

/** What an expression sees, as JSON, without the rest of what is long. */
export function cutInput(input: unknown): { value: unknown; isCut: boolean } {
  let isCut = false;
  let left = mostValues;
  const walk = (value: unknown, depth: number): unknown => {
    left -= 1;
    if (typeof value === "string" && value.length > mostLetters) {
      isCut = true;
      return `${value.slice(0, mostLetters)}…`;
    }
    if (typeof value !== "object" || value === null) return typeof value === "bigint" ? Number(value) : (value ?? null);
    if (value instanceof Date) return value.toISOString();
    if (depth >= mostDepth) {
      isCut = true;
      return "…";
    }
    const taken = <One>(all: readonly One[], most: number): One[] => {
      const some = all.slice(0, left <= 0 ? 1 : most);
      if (some.length < all.length) isCut = true;
      return some;
    };
    if (Array.isArray(value)) return taken(value, mostItems).map((one) => walk(one, depth + 1));
    return Object.fromEntries(taken(Object.entries(value), mostKeys).map(([key, one]) => [key, walk(one, depth + 1)]));
  };
  return { value: walk(input, 0), isCut };
}
