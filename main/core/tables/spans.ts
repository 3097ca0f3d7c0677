const units = [
  { letter: "d", ms: 86_400_000, vi: "ngày", en: "days" },
  { letter: "h", ms: 3_600_000, vi: "giờ", en: "hours" },
  { letter: "m", ms: 60_000, vi: "phút", en: "minutes" },
  { letter: "s", ms: 1_000, vi: "giây", en: "seconds" },
] as const;
type Unit = (typeof units)[number];

const unitOf = (ms: number): Unit => units.find((unit) => ms % unit.ms === 0) ?? units[3];

/** "2 phút". */
export function spanWords(ms: number, language: "vi" | "en"): string {
  const unit = unitOf(ms);
  return `${ms / unit.ms} ${unit[language]}`;
}

/** "2 phút", "2 minutes", "2m" → "2m"; undefined for what is none of them. */
export function spanOf(text: string): string | undefined {
  const [, count = "", word = ""] = /^([1-9][0-9]{0,5})\s*(\p{L}+)$/u.exec(text.trim().normalize("NFC")) ?? [];
  const name = word.toLowerCase();
  const unit = units.find(({ letter, vi, en }) => name === letter || name === vi || name === en || `${name}s` === en);
  return unit === undefined ? undefined : `${count}${unit.letter}`;
}
