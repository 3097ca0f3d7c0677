import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

const keys = [
  ["F1", "help"],
  ["F2", "wall"],
  ["F3", "status"],
  ["F4", "trial"],
  ["F6", "outages"],
  ["↑ ↓", "move"],
  ["Ctrl Enter", "run"],
  ["1 … 9", "scene"],
  ["Space", "take"],
  ["Alt 1 … 9", "push"],
  ["/", "search"],
  ["B", "blank"],
  ["G", "giveBack"],
  ["I", "identify"],
  ["T", "banner"],
  ["Ctrl Z · Ctrl Y", "undo"],
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
