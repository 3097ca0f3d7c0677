import { useTranslation } from "react-i18next";
import type { FigureCondition } from "#contract/entities/figure-condition.ts";
import { useChoices } from "./choices.ts";
import { NumberField, SelectField, TextField } from "./fields.tsx";

type Props<Condition> = { condition: Condition; onChange: (condition: Condition) => void };

/** A condition on a figure: which, where, against what, for how long, and when it is over. */
export function ConditionFields<Condition extends FigureCondition>({ condition, onChange }: Props<Condition>) {
  const { t } = useTranslation("desk");
  const choices = useChoices();
  const { indicator, place, is, value, overAt, forS } = condition;
  const change = (more: Partial<FigureCondition>) => {
    const next = { ...condition, ...more };
    if (next.place === undefined) delete next.place;
    if (next.overAt === undefined) delete next.overAt;
    onChange(next);
  };
  const numeric = (typed: string): number | string => {
    const number = Number(typed.replace(",", "."));
    return typed.trim() === "" || Number.isNaN(number) ? typed : number;
  };
  return (
    <>
      <SelectField
        label={t("automation.figure")}
        value={indicator}
        options={choices.indicators}
        onChange={(code) => change({ indicator: code, place: undefined })}
      />
      <SelectField
        label={t("automation.place")}
        value={place ?? ""}
        options={choices.placesOf(indicator)}
        onChange={(id) => change({ place: id === "" ? undefined : id })}
      />
      <SelectField
        label={t("automation.isLabel")}
        value={is}
        options={(["above", "below", "equal"] as const).map((one) => ({
          value: one,
          text: t(`automation.isWord.${one}`),
        }))}
        onChange={(one) => change({ is: one })}
      />
      {is === "equal" ? (
        <TextField
          label={t("automation.value")}
          value={String(value)}
          onChange={(typed) => change({ value: numeric(typed) })}
        />
      ) : (
        <>
          <NumberField
            label={t("automation.value")}
            step="any"
            value={typeof value === "number" ? value : null}
            onChange={(number) => change({ value: number ?? Number.NaN })}
          />
          <NumberField
            label={t("automation.overAtLabel")}
            step="any"
            value={overAt ?? null}
            onChange={(number) => change({ overAt: number ?? undefined })}
          />
        </>
      )}
      <NumberField
        label={t("automation.forAtLeastLabel")}
        value={forS}
        onChange={(number) => change({ forS: number ?? 0 })}
      />
    </>
  );
}
