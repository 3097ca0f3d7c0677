import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { search } from "../../search/search.ts";

export type Choice = { id: string; name: Words };

const mostShown = 8;

type Props = {
  label: string;
  chosen: string | undefined;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  inputId?: string;
};

/** One of many by typing letters of its name, with or without marks; without letters the first ones. */
export function PickBox({ label, chosen, choices, onChoose, inputId }: Props) {
  const { t, i18n } = useTranslation("editor");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const known = choices.find(({ id }) => id === chosen);
  const name = known === undefined ? (chosen ?? "") : inLanguage(known.name, i18n.language);
  const isOpen = typed !== undefined;
  const found = !isOpen ? [] : typed.trim() === "" ? choices.slice(0, mostShown) : search(choices, typed, mostShown);
  const choose = (choice: Choice | undefined) => {
    if (choice !== undefined) onChoose(choice.id);
    setTyped(undefined);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen && found.length > 0) setAt((index) => (index + step + found.length) % found.length);
      else setTyped("");
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && isOpen) {
      // Closes the list; only the next one leaves the form.
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <div className="pick">
      <input
        ref={input}
        id={inputId}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${at}` : undefined}
        placeholder={name === "" ? t("form.pick") : name}
        value={typed ?? name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <div id={listId} role="listbox" aria-label={label} className="pick-list">
          {found.map((choice, index) => (
            <div
              key={choice.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(choice);
              }}
            >
              {inLanguage(choice.name, i18n.language)} <small>{choice.id}</small>
            </div>
          ))}
          {found.length === 0 && <p className="quiet">{t("form.nothingFound")}</p>}
        </div>
      )}
    </div>
  );
}
