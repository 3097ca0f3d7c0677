import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { Words } from "#contract/entities/text.ts";
import type { NewProfileChange, ProfileList } from "#contract/http.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { search } from "../../search/search.ts";
import { makeChange, useProfileList } from "./changes.ts";

/** A catalogue of thousands is searched, not scrolled. */
const mostShown = 200;

/** One of a list of the profile, as the file has it, with a name in both languages. */
export type Thing = ProfileList["items"][number] & { name: Words };

/** A list of the profile, by name. @returns all of it, and how the question went */
export function useThings(name: "sources" | "indicators" | "cameras") {
  const list = useProfileList(name);
  const all = (list.value?.items ?? []).map((one): Thing => {
    const { vi = one.id, en = vi } = (one.item.name ?? {}) as { vi?: string; en?: string };
    return { ...one, name: { vi, en } };
  });
  return { all, failure: list.failure, isLoading: list.value === undefined };
}

type SectionProps = ReturnType<typeof useThings> & {
  /** Names the words of its head. */
  kind: "sources" | "indicators" | "cameras";
  counts: string;
  /** Makes another one, by N. */
  add: { word: string; begin(): void };
  row(thing: Thing, name: string): ReactNode;
};

/** A list of the profile that is set up: searched by name, each with what can be done to it. */
export function ThingsSection({ kind, all, failure, isLoading, counts, add, row }: SectionProps) {
  const { t, i18n } = useTranslation("wizards");
  const [typed, setTyped] = useState("");
  const found = typed.trim() === "" ? all : search(all, typed, all.length);
  return (
    <section className="setting-things" aria-labelledby={`${kind}-name`}>
      <header>
        <h2 id={`${kind}-name`}>{t(`${kind}.name`)}</h2>
        <input
          type="search"
          aria-label={t(`${kind}.find`)}
          placeholder={t(`${kind}.find`)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="button button-main" onClick={add.begin}>
          {add.word} <kbd>N</kbd>
        </button>
      </header>
      {/* Before it is known how many there are, there are not none. */}
      {!isLoading && failure === undefined && <p className="quiet">{counts}</p>}
      <AskedNote failure={failure} isLoading={isLoading} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <section className="setting-rows" tabIndex={0} aria-label={t(`${kind}.find`)}>
        {found.slice(0, mostShown).map((one) => row(one, inLanguage(one.name, i18n.language)))}
        {found.length > mostShown && <p className="quiet">{t("things.more", { count: found.length - mostShown })}</p>}
      </section>
    </section>
  );
}

/** A change that a row makes by one key, and why it was refused. */
export function useTurn() {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const turn = (change: z.input<typeof NewProfileChange>) => {
    setBusy(true);
    setRefusal(undefined);
    makeChange(change)
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => setBusy(false));
  };
  return { isBusy, refusal, turn };
}

type RowProps = {
  name: string;
  /** Under the name: its kind, its id, and what else is to be known. */
  about: ReactNode;
  isFromPack: boolean;
  isOff?: boolean;
  state: ReactNode;
  refusal: Refusal | undefined;
  /** Keys. */
  children: ReactNode;
};

export function ThingRow({ name, about, isFromPack, isOff = false, state, refusal, children }: RowProps) {
  const { t } = useTranslation("wizards");
  const reasonOf = useReason();
  return (
    <div className="setting-row" data-off={isOff || undefined}>
      <p className="setting-row-name">
        {name}
        <small>
          {about}
          {isFromPack && ` · ${t("sources.ofPack")}`}
        </small>
      </p>
      <p className="setting-row-state quiet">{state}</p>
      <p className="setting-row-deeds">{children}</p>
      {refusal !== undefined && (
        <p className="tone-attention" role="alert">
          {reasonOf(refusal)}
        </p>
      )}
    </div>
  );
}

type KeyProps = { word: string; label: string; isDisabled?: boolean; why?: string | undefined; onPress(): void };

/** Something that can be done to a thing. @param label says to which, for whoever hears it */
export function ThingKey({ word, label, isDisabled = false, why, onPress }: KeyProps) {
  return (
    <button
      type="button"
      className="button-quiet"
      disabled={isDisabled}
      title={why}
      aria-label={label}
      onClick={onPress}
    >
      {word}
    </button>
  );
}
