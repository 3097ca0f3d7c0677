import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";

/** As people write them in a table, and as they are told of. */
export const statusNames: Record<Reading["status"], Words> = {
  estimated: { vi: "ước tính", en: "estimate" },
  preliminary: { vi: "sơ bộ", en: "preliminary" },
  official: { vi: "chính thức", en: "official" },
  simulated: { vi: "mô phỏng", en: "simulated" },
};

const formats = new Map<string, Intl.NumberFormat>();
const format = (locale: string, decimals: number): Intl.NumberFormat => {
  const key = `${locale} ${decimals}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
    formats.set(key, made);
  }
  return made;
};

/** A number as each language writes it. */
export const numberWords = (value: number, decimals: number): Words => ({
  vi: format("vi-VN", decimals).format(value),
  en: format("en-US", decimals).format(value),
});
