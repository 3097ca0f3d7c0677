/**
 * Keys are written as "F", "Shift+B", "Ctrl+Z", "Space", "ArrowUp", and "1…9" for any of those digits. ⌘ counts as Ctrl. A digit is the
 * key in its place, since that row writes letters on a Vietnamese keyboard.
 */
type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Which digit was hit; undefined: none. */
export function digitOf({ code, key }: Pick<Pressed, "code" | "key">): number | undefined {
  const found = /^Digit(\d)$/.exec(code)?.[1] ?? (/^Numpad\d$/.test(code) && /^\d$/.test(key) ? key : undefined);
  return found === undefined ? undefined : Number(found);
}

/** How well the keys fit: 2 with all of them, 1 where Shift is held beside; 0 not at all. */
export function fitOf(keys: string, event: Pressed): 0 | 1 | 2 {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const named = parts.at(-1) ?? "";
  if ((event.ctrlKey || event.metaKey) !== parts.includes("Ctrl") || event.altKey !== parts.includes("Alt")) return 0;
  if (!isNamed(named, event)) return 0;
  const wantsShift = parts.includes("Shift");
  if (wantsShift === event.shiftKey) return 2;
  return wantsShift ? 0 : 1;
}

function isNamed(named: string, event: Pressed): boolean {
  const [, first, last] = /^(\d)(?:…(\d))?$/.exec(named) ?? [];
  if (first !== undefined) {
    const digit = digitOf(event);
    return digit !== undefined && digit >= Number(first) && digit <= Number(last ?? first);
  }
  return (named === "Space" ? " " : named.toLowerCase()) === event.key.toLowerCase();
}

const signs: Record<string, string> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  delete: "Del",
  shift: "⇧",
  escape: "Esc",
  "-": "−",
};

/** As a key's cap says it: "Ctrl Z", "⇧ B", "1 … 9". */
export const capOf = (keys: string): string =>
  (keys === "+" ? ["+"] : keys.split("+"))
    .map((part) => signs[part.toLowerCase()] ?? part.replace("…", " … "))
    .join(" ");
