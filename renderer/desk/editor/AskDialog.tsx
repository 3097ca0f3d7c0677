import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  text: string;
  /** What can be answered, the usual first. */
  answers: readonly { word: string; isMain?: boolean; run: () => void }[];
  onClose: () => void;
};

/** A question before something is lost; Esc is the answer that changes nothing. */
export function AskDialog({ text, answers, onClose }: Props) {
  const { t } = useTranslation("editor");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys" aria-label={text} onClose={onClose}>
      <p>{text}</p>
      <div className="ask-answers">
        {answers.map(({ word, isMain, run }) => (
          <button
            key={word}
            type="button"
            className={isMain ? "button button-main" : "button"}
            onClick={() => {
              onClose();
              run();
            }}
          >
            {word}
          </button>
        ))}
        <button type="button" className="button" onClick={onClose}>
          {t("ask.stay")}
        </button>
      </div>
    </dialog>
  );
}
