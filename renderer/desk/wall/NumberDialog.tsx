import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { StoredScene, WallCommand } from "#contract/entities/wall-state.ts";
import { sceneNumberCount } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useKeyListener } from "../use-key-listener.ts";

type Props = {
  scene: StoredScene;
  scenes: readonly StoredScene[];
  /** The scene of each key, from 1. */
  numbers: readonly (string | null)[];
  onCommand: (command: WallCommand) => void;
  onClose: () => void;
};

/** The key of a scene, by hand: a digit gives it, 0 takes it away. Who has the key now is said before. */
export function NumberDialog({ scene, scenes, numbers, onCommand, onClose }: Props) {
  const { t, i18n } = useTranslation("desk");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const present = numbers.indexOf(scene.id) + 1;
  const choose = (number: number | null) => {
    if (number !== (present === 0 ? null : present)) onCommand({ type: "number", scene: scene.id, number });
    onClose();
  };
  useKeyListener((event) => {
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
    if (digit === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(digit === "0" ? null : Number(digit));
  });
  const nameOf = (id: string) => {
    const one = scenes.find((stored) => stored.id === id);
    return one === undefined ? id : inLanguage(one.name, i18n.language);
  };
  const becomes = (number: number) => {
    const holder = numbers[number - 1];
    if (holder == null) return t("wall.number.free");
    if (holder === scene.id) return t("wall.number.own");
    const name = nameOf(holder);
    return present > 0
      ? t("wall.number.swaps", { scene: name, number: present })
      : t("wall.number.loses", { scene: name });
  };
  return (
    <dialog ref={dialog} className="keys number-dialog" aria-label={t("wall.number.open")} onClose={onClose}>
      <h2>{t("wall.number.of", { scene: inLanguage(scene.name, i18n.language) })}</h2>
      <p className="quiet">{t("wall.number.choose")}</p>
      <ol>
        {Array.from({ length: sceneNumberCount }, (_, at) => at + 1).map((number) => (
          <li key={number}>
            <button type="button" className="button" aria-pressed={number === present} onClick={() => choose(number)}>
              <kbd>{number}</kbd> {becomes(number)}
            </button>
          </li>
        ))}
      </ol>
      <div className="surface-deeds">
        <button type="button" className="button" disabled={present === 0} onClick={() => choose(null)}>
          {t("wall.number.none")} <kbd>0</kbd>
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("keys.closeButton")} <kbd>Esc</kbd>
        </button>
      </div>
    </dialog>
  );
}
