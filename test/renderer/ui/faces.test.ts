import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { facesIn } from "../../lab/faces.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const page = facesIn(join(root, "renderer", "ui", "fonts.css"));
const map = facesIn(join(root, "renderer", "map", "fonts.css"));

/** What can come onto a screen: the pages with their words, errors and their sentences, what the core writes, the profile. */
const shown = globSync(
  [
    "renderer/**/*.{ts,tsx,css,json,html}",
    "contract/**/*.ts",
    "main/core/**/*.ts",
    "assets/profiles/**/*.{yaml,json,geojson}",
  ],
  { cwd: root },
).map((name) => join(root, name));

/** In comments of a profile; and what a chart's height of a line is asked by, never drawn. */
const unseen = "─国";

const missingIn = (text: string, families: readonly string[]): string[] => {
  const sets = families.flatMap((family) => {
    const faces = [...page, ...map].filter((face) => face.family === family);
    return [...new Set(faces.map(({ weight }) => weight))].map((weight) =>
      faces.filter((face) => face.weight === weight),
    );
  });
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0x20 && !unseen.includes(character) && !sets.every((faces) => faces.some((face) => face.has(code)));
  });
};

it("every character that can come onto a screen is in a face that is shipped, in every weight", () => {
  const missing = shown.flatMap((file) =>
    missingIn(readFileSync(file, "utf8"), ["Be Vietnam Pro", "Be Vietnam Pro Medium"]).map(
      (character) => `${character} U+${character.codePointAt(0)?.toString(16)} ${relative(root, file)}`,
    ),
  );
  expect(shown.length).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});

it("what numbers and times are written with is as well", () => {
  const from = Date.UTC(2026, 10, 27, 3, 5, 7);
  const written = ["vi-VN", "vi", "en-GB", "en"].flatMap((language) => [
    ...(["full", "long", "medium", "short"] as const).flatMap((style) =>
      [0, 9_000_000, 90_000_000].map((ms) =>
        new Intl.DateTimeFormat(language, { dateStyle: style, timeStyle: style, timeZone: "Asia/Bangkok" }).formatRange(
          from,
          from + ms,
        ),
      ),
    ),
    ...(
      [
        { style: "percent" },
        { notation: "compact" },
        { signDisplay: "always" },
        { style: "currency", currency: "VND" },
      ] as const
    ).flatMap((style) =>
      [-1_234_567.8, 12.5, 1e12].map((value) => new Intl.NumberFormat(language, style).format(value)),
    ),
    ...(["minute", "month"] as const).flatMap((unit) => new Intl.RelativeTimeFormat(language).format(-3, unit)),
  ]);
  expect(missingIn(written.join(""), ["Be Vietnam Pro"])).toEqual([]);
});

it("names that people write in Latin letters, units and signs of measuring are too", () => {
  expect(
    missingIn("Łódź Čeština Đặng Ươm ệ ₫ € PM₂.₅ CO₂ m³ km² µg Ω Δ ± × ÷ ≤ ≥ ≈ ½ ° ℃ № ↗ ↘ ↔ ✓ ✗ ★ ● ○ ■ ◆ ▲ ▼ ⚠", [
      "Be Vietnam Pro",
    ]),
  ).toEqual([]);
});

it("fails for a character that is in none", () => {
  expect(missingIn("Cửa khẩu 友 ◷", ["Be Vietnam Pro"])).toEqual(["友", "◷"]);
});
