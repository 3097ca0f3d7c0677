import { useTranslation } from "react-i18next";
import { type Thing, ThingKey, ThingRow, ThingsSection, useThings, useTurn } from "../changes/Things.tsx";
import { beginIndicator, editIndicator } from "./indicator-wizard.ts";

/** Every indicator of the site, those out of use too: changed, its limits, out of use and back. */
export function IndicatorsSection() {
  const { t } = useTranslation("wizards");
  const things = useThings("indicators");
  return (
    <ThingsSection
      {...things}
      kind="indicators"
      counts={t("indicators.counts", { count: things.all.length })}
      add={{ word: t("indicator.add"), begin: beginIndicator }}
      row={(one, name) => <Row key={one.id} one={one} name={name} />}
    />
  );
}

function Row({ one, name }: { one: Thing; name: string }) {
  const { t } = useTranslation("wizards");
  const { isBusy, refusal, turn } = useTurn();
  const { item, id, mark, isFromPack } = one;
  const isRetired = item.isRetired === true;
  const limits = Array.isArray(item.thresholds) ? item.thresholds.length : 0;
  return (
    <ThingRow
      {...{ name, isFromPack, refusal }}
      about={`${id} · ${String(item.sector ?? "")}`}
      isOff={isRetired}
      state={isRetired ? t("indicators.retired") : t("limits.count", { count: limits })}
    >
      <ThingKey
        word={t("indicators.limits")}
        label={t("indicators.limitsOf", { name })}
        onPress={() => editIndicator({ id, item, mark }, "limits")}
      />
      <ThingKey
        word={t("sources.edit")}
        label={t("sources.editOne", { name })}
        onPress={() => editIndicator({ id, item, mark })}
      />
      <ThingKey
        word={t(isRetired ? "indicators.revive" : "indicators.retire")}
        label={t(isRetired ? "indicators.reviveOne" : "indicators.retireOne", { name })}
        isDisabled={isBusy}
        onPress={() =>
          turn({
            kind: isRetired ? "indicator-revived" : "indicator-retired",
            name: one.name,
            items: [{ list: "indicators", id, mark, set: { isRetired: isRetired ? null : true } }],
          })
        }
      />
    </ThingRow>
  );
}
