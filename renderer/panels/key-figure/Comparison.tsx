import { useTranslation } from "react-i18next";
import { convertedSource } from "#contract/entities/derived-source.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { type Comparison, compareEarlier, compareIndicator, comparePlan } from "../../figures/comparator.ts";
import type { Comparator } from "../../figures/comparator-settings.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useHistory, valueAt } from "../../state/history.ts";
import { useIsFigureBeyond } from "../../state/reach.ts";
import { useReading } from "../../state/readings.ts";
import { useHomePlace, useIndicator } from "../../state/site.ts";

type Props<Kind extends Comparator["kind"]> = {
  comparator: Extract<Comparator, { kind: Kind }>;
  reading: Reading;
  indicator: IndicatorView;
};
type Draw = { draw: (comparison: Comparison | undefined) => React.ReactNode };

/** Points that a look back needs: enough that the value of that moment is near it. */
const earlierPoints = 120;

/** Finds what a figure is held against, and hands it on to be drawn; a component a kind, since each watches other stores. */
export function WithComparison({
  comparator,
  reading,
  indicator,
  draw,
}: { comparator: Comparator | undefined; reading: Reading; indicator: IndicatorView } & Draw) {
  const { t, i18n } = useTranslation("figure");
  if (comparator === undefined) return draw(undefined);
  switch (comparator.kind) {
    case "note":
      return draw({ mark: "none", tone: "normal", text: inLanguage(comparator.text, i18n.language) });
    case "plan":
      return draw(
        typeof reading.value === "number" ? comparePlan(reading.value, indicator, t, i18n.language) : undefined,
      );
    case "indicator":
      return <WithOther comparator={comparator} reading={reading} indicator={indicator} draw={draw} />;
    case "earlier":
      return <WithEarlier comparator={comparator} reading={reading} indicator={indicator} draw={draw} />;
  }
}

function WithOther({ comparator, draw }: Props<"indicator"> & Draw) {
  const { t, i18n } = useTranslation("figure");
  const home = useHomePlace();
  const other = useIndicator(comparator.indicator);
  const reading = useReading(comparator.indicator, comparator.place ?? home);
  const isBeyond = useIsFigureBeyond(comparator.indicator, comparator.place ?? home);
  const label = inLanguage(comparator.label, i18n.language);
  if (other === undefined)
    return draw({ mark: "none", tone: "normal", text: t("unknownIndicator", { code: comparator.indicator }) });
  if (isBeyond && reading === undefined)
    return draw({ mark: "none", tone: "normal", text: t("comparator.beyond", { label }) });
  const comparison = compareIndicator({ value: reading?.value, indicator: other }, label, t, i18n.language);
  if (reading?.source !== convertedSource) return draw(comparison);
  return draw({ ...comparison, text: `${comparison.text} (${t("source.converted")})` });
}

function WithEarlier({ comparator, reading, indicator, draw }: Props<"earlier"> & Draw) {
  const { t, i18n } = useTranslation("figure");
  const past = useHistory({
    indicator: reading.indicator,
    place: reading.place,
    spanMs: Math.round(comparator.span * 1.25),
    points: earlierPoints,
  });
  // Until the past is there it is not known whether there is enough of it.
  if (typeof reading.value !== "number" || past.state === "loading") return draw(undefined);
  const before = valueAt(past.points, reading.asOfMs - comparator.span);
  return draw(compareEarlier(reading.value, before, comparator.span, indicator, t, i18n.language));
}
