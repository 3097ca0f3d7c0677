import { gravestFirst } from "#contract/warnings/gravity.ts";
import type { Warning } from "#contract/warnings/warning.ts";

/** What holds at a moment, the gravest first: the core takes away what is over within seconds, and a line may be cut. */
export const shownAt = (warnings: Iterable<Warning>, nowMs: number): Warning[] =>
  gravestFirst([...warnings].filter(({ untilMs }) => untilMs > nowMs));

/** What a warning says in a language, or else in its first one. */
export const textIn = ({ texts }: Pick<Warning, "texts">, language: string): Warning["texts"][number] | undefined =>
  texts.find((one) => one.language.toLowerCase().startsWith(language)) ?? texts[0];
