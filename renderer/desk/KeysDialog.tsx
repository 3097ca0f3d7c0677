import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Command } from "./registry/command.ts";
import { deskCommands } from "./registry/commands.ts";
import type { DeskView } from "./registry/desk-view.ts";
import { capOf } from "./registry/press.ts";
import type { Rights } from "./registry/rights.ts";
import { useWord, type WordKey } from "./registry/word-key.ts";

type Props = { shown: readonly DeskView[]; open: string | undefined; rights: Rights; onClose: () => void };

/** All keys of the desk, by where each is pressed: under pressure one looks for the place first. Esc or F1 closes it. */
export function KeysDialog({ shown, open, rights, onClose }: Props) {
  const { t } = useTranslation("desk");
  const word = useWord();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [here] = shown.filter(({ id }) => id === open);
  const others = shown.filter(({ id }) => id !== open);
  const groups = [
    { name: "desk:keys.pages" as WordKey, shortcut: undefined, commands: deskCommands, isHere: false },
    ...(here === undefined ? [] : groupsOf(here, true)),
    ...others.flatMap((view) => groupsOf(view, false)),
  ];
  return (
    <dialog ref={dialog} className="keys all-keys" aria-label={t("keys.title")} onClose={onClose}>
      <header>
        <h2>{t("keys.title")}</h2>
        <p className="quiet">{t("keys.all")}</p>
        <button type="button" className="button" onClick={onClose}>
          {t("keys.closeButton")} <kbd>Esc</kbd>
        </button>
      </header>
      <div className="keys-columns">
        {groups.map(({ name, shortcut, commands, isHere }) => (
          <section key={name} data-here={isHere || undefined}>
            <h3>
              {word(name)} {shortcut !== undefined && <kbd>{shortcut}</kbd>}
            </h3>
            <dl>
              {rowsOf(commands.filter(({ right }) => rights.has(right))).map(({ command, caps }) => (
                <div key={command.id}>
                  <dt>
                    <kbd>{caps}</kbd>
                  </dt>
                  <dd>{word(command.words.row ?? command.words.name)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

/** A page's keys under its name and its own key, and those that have a heading of their own. */
function groupsOf({ words, shortcut, commands }: DeskView, isHere: boolean) {
  const names = [...new Set([words.name, ...commands.map(({ under }) => under ?? words.name)])];
  return names.map((name) => ({
    name,
    shortcut: name === words.name ? shortcut : undefined,
    commands: commands.filter(({ under }) => (under ?? words.name) === name),
    isHere,
  }));
}

/** One row for each command that is not in the row of another; what has no keys has none. */
export function rowsOf(commands: readonly Command[]): { command: Command; caps: string }[] {
  return commands
    .filter(({ beside }) => beside === undefined)
    .flatMap((command) => {
      const together = [command, ...commands.filter(({ beside }) => beside === command.id)];
      const caps = command.shown ?? together.flatMap(({ keys }) => keys.slice(0, 1).map(capOf)).join(" · ");
      return caps === "" ? [] : [{ command, caps }];
    });
}
