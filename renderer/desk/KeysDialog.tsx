import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

const keys = [
  ["F1", "help"],
  ["F3", "status"],
  ["F4", "trial"],
  ["F6", "outages"],
  ["↑ ↓", "move"],
  ["Ctrl Enter", "run"],
  ["Esc", "close"],
] as const;

/** All keys of the desk; Esc or F1 closes it. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys" aria-label={t("keys.title")} onClose={onClose}>
      <h2>{t("keys.title")}</h2>
      <dl>
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={onClose}>
        {t("keys.closeButton")}
      </button>
    </dialog>
  );
}
