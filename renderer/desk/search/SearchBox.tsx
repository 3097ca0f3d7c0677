import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import { inLanguage } from "../../i18n/index.ts";
import { search } from "./search.ts";
import "./search.css";

const mostShown = 8;

type Props<Found> = {
  candidates: () => Found[];
  onChoose: (candidate: Found) => void;
  input: RefObject<HTMLInputElement | null>;
  /** What it is for. */
  label: string;
  /** What is told of each beside its name. */
  kindOf: (candidate: Found) => string;
};

/** Three letters bring anything up; arrows choose, Enter prepares it. */
export function SearchBox<
  Found extends { key: string; name: Words; tags?: readonly string[]; also?: readonly string[] },
>({ candidates, onChoose, input, label, kindOf }: Props<Found>) {
  const { t, i18n } = useTranslation("desk");
  const id = useId();
  const name = label;
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = typed.trim() === "" ? [] : search(candidates(), typed, mostShown);
  const choose = (candidate: Found | undefined) => {
    if (candidate === undefined) return;
    setTyped("");
    input.current?.blur();
    onChoose(candidate);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((index) => (index + step + found.length) % found.length);
    } else if (event.key === "Enter") choose(found[at]);
    else if (event.key === "Escape") {
      setTyped("");
      input.current?.blur();
    }
  };
  return (
    <div className="search">
      <input
        ref={input}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={name}
        placeholder={name}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" className="search-results" aria-label={name}>
        {found.map((candidate, index) => (
          <div
            key={candidate.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={() => choose(candidate)}
          >
            {inLanguage(candidate.name, i18n.language)} <small>{kindOf(candidate)}</small>
          </div>
        ))}
        {typed.trim() !== "" && found.length === 0 && <p className="quiet">{t("search.nothing")}</p>}
      </div>
    </div>
  );
}
