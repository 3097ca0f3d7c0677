import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

const keys = [
  ["F1", "help"],
  ["F2", "wall"],
  ["F8", "editor"],
  ["F3", "status"],
  ["F4", "trial"],
  ["F6", "outages"],
  ["F7", "map"],
  ["F9", "automation"],
  ["F10", "events"],
  ["↑ ↓", "move"],
  ["Ctrl Enter", "run"],
  ["1 … 9", "scene"],
  ["Space", "take"],
  ["Alt 1 … 9", "push"],
  ["/", "search"],
  ["B", "blank"],
  ["G", "giveBack"],
  ["Q", "release"],
  ["F", "freeze"],
  ["I", "identify"],
  ["L", "listen"],
  ["M · Ctrl M", "mute"],
  ["− · =", "level"],
  ["T", "banner"],
  ["N", "surfaces"],
  ["E", "edit"],
  ["P", "steer"],
  ["Ctrl Z · Ctrl Y", "undo"],
  ["Z", "takeBack"],
  ["← → · P · S", "programme"],
  ["N · R · E · H", "editAutomation"],
  ["Esc", "close"],
] as const;

/** Keys of the scene editor. */
const editorKeys = [
  ["1 … 9 · Tab", "tile"],
  ["← ↑ → ↓", "moveTile"],
  ["⇧ ← ↑ → ↓", "sizeTile"],
  ["Ctrl ←", "leap"],
  ["/", "add"],
  ["Enter", "form"],
  ["W", "whole"],
  ["X", "swap"],
  ["Del", "remove"],
  ["Ctrl D", "duplicate"],
  ["Ctrl C · X · V", "copy"],
  ["Ctrl S", "save"],
  ["Ctrl ↵", "saveAndPrepare"],
] as const;

/** All keys of the desk; Esc or F1 closes it. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys" aria-label={t("keys.title")} onClose={onClose}>
      <header>
        <h2>{t("keys.title")}</h2>
        <button type="button" className="button" onClick={onClose}>
          {t("keys.closeButton")} <kbd>Esc</kbd>
        </button>
      </header>
      <div className="keys-columns">
        <KeyList keys={keys} />
        <h3>{t("view.editor")}</h3>
        <KeyList keys={editorKeys} />
      </div>
    </dialog>
  );
}

function KeyList({ keys: list }: { keys: typeof keys | typeof editorKeys }) {
  const { t } = useTranslation("desk");
  return (
    <dl>
      {list.map(([key, word]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`keys.${word}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
