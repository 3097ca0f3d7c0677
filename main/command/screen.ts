import type { Language, Words } from "#contract/entities/text.ts";
import { type CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import { type Say, sayIn } from "./words.ts";

/** How well something is, with the shape that says so without colour. */
export type Mark = "ok" | "attention" | "alarm" | "quiet";
const shapes: Record<Mark, string> = { ok: "●", attention: "▲", alarm: "✗", quiet: "○" };
/** The wall's status colours, as terminals have them. */
const colours: Record<Mark, number> = { ok: 32, attention: 33, alarm: 31, quiet: 90 };

/** Where a command speaks. With `--json` exactly one line goes to stdout, whatever happens. */
export type Screen = {
  readonly isJson: boolean;
  readonly language: Language;
  readonly say: Say;
  words(words: Words): string;
  reason(message: CodedMessage): string;
  /** dd/MM/yyyy HH:mm in this machine's time zone. */
  time(epochMs: number): string;
  number(value: number): string;
  mark(mark: Mark): string;
  /** White on black, whatever the terminal's colours are. */
  lightOnDark(text: string): string;
  /** `data` is printed with --json, `lines` are without. */
  show(data: unknown, lines: readonly string[]): void;
  /** A sentence to stderr, or the error as JSON. */
  fail(error: CodedError): void;
};

type Output = { write(text: string): unknown; isTTY?: boolean };

export function createScreen(options: { isJson: boolean; language: Language; stdout: Output; stderr: Output }): Screen {
  const { isJson, language, stdout, stderr } = options;
  const isColoured = stdout.isTTY === true && !process.env.NO_COLOR;
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  const numbers = new Intl.NumberFormat(locale);
  return {
    isJson,
    language,
    say: sayIn(language),
    words: (words) => words[language],
    reason: (message) => sentence(message, language),
    time(epochMs) {
      const at = new Date(epochMs);
      const two = (value: number) => String(value).padStart(2, "0");
      const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
      return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
    },
    number: (value) => numbers.format(value),
    mark: (mark) => (isColoured ? `\u001b[${colours[mark]}m${shapes[mark]}\u001b[0m` : shapes[mark]),
    lightOnDark: (text) => (isColoured ? `\u001b[97;40m${text}\u001b[0m` : text),
    show: (data, lines) => void stdout.write(isJson ? `${JSON.stringify(data)}\n` : `${lines.join("\n")}\n`),
    fail(error) {
      const message = error.toMessage();
      if (!isJson) {
        stderr.write(`${sentence(message, language)}\n`);
        return;
      }
      const both = { vi: sentence(message, "vi"), en: sentence(message, "en") };
      stdout.write(`${JSON.stringify({ error: { ...message, message: both } })}\n`);
    },
  };
}

/** Rows of cells under one another; the last column is as wide as it needs to be. */
export function columns(rows: readonly (readonly string[])[], indent = "  "): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  return rows.map((row) =>
    (
      indent + row.map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - width(cell)))).join("  ")
    ).trimEnd(),
  );
}

/** Characters as the reader counts them: without colour codes, marks joined to their letters. */
function width(cell: string): number {
  const plain = cell
    .split("\u001b")
    .map((part, at) => (at === 0 ? part : part.slice(part.indexOf("m") + 1)))
    .join("");
  return [...plain.normalize("NFC")].length;
}
