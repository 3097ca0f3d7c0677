import { useTranslation } from "react-i18next";
import type { SourceTrial } from "#contract/http.ts";
import { formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { useSite } from "../../../state/site.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { useMoments } from "../../moments.ts";
import { changeDraft } from "../frame/opened.ts";
import type { SourceDraft } from "./draft.ts";
import { Taken, useKnownIndicators } from "./Taken.tsx";
import { useTrial } from "./use-trial.ts";

const shownRows = 6;

/** What would be taken in and what the wall would show of it, as it is being set up. */
export function SourcePreview({ draft, step }: { draft: SourceDraft; step: string }) {
  const { t } = useTranslation("wizards");
  const isPointing = step === "fields" || step === "meaning";
  const { failure } = useTrial(draft, (trial) => changeDraft({ trial }), step === "check");
  const trial = draft.trial?.result.trial;
  const isReadings = draft.gives === "readings";
  if (!isReadings || trial === undefined || !(isPointing || step === "check"))
    return (
      <>
        <h2>{t("preview.taken")}</h2>
        <p className="quiet">{t(isReadings ? "preview.notYet" : "preview.otherThanReadings")}</p>
        <AskedNote failure={failure} isLoading={false} />
        <h2>{t("preview.wall")}</h2>
        <p className="quiet">{t("preview.wallNotYet")}</p>
      </>
    );
  return (
    <>
      {step !== "check" && (
        <>
          <h2>{t("preview.taken")}</h2>
          <AskedNote failure={failure} isLoading={false} />
          <Taken draft={draft} trial={trial} most={shownRows} />
        </>
      )}
      <h2>{t("preview.wall")}</h2>
      <WallTile draft={draft} trial={trial} />
    </>
  );
}

/** A tile of the wall as it would stand there with these figures: of several places what they add up to, with what is missing. */
function WallTile({ draft, trial }: { draft: SourceDraft; trial: SourceTrial }) {
  const { t, i18n } = useTranslation("wizards");
  const site = useSite();
  const moments = useMoments();
  const indicatorOf = useKnownIndicators(draft);
  const [first] = trial.readings;
  if (first === undefined) return <p className="quiet">{t("preview.nothing")}</p>;
  const indicator = indicatorOf(first.indicator);
  // Of a history that comes along the newest of each place is what a tile shows.
  const newest = new Map<string, SourceTrial["readings"][number]>();
  for (const one of trial.readings)
    if (one.indicator === first.indicator && one.asOfMs >= (newest.get(one.place)?.asOfMs ?? 0))
      newest.set(one.place, one);
  const own = [...newest.values()];
  const numbers = own.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const isSum = own.length > 1 && indicator?.isAdditive === true;
  const value = isSum ? numbers.reduce((sum, one) => sum + one, 0) : (own[0]?.value ?? null);
  const asOfMs = Math.min(...own.map((one) => one.asOfMs));
  const place = site?.placeOf.get(first.place);
  const where = isSum
    ? t("preview.ofPlaces", { count: own.length })
    : place === undefined
      ? first.place
      : inLanguage(place.name, i18n.language);
  const name = { ...draft.name, en: draft.name.en || draft.name.vi };
  return (
    <figure className="wizard-tile">
      <figcaption>
        {indicator?.name || t("preview.unnamed")} · {where}
      </figcaption>
      <p className="wizard-tile-value">
        {formatValue(value, { decimals: indicator?.decimals ?? 0, showsSign: false }, i18n.language)}{" "}
        <small>{indicator?.unit}</small>
      </p>
      {trial.invalid > 0 && (
        <p className="tone-attention">
          <Mark shape="up" />
          {t("preview.missing", { count: trial.invalid, all: trial.valid + trial.invalid })}
        </p>
      )}
      <p className="quiet">
        {moments.since(asOfMs)} · {inLanguage(name, i18n.language)}
      </p>
    </figure>
  );
}
