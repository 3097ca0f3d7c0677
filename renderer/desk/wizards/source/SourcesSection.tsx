import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import type { ProfileList, RawItem } from "#contract/http.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { useSources } from "../../../state/sources.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { search } from "../../search/search.ts";
import { makeChange, useProfileList } from "../changes/changes.ts";
import { type SourceDraft, sourceTypes } from "./draft.ts";
import { beginSource, editSource } from "./source-wizard.ts";

const nameOf = ({ item, id }: { item: RawItem; id: string }): Words => {
  const { vi, en } = (item.name ?? {}) as { vi?: string; en?: string };
  return { vi: vi ?? id, en: en ?? vi ?? id };
};

/** Every source of the site, those that are off too: changed, switched off and on; a new one by N. */
export function SourcesSection() {
  const { t, i18n } = useTranslation("wizards");
  const list = useProfileList("sources");
  // For the wizard, which is to know what names are taken.
  useProfileList("indicators");
  const [typed, setTyped] = useState("");
  const all = (list.value?.items ?? []).map((one) => ({ ...one, name: nameOf(one) }));
  const shown = typed.trim() === "" ? all : search(all, typed, all.length);
  const off = all.filter(({ item }) => item.isOff === true).length;
  return (
    <section className="setting-things" aria-labelledby="sources-name">
      <header>
        <h2 id="sources-name">{t("sources.name")}</h2>
        <input
          type="search"
          aria-label={t("sources.find")}
          placeholder={t("sources.find")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="button button-main" onClick={beginSource}>
          {t("source.add")} <kbd>N</kbd>
        </button>
      </header>
      <p className="quiet">{t("sources.counts", { count: all.length - off, off })}</p>
      <AskedNote failure={list.failure} isLoading={list.value === undefined} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <section className="setting-rows" tabIndex={0} aria-label={t("sources.find")}>
        {shown.map((one) => (
          <Row key={one.id} one={one} name={inLanguage(one.name, i18n.language)} />
        ))}
      </section>
    </section>
  );
}

type One = ProfileList["items"][number] & { name: Words };

function Row({ one, name }: { one: One; name: string }) {
  const { t } = useTranslation("wizards");
  const { t: status } = useTranslation("status");
  const reasonOf = useReason();
  const view = useSources().get(one.id);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { item, id, mark } = one;
  const isOff = item.isOff === true;
  const known: NonNullable<SourceDraft["known"]> = { id, item, mark };
  const canEdit = sourceTypes.some((type) => type === item.type);
  const turn = () => {
    setBusy(true);
    setRefusal(undefined);
    makeChange({
      kind: isOff ? "source-on" : "source-off",
      name: one.name,
      items: [{ list: "sources", id, mark, set: { isOff: !isOff } }],
    })
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="setting-row" data-off={isOff || undefined}>
      <p className="setting-row-name">
        {name}
        <small>
          {String(item.type)} · {id}
          {one.isFromPack && ` · ${t("sources.ofPack")}`}
        </small>
      </p>
      <p className="setting-row-state quiet">
        {isOff ? t("sources.off") : view === undefined ? "" : status(`source.${view.state}` as never, view.state)}
      </p>
      <p className="setting-row-deeds">
        <button
          type="button"
          className="button-quiet"
          disabled={!canEdit}
          title={canEdit ? undefined : t("sources.inFiles")}
          aria-label={t("sources.editOne", { name })}
          onClick={() => editSource(known)}
        >
          {t("sources.edit")}
        </button>
        <button
          type="button"
          className="button-quiet"
          disabled={isBusy}
          aria-label={t(isOff ? "sources.onOne" : "sources.offOne", { name })}
          onClick={turn}
        >
          {t(isOff ? "sources.turnOn" : "sources.turnOff")}
        </button>
      </p>
      {refusal !== undefined && (
        <p className="tone-attention" role="alert">
          {reasonOf(refusal)}
        </p>
      )}
    </div>
  );
}
