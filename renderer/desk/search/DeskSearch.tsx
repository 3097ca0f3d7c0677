import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AutomationList } from "#contract/entities/automation.ts";
import type { Words } from "#contract/entities/text.ts";
import { routes } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import type { Site } from "../../state/site.ts";
import { useStoreValue } from "../../state/store.ts";
import { useWall } from "../../state/wall.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useEditorWords } from "../editor/editor-words.ts";
import type { DeskView } from "../registry/desk-view.ts";
import type { Rights } from "../registry/rights.ts";
import { useWord, type WordKey } from "../registry/word-key.ts";
import { lastScenes, useScenes } from "../wall/use-scenes.ts";
import { type Found, foundOf, viewFound } from "./found.ts";
import { closeSearch } from "./opening.ts";
import { search } from "./search.ts";
import "./search.css";

const mostShown = 9;
const mostLookedAt = 40;

/** What can be done now stands before what cannot. */
const possibleFirst = (found: readonly Found[]): Found[] =>
  [...found.filter(({ why }) => why === undefined), ...found.filter(({ why }) => why !== undefined)].slice(
    0,
    mostShown,
  );

type Props = { site: Site; shown: readonly DeskView[]; rights: Rights };

/**
 * Three letters bring up anything from any page: what can be shown, where to go, what to do. Arrows choose, Enter does it; what cannot
 * be done now says why and stays.
 */
export function DeskSearch(props: Props) {
  const { t, i18n } = useTranslation("desk");
  const word = useWord();
  const panelWords = useEditorWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  /** What was chosen and could not be done. */
  const [refused, setRefused] = useState<string>();
  // What can be done now changes with the wall.
  useWall();
  useScenes();
  const scenes = useStoreValue(lastScenes);
  const automation = useAsked("automation", (signal) => askCore(routes.automation, AutomationList, { signal }));
  // In the same moment: what is typed right after the key is meant for it.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  const wordsOf = (key: WordKey, params: Record<string, Words> = {}): Words => {
    const say = (lng: "vi" | "en") => {
      const own = Object.fromEntries(Object.entries(params).map(([name, words]) => [name, words[lng]]));
      return String(i18n.t(key as never, { lng, ...own } as never));
    };
    return { vi: say("vi"), en: say("en") };
  };
  const programmes = automation.value?.programmes ?? [];
  const isEmpty = typed.trim() === "";
  const found = isEmpty
    ? props.shown.map((view) => viewFound(view, { t, wordsOf }))
    : possibleFirst(search(foundOf({ ...props, ...panelWords, scenes, programmes, t, wordsOf }), typed, mostLookedAt));
  const choose = (one: Found | undefined) => {
    if (one === undefined) return;
    if (one.why !== undefined) return setRefused(one.key);
    closeSearch();
    // Closed before what it does looks for what is open, and puts the focus where it wants it.
    dialog.current?.close();
    one.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((now) => (now + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at]);
    }
  };
  return (
    <dialog ref={dialog} className="desk-search" aria-label={t("search.open")} onClose={closeSearch}>
      <input
        ref={input}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t("search.open")}
        placeholder={t("search.open")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          setRefused(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" className="desk-search-results" aria-label={t("search.open")}>
        {found.map((one, index) => (
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="desk-search-row"
            aria-selected={index === at}
            aria-disabled={one.why !== undefined || undefined}
            // Not a click: the input keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              setAt(index);
              choose(one);
            }}
          >
            <span className="desk-search-name">{inLanguage(one.name, i18n.language)}</span>
            <small>{one.kind}</small>
            {one.cap !== undefined && <kbd>{one.cap}</kbd>}
            {one.why !== undefined && (
              <span
                className={one.key === refused ? "desk-search-why tone-attention" : "desk-search-why"}
                role={one.key === refused ? "alert" : undefined}
              >
                {one.key === refused && <Mark shape="up" />}
                {word(one.why.key, one.why.params)}
              </span>
            )}
          </div>
        ))}
      </div>
      <p className="quiet">{!isEmpty && found.length === 0 ? t("search.nothing") : t("search.how")}</p>
    </dialog>
  );
}
