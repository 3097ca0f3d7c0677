import { gravestFirst } from "#contract/warnings/gravity.ts";
import type { Warning } from "#contract/warnings/warning.ts";

/** What holds at a moment, the gravest first: the core takes away what is over within seconds, and a line may be cut. */
export const shownAt = (warnings: Iterable<Warning>, nowMs: number): Warning[] =>
  gravestFirst([...warnings].filter(({ untilMs }) => untilMs > nowMs));

/** What it describes and what to do, in a language. */
export function moreIn(warning: Pick<Warning, "texts">, language: string): string {
  const text = textIn(warning, language);
  return [text?.description, text?.instruction].filter((one) => typeof one === "string").join(" ");
}

/** What a warning says in a language, or else in its first one. */
export const textIn = ({ texts }: Pick<Warning, "texts">, language: string): Warning["texts"][number] | undefined =>
  texts.find((one) => one.language.toLowerCase().startsWith(language)) ?? texts[0];
