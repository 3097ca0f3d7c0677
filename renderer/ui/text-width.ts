/** Widths of Be Vietnam Pro in em, semibold, by its own metrics; a class takes that of its wider members. */
const narrow = new Set("iIlj!.,:;·'|");
const slim = new Set("rtf()/J");
const wide = new Set("mwMW%…—");
const round = new Set("OQCGĐ");

/** A character's marks add nothing to its width: it stands for its letter. */
function em(character: string): number {
  if (character >= "0" && character <= "9") return 0.68;
  const letter = character.normalize("NFD").charAt(0);
  if (letter === " ") return 0.24;
  if (narrow.has(letter)) return 0.32;
  if (slim.has(letter)) return 0.46;
  if (wide.has(letter)) return 0.9;
  if (round.has(letter)) return 0.82;
  if (letter === "+" || letter === "−") return 0.65;
  return letter === letter.toUpperCase() && letter !== letter.toLowerCase() ? 0.73 : 0.63;
}

const known = new Map<string, number>();
/** More different texts than a wall shows at once; then it begins anew. */
const mostKnown = 5_000;

/** About how wide a text is, px; a little more rather than less. */
export function textWidthPx(text: string, fontPx: number): number {
  let width = known.get(text);
  if (width === undefined) {
    width = 0;
    for (const character of text) width += em(character);
    if (known.size >= mostKnown) known.clear();
    known.set(text, width);
  }
  return width * fontPx;
}
