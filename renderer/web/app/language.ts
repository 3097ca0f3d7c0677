import type { Language } from "#contract/entities/text.ts";

const key = "language";

/** What a private window or a full disk does not keep is asked for anew. */
export function kept(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(name) ?? null;
  } catch {
    return null;
  }
}

/** @returns whether it is kept */
export function keep(name: string, value: string | null): boolean {
  try {
    if (value === null) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** The language of this browser: as a link says (`?lang=en`), else as was chosen here, else Vietnamese. */
export function firstLanguage(search: string): Language {
  const asked = new URLSearchParams(search).get("lang");
  if (asked === "en" || asked === "vi") {
    // Whoever has opened such a link reads that language on the next page too.
    keep(key, asked);
    return asked;
  }
  return kept(key) === "en" ? "en" : "vi";
}

export const keepLanguage = (language: Language): void => void keep(key, language);
