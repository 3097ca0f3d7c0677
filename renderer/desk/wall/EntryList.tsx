import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WallEntry, WallState, Who } from "#contract/entities/wall-state.ts";
import { routes, WallEntryList } from "#contract/http.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { AskDialog } from "../editor/AskDialog.tsx";
import { useMoments } from "../moments.ts";
import { entryWords } from "./entry-words.ts";

const shown = 30;

const isSame = (one: Who | null, other: Who): boolean => one?.role === other.role && one.name === other.name;

type Props = {
  wall: WallState | null;
  /** Its first button is where the keyboard comes in. */
  list: RefObject<HTMLUListElement | null>;
  onUndo: () => void;
  onRedo: () => void;
  onTakeBack: (entry: number) => void;
};

/**
 * What was done to the wall, by whom and when. A key takes back the last of what one has done oneself, and it says which that is;
 * any other has a button, which asks first where it was somebody else's.
 */
export function EntryList({ wall, list, onUndo, onRedo, onTakeBack }: Props) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const told = useAsked("entries", (signal) =>
    askCore(`${routes.wallEntries}?limit=${shown}`, WallEntryList, { signal }),
  );
  const { again } = told;
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  // Every change of the wall is told; what was done is asked for then.
  const news = JSON.stringify(wall, (key, value: unknown) => (key === "scene" || key === "next" ? undefined : value));
  useEffect(() => {
    if (news !== "") latest.current();
  }, [news]);
  const [asked, setAsked] = useState<WallEntry>();
  const done = told.value;
  const wordsOf = (entry: WallEntry) => entryWords(entry, t, i18n.language, moments.since);
  const nameOf = ({ who }: WallEntry) => (who === null ? t("wall.byItself") : who.name || t("wall.atTheMachine"));
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== "Escape") return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined) buttons[at]?.blur();
    else buttons[at + step]?.focus();
  };
  return (
    <section className="entries">
      <h3>
        {t("wall.done")}
        <span>
          <button type="button" className="button-quiet" disabled={done?.toUndo == null} onClick={onUndo}>
            {t("wall.undo")} <kbd>Ctrl Z</kbd>
          </button>
          <button type="button" className="button-quiet" disabled={done?.toRedo == null} onClick={onRedo}>
            {t("wall.redo")} <kbd>Ctrl Y</kbd>
          </button>
        </span>
      </h3>
      <AskedNote failure={told.failure} isLoading={done === undefined} />
      {done?.entries.length === 0 && <p className="quiet">{t("wall.nothingDone")}</p>}
      <ul ref={list} onKeyDown={walk}>
        {done?.entries.map((entry) => (
          <li key={entry.id} className={entry.isUndone ? "entry-undone" : undefined}>
            <span>
              {wordsOf(entry)}
              {entry.isUndone && <small>{t("wall.isUndone")}</small>}
              {entry.id === done.toUndo && <kbd title={t("wall.isNextUndone")}>Ctrl Z</kbd>}
              {entry.id === done.toRedo && <kbd title={t("wall.isNextRedone")}>Ctrl Y</kbd>}
            </span>
            <span className="quiet">
              {nameOf(entry)} · {moments.since(entry.atMs)}
            </span>
            <span className="quiet entry-back-place">
              {entry.isRevocable && (
                <button
                  type="button"
                  className="button-quiet entry-back"
                  title={t("wall.takeBack")}
                  aria-label={`${t("wall.takeBack")}: ${wordsOf(entry)}`}
                  onClick={() => (isSame(entry.who, done.you) ? onTakeBack(entry.id) : setAsked(entry))}
                >
                  <svg viewBox="0 -2 16 20" aria-hidden="true">
                    <path d="M6 2 2 6l4 4M2 6h7.5a4 4 0 0 1 0 8H6" />
                  </svg>
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <AskDialog
          text={t("wall.askTakeBack", { who: nameOf(asked), time: moments.since(asked.atMs), of: wordsOf(asked) })}
          answers={[{ word: t("wall.takeBack"), isMain: true, run: () => onTakeBack(asked.id) }]}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
