/** Widths of Be Vietnam Pro in em, semibold; enough to choose a size without asking the page to lay itself out. */
function em(character: string): number {
  if (character >= "0" && character <= "9") return 0.65;
  if (".,:·'|!il".includes(character)) return 0.3;
  if (character === " ") return 0.27;
  if (character === "+" || character === "−") return 0.62;
  return character === character.toUpperCase() ? 0.7 : 0.56;
}

/** About how wide a text is, px; a little more rather than less. */
export function textWidthPx(text: string, fontPx: number): number {
  let width = 0;
  for (const character of text) width += em(character);
  return width * fontPx;
}
