import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import type { ProfileList } from "#contract/http.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { useCamera } from "../../../state/cameras.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { search } from "../../search/search.ts";
import { makeChange, useProfileList } from "../changes/changes.ts";
import { beginCamera, editCamera } from "./camera-wizard.ts";

/** Every camera of the site: changed, taken out; a new one by N. */
export function CamerasSection() {
  const { t, i18n } = useTranslation("wizards");
  const list = useProfileList("cameras");
  const [typed, setTyped] = useState("");
  const all = (list.value?.items ?? []).map((one) => {
    const { vi = one.id, en = vi } = (one.item.name ?? {}) as { vi?: string; en?: string };
    return { ...one, name: { vi, en } };
  });
  const shown = typed.trim() === "" ? all : search(all, typed, all.length);
  return (
    <section className="setting-things" aria-labelledby="cameras-name">
      <header>
        <h2 id="cameras-name">{t("cameras.name")}</h2>
        <input
          type="search"
          aria-label={t("cameras.find")}
          placeholder={t("cameras.find")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="button button-main" onClick={beginCamera}>
          {t("camera.add")} <kbd>N</kbd>
        </button>
      </header>
      <p className="quiet">{t("cameras.counts", { count: all.length })}</p>
      <AskedNote failure={list.failure} isLoading={list.value === undefined} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <section className="setting-rows" tabIndex={0} aria-label={t("cameras.find")}>
        {shown.map((one) => (
          <Row key={one.id} one={one} name={inLanguage(one.name, i18n.language)} />
        ))}
      </section>
    </section>
  );
}

function Row({ one, name }: { one: ProfileList["items"][number] & { name: Words }; name: string }) {
  const { t } = useTranslation("wizards");
  const { t: status } = useTranslation("status");
  const reasonOf = useReason();
  const view = useCamera(one.id);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { item, id, mark } = one;
  const stream = item.stream as { type?: string } | undefined;
  const remove = () => {
    setBusy(true);
    setRefusal(undefined);
    makeChange({ kind: "camera-removed", name: one.name, items: [{ list: "cameras", id, mark, set: null }] })
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="setting-row">
      <p className="setting-row-name">
        {name}
        <small>
          {String(stream?.type).toUpperCase()} · {id}
          {one.isFromPack && ` · ${t("sources.ofPack")}`}
          {item.position === undefined && ` · ${t("camera.unplaced")}`}
        </small>
      </p>
      <p className="setting-row-state quiet">{view === undefined ? "" : status(`camera.${view.state}`)}</p>
      <p className="setting-row-deeds">
        <button
          type="button"
          className="button-quiet"
          aria-label={t("sources.editOne", { name })}
          onClick={() => editCamera({ id, item, mark })}
        >
          {t("sources.edit")}
        </button>
        <button
          type="button"
          className="button-quiet"
          disabled={isBusy || one.isFromPack}
          aria-label={t("cameras.removeOne", { name })}
          onClick={remove}
        >
          {t("cameras.remove")}
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
