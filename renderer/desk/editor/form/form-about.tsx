import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import type { Pick as Picked } from "../../../figures/picks.ts";
import { Mark } from "../../../ui/Mark.tsx";
import type { Mistake } from "./mistakes.ts";
import type { Choice } from "./PickBox.tsx";

/** What all fields of a form share. */
export type FormAbout = {
  /** A word of the editor; `otherwise` where there is none, as for a panel that is newer than the words. */
  word: (key: string, otherwise: string) => string;
  choicesOf: (pick: Picked) => readonly Choice[] | null;
  mistakes: readonly Mistake[];
  /** What a title begins with. */
  title: Words;
};

/** What is wrong at one place of the settings. @param withParts also what is wrong with the parts of what stands there */
export function MistakeLines({
  about,
  at,
  withParts = false,
}: {
  about: Pick<FormAbout, "mistakes">;
  at: string;
  withParts?: boolean;
}) {
  const { t } = useTranslation("editor");
  return about.mistakes
    .filter((mistake) => mistake.at === at || (withParts && mistake.at.startsWith(`${at}.`)))
    .map(({ at: mistakeKey, word, params }) => (
      <small key={`${mistakeKey} ${word}`} className="field-mistake tone-attention" role="alert">
        <Mark shape="up" />
        {t(`mistake.${word}`, params)}
      </small>
    ));
}
