import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { WallState } from "#contract/entities/wall-state.ts";
import { routes, WallEntryList } from "#contract/http.ts";
import { AskedNote } from "../AskedNote.tsx";
import { askCore, useAsked } from "../core.ts";
import { useMoments } from "../moments.ts";
import { entryWords } from "./entry-words.ts";

const shown = 30;

type Props = { wall: WallState | null; onUndo: () => void; onRedo: () => void };

/** What was done to the wall, by whom and when; a key takes back the last of what one has done oneself, and it says which that is. */
export function EntryList({ wall, onUndo, onRedo }: Props) {
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
  const list = told.value;
  return (
    <section className="entries">
      <h3>
        {t("wall.done")}
        <span>
          <button type="button" className="button-quiet" disabled={list?.toUndo == null} onClick={onUndo}>
            {t("wall.undo")} <kbd>Ctrl Z</kbd>
          </button>
          <button type="button" className="button-quiet" disabled={list?.toRedo == null} onClick={onRedo}>
            {t("wall.redo")} <kbd>Ctrl Y</kbd>
          </button>
        </span>
      </h3>
      <AskedNote failure={told.failure} isLoading={list === undefined} />
      {list?.entries.length === 0 && <p className="quiet">{t("wall.nothingDone")}</p>}
      <ul>
        {list?.entries.map((entry) => (
          <li key={entry.id} className={entry.isUndone ? "entry-undone" : undefined}>
            <span>
              {entryWords(entry, t, i18n.language)}
              {entry.isUndone && <small>{t("wall.isUndone")}</small>}
              {entry.id === list.toUndo && <kbd title={t("wall.isNextUndone")}>Ctrl Z</kbd>}
            </span>
            <span className="quiet">
              {entry.who === null ? t("wall.byItself") : entry.who.name || t("wall.atTheMachine")} ·{" "}
              {moments.since(entry.atMs)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
