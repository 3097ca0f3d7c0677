import type { ComponentType } from "react";
import type { Words } from "#contract/entities/text.ts";
import type { NewProfileChange, ProfileChangeView } from "#contract/http.ts";
import type { WordKey } from "../../registry/word-key.ts";

/*
 * A wizard is declared, not drawn: its steps with what each still lacks, a preview, and the change of the profile that comes of it. The
 * frame (WizardFrame.tsx) does the rest: steps at the left, keys, Esc, writing, taking back.
 *
 * To add one: a folder here with `<thing>-wizard.ts` (a `Wizard<Draft>`), its steps as components of `StepProps<Draft>`, a section for the
 * page where it is begun and its things are listed (`WizardSection`, a line in sections.ts), words in i18n `wizards.json`. Begin it with
 * `openWizard(wizard, draft)`. Whatever a step asks of the core must change nothing: what is written is written by the last step, in one
 * `NewProfileChange`, which can be taken back whole. What is done without a wizard, such as switching something off, goes by `makeChange`.
 */

/** Words with their parameters. */
export type Said = { key: WordKey; params?: Record<string, string | number> };
/** For words that are made outside a component. */
export type Sayer = {
  word(key: WordKey, params?: Record<string, unknown>): string;
  /** vi or en. */
  language: string;
  /** Of words in both languages, those that are read. */
  named(words: Words): string;
};

export type StepProps<Draft> = {
  draft: Draft;
  /** What is another now; a function is given the newest draft, for what comes later than the press that asked for it. */
  change(part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)): void;
  /** Goes on to the next step, as Enter does. */
  next(): void;
};

export type WizardStep<Draft> = {
  id: string;
  /** At the left while it is coming, and over the work. */
  name: WordKey;
  /** What is to be done, in one sentence under the name. */
  about: WordKey;
  /** Its answer in one line once it is done. */
  said(draft: Draft, sayer: Sayer): string;
  /** What is missing before one may go on. */
  lacks(draft: Draft): Said | undefined;
  Step: ComponentType<StepProps<Draft>>;
  /** Enter does something in the step itself: Ctrl Enter goes on. */
  isEnterTaken?(draft: Draft): boolean;
  /** This draft has no such step. */
  isLeftOut?(draft: Draft): boolean;
};

export type Wizard<Draft> = {
  id: string;
  /** Over all: "Thêm nguồn". */
  title(draft: Draft): Said;
  /** Beside it: what it is about as far as is known. */
  about(draft: Draft, sayer: Sayer): string;
  /** The last one is where it is looked through and written. */
  steps: readonly WizardStep<Draft>[];
  /** At the right, live. */
  Preview: ComponentType<{ draft: Draft; step: string }>;
  /** On the last step's button: "Bật", "Ghi". */
  finish(draft: Draft): WordKey;
  /** What is written. */
  toChange(draft: Draft): NewProfileChange;
  /** After it is written and counts. */
  onDone?(draft: Draft, change: ProfileChangeView): void;
};
