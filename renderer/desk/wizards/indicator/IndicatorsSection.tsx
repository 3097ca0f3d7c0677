import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "#contract/entities/text.ts";
import type { ProfileList } from "#contract/http.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useReason } from "../../../i18n/use-reason.ts";
import { type Refusal, refusalOf } from "../../../state/asking.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { search } from "../../search/search.ts";
import { makeChange, useProfileList } from "../changes/changes.ts";
import { beginIndicator, editIndicator } from "./indicator-wizard.ts";

/** A catalogue of thousands is searched, not scrolled. */
const mostShown = 200;

type One = ProfileList["items"][number] & { name: Words };

/** Every indicator of the site, those out of use too: changed, its limits, out of use and back. */
export function IndicatorsSection() {
  const { t, i18n } = useTranslation("wizards");
  const list = useProfileList("indicators");
  const [typed, setTyped] = useState("");
  const all: One[] = (list.value?.items ?? []).map((one) => {
    const { vi, en } = (one.item.name ?? {}) as { vi?: string; en?: string };
    return { ...one, name: { vi: vi ?? one.id, en: en ?? vi ?? one.id } };
  });
  const found = typed.trim() === "" ? all : search(all, typed, all.length);
  return (
    <section className="setting-things" aria-labelledby="indicators-name">
      <header>
        <h2 id="indicators-name">{t("indicators.name")}</h2>
        <input
          type="search"
          aria-label={t("indicators.find")}
          placeholder={t("indicators.find")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="button button-main" onClick={beginIndicator}>
          {t("indicator.add")} <kbd>N</kbd>
        </button>
      </header>
      <p className="quiet">{t("indicators.counts", { count: all.length })}</p>
      <AskedNote failure={list.failure} isLoading={list.value === undefined} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows */}
      <section className="setting-rows" tabIndex={0} aria-label={t("indicators.find")}>
        {found.slice(0, mostShown).map((one) => (
          <Row key={one.id} one={one} name={inLanguage(one.name, i18n.language)} />
        ))}
        {found.length > mostShown && (
          <p className="quiet">{t("indicators.more", { count: found.length - mostShown })}</p>
        )}
      </section>
    </section>
  );
}

function Row({ one, name }: { one: One; name: string }) {
  const { t } = useTranslation("wizards");
  const reasonOf = useReason();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { item, id, mark } = one;
  const isRetired = item.isRetired === true;
  const limits = Array.isArray(item.thresholds) ? item.thresholds.length : 0;
  const turn = () => {
    setBusy(true);
    setRefusal(undefined);
    makeChange({
      kind: isRetired ? "indicator-revived" : "indicator-retired",
      name: one.name,
      items: [{ list: "indicators", id, mark, set: { isRetired: isRetired ? null : true } }],
    })
      .catch((error: unknown) => setRefusal(refusalOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="setting-row" data-off={isRetired || undefined}>
      <p className="setting-row-name">
        {name}
        <small>
          {id} · {String(item.sector ?? "")}
          {one.isFromPack && ` · ${t("sources.ofPack")}`}
        </small>
      </p>
      <p className="setting-row-state quiet">
        {isRetired ? t("indicators.retired") : t("limits.count", { count: limits })}
      </p>
      <p className="setting-row-deeds">
        <button
          type="button"
          className="button-quiet"
          aria-label={t("indicators.limitsOf", { name })}
          onClick={() => editIndicator({ id, item, mark }, "limits")}
        >
          {t("indicators.limits")}
        </button>
        <button
          type="button"
          className="button-quiet"
          aria-label={t("sources.editOne", { name })}
          onClick={() => editIndicator({ id, item, mark })}
        >
          {t("sources.edit")}
        </button>
        <button
          type="button"
          className="button-quiet"
          disabled={isBusy}
          aria-label={t(isRetired ? "indicators.reviveOne" : "indicators.retireOne", { name })}
          onClick={turn}
        >
          {t(isRetired ? "indicators.revive" : "indicators.retire")}
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
