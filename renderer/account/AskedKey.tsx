import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import "./words.ts";

type Props = {
  word: string;
  /** What it means, before it is done. */
  question: string;
  isDisabled?: boolean;
  onYes(): void;
};

/** A key that asks first, in its own place: what follows stands beside what it is about. Esc leaves it. */
export function AskedKey({ word, question, isDisabled = false, onYes }: Props) {
  const { t } = useTranslation("account");
  const [isAsking, setAsking] = useState(false);
  const key = useRef<HTMLButtonElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) no.current?.focus();
    else if (wasAsking.current) key.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking)
    return (
      <button ref={key} type="button" className="account-key" disabled={isDisabled} onClick={() => setAsking(true)}>
        {word}
      </button>
    );
  const close = () => setAsking(false);
  return (
    <fieldset className="account-asked" onKeyDown={(event) => event.key === "Escape" && close()}>
      <legend>{question}</legend>
      <button
        type="button"
        className="account-key account-main"
        onClick={() => {
          close();
          onYes();
        }}
      >
        {t("own.yes")}
      </button>
      <button ref={no} type="button" className="account-key" onClick={close}>
        {t("cancel")}
      </button>
    </fieldset>
  );
}
