import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** By where each is pressed: under pressure one looks for the place first. */
const groups = [
  {
    name: "pages",
    keys: [
      ["F1", "help"],
      ["F2", "wall"],
      ["F8", "editor"],
      ["F3", "status"],
      ["F4", "trial"],
      ["F6", "outages"],
      ["F7", "map"],
      ["F9", "automation"],
      ["F10", "events"],
      ["Esc", "close"],
    ],
  },
  {
    name: "onPages",
    keys: [
      ["↑ ↓", "move"],
      ["/", "search"],
      ["M · A · 0", "askMap"],
      ["Enter · N", "askMiddle"],
      ["← → · P · S", "programme"],
      ["N · R · E · H", "editAutomation"],
      ["Enter · A · N", "readOutages"],
      ["0 … 6 · C", "chooseEvents"],
      ["Ctrl Enter", "run"],
    ],
  },
  {
    name: "onWall",
    keys: [
      ["1 … 9", "scene"],
      ["Space", "take"],
      ["Alt 1 … 9", "push"],
      ["G", "giveBack"],
      ["B", "blank"],
      ["F", "freeze"],
      ["T", "banner"],
      ["I", "identify"],
      ["N", "surfaces"],
      ["E", "edit"],
      ["K", "number"],
      ["X", "takeAway"],
      ["Ctrl Z · Y", "undo"],
      ["Z", "takeBack"],
      ["Q", "release"],
    ],
  },
  {
    name: "camerasOnWall",
    keys: [
      ["P", "steer"],
      ["L", "listen"],
      ["M · Ctrl M", "mute"],
      ["− · =", "level"],
    ],
  },
  {
    name: "inEditor",
    keys: [
      ["1 … 9 · Tab", "tile"],
      ["← ↑ → ↓", "moveTile"],
      ["⇧ ← ↑ → ↓", "sizeTile"],
      ["Ctrl ←", "leap"],
      ["N", "newScene"],
      ["/", "add"],
      ["Enter", "form"],
      ["W", "whole"],
      ["X", "swap"],
      ["Del", "remove"],
      ["Ctrl D", "duplicate"],
      ["Ctrl C · X · V", "copy"],
      ["Ctrl S", "save"],
      ["Ctrl ↵", "saveAndPrepare"],
    ],
  },
] as const;

/** All keys of the desk; Esc or F1 closes it. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys all-keys" aria-label={t("keys.title")} onClose={onClose}>
      <header>
        <h2>{t("keys.title")}</h2>
        <button type="button" className="button" onClick={onClose}>
          {t("keys.closeButton")} <kbd>Esc</kbd>
        </button>
      </header>
      <div className="keys-columns">
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3>{t(`keys.${name}`)}</h3>
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
          </section>
        ))}
      </div>
    </dialog>
  );
}
