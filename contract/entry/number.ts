/**
 * Numbers as people in offices write them: 12.480,5 (Vietnamese), 12,480.5 (English), 12 480,5. What could be two numbers is none: whoever
 * wrote it says which.
 */

export type ReadNumber =
  | { value: number; unit: string }
  /** The two numbers that it could be, as JavaScript writes them. */
  | { problem: "ambiguous"; could: [number, number] }
  | { problem: "not-a-number" }
  /** More digits after the decimal mark than the figure has. */
  | { problem: "too-precise"; digits: number };

/** Longer texts are no number. */
const longest = 60;
/** Digits that a double holds for certain. */
const mostDigits = 15;

/**
 * @param text as it was typed or stood in a cell; a unit may follow the number
 * @param decimals of the indicator: a reading with more of them is not meant
 */
export function readNumber(text: string, decimals: number): ReadNumber {
  const plain = text.normalize("NFC").trim().replace("\u2212", "-");
  const parts = plain.length > longest ? null : /^([+-]?)\s?(\d[\d.,\s']*)(.*)$/su.exec(plain);
  if (parts === null) return { problem: "not-a-number" };
  const [, sign = "", written = "", rest = ""] = parts;
  // What separates number and unit belongs to neither.
  const body = written.trimEnd();
  const unit = rest.trim();
  // "12.5.2026", "1e3" and "12-13" are something else; a unit has no digit but in "m3" and begins with a letter or a sign of its own.
  if (/^[.,\-+/:\d]/.test(unit) || /^[eE][\d+-]/.test(unit)) return { problem: "not-a-number" };
  const found = meaningsOf(body);
  if (found.length === 0) return { problem: "not-a-number" };
  const signed = found.map((one) => ({ ...one, value: sign === "-" ? 0 - one.value : one.value }));
  const fitting = signed.filter(({ digits }) => digits <= decimals);
  const [first, second] = fitting;
  if (first === undefined) return { problem: "too-precise", digits: Math.min(...signed.map(({ digits }) => digits)) };
  if (second !== undefined && second.value !== first.value)
    return { problem: "ambiguous", could: [first.value, second.value] };
  // 12.480 with two decimals at most is 12 480 to everybody here; 12,480 is 12,48 to some.
  const [odd] = signed.filter((one) => one.value !== first.value);
  if (odd !== undefined && body.includes(",") && decimals > 0)
    return { problem: "ambiguous", could: [first.value, odd.value] };
  return { value: first.value, unit };
}

type Meaning = { value: number; digits: number };

/** Every number that a run of digits and separators can be. */
function meaningsOf(body: string): Meaning[] {
  const spaced = body.replace(/['\s]/gu, " ");
  if (spaced.includes(" ")) {
    // Groups with spaces between leave one meaning to a mark after them.
    const parts = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/.exec(spaced);
    return parts === null ? [] : meaning((parts[1] ?? "").replaceAll(" ", ""), parts[2]);
  }
  const marks = [...body].filter((character) => character === "." || character === ",");
  if (marks.length === 0) return meaning(body);
  const last = marks.at(-1) as "." | ",";
  const at = body.lastIndexOf(last);
  const [before, after] = [body.slice(0, at), body.slice(at + 1)];
  const group = last === "." ? "," : ".";
  const found: Meaning[] = [];
  // As groups alone: 1.234.567.
  if (isGrouped(body, last)) found.push(...meaning(body.replaceAll(last, "")));
  // The last one as decimal mark, the other kind between groups.
  if (/^\d+$/.test(after) && !before.includes(last) && (/^\d+$/.test(before) || isGrouped(before, group)))
    // Who writes 12.480 writes groups, unless a figure has three digits after its mark.
    for (const one of meaning(before.replaceAll(group, ""), after))
      found.push(last === "." && found.length > 0 ? { ...one, digits: after.length } : one);
  return found;
}

/** Whether a text is groups of three with a mark between; one that begins with 0 is none: 0.500 is a half. */
const isGrouped = (text: string, mark: "." | ","): boolean => {
  const [first = "", ...others] = text.split(mark);
  return others.length > 0 && /^[1-9]\d{0,2}$/.test(first) && others.every((one) => /^\d{3}$/.test(one));
};

function meaning(whole: string, fraction = ""): Meaning[] {
  const digits = fraction.replace(/0+$/, "");
  if (whole.replace(/^0+/, "").length + digits.length > mostDigits) return [];
  return [{ value: Number(digits === "" ? whole : `${whole}.${digits}`), digits: digits.length }];
}
