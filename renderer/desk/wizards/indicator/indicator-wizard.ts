import type { Words } from "#contract/entities/text.ts";
import { knownIds } from "../changes/changes.ts";
import { openWizard } from "../frame/opened.ts";
import type { Said, Wizard } from "../frame/wizard.ts";
import {
  changedKeys,
  codeOf,
  draftOfIndicator,
  type IndicatorDraft,
  newIndicator,
  numberOf,
  rawOfIndicator,
} from "./draft.ts";
import { IndicatorPreview } from "./IndicatorPreview.tsx";
import { IndicatorCheckStep, MeasureStep, NameStep } from "./steps.tsx";
import { ThresholdsStep } from "./ThresholdsStep.tsx";
import "../source/source.css";
import "./indicator.css";

const lacking = (key: Said["key"]): Said => ({ key });
/** What has no English words yet is told in Vietnamese. */
const inBoth = ({ vi, en }: Words): Words => ({ vi, en: en || vi });
const isWrongNumber = (typed: string) => typed.trim() !== "" && numberOf(typed) === undefined;

/** An indicator: its name, how it is counted, its limits with how often each would have been passed. */
export const indicatorWizard: Wizard<IndicatorDraft> = {
  id: "indicator",
  title: ({ known }) => ({ key: known === null ? "wizards:indicator.add" : "wizards:indicator.edit" }),
  about: ({ name, unit }, { named }) => [named(inBoth(name)), named(inBoth(unit))].filter(Boolean).join(" · "),
  finish: ({ known }) => (known === null ? "wizards:indicator.finish" : "wizards:frame.write"),
  Preview: IndicatorPreview,
  steps: [
    {
      ...{ id: "name", name: "wizards:step.iName", about: "wizards:step.iNameAbout", Step: NameStep },
      said: ({ name, unit }, { named }) => `${named(inBoth(name))} · ${named(inBoth(unit))}`,
      lacks: ({ name, unit }) =>
        name.vi.trim() === "" || unit.vi.trim() === "" ? lacking("wizards:lack.indicator") : undefined,
    },
    {
      ...{ id: "measure", name: "wizards:step.iMeasure", about: "wizards:step.iMeasureAbout", Step: MeasureStep },
      said: ({ period, lateAfter }, { word }) =>
        `${word(`wizards:indicator.periodOf.${period}`)} · ${word("wizards:meaning.lateSaid", { span: lateAfter })}`,
      lacks: ({ decimals, plan, least, greatest, lateAfter, staleAfter, lostAfter }) => {
        if ([decimals, plan, least, greatest].some(isWrongNumber)) return lacking("wizards:lack.number");
        return [lateAfter, staleAfter, lostAfter].includes("") ? lacking("wizards:lack.freshness") : undefined;
      },
    },
    {
      ...{ id: "limits", name: "wizards:step.iLimits", about: "wizards:step.iLimitsAbout", Step: ThresholdsStep },
      said: ({ thresholds }, { word }) => word("wizards:limits.count", { count: thresholds.length }),
      lacks: ({ thresholds }) => {
        if (thresholds.some(({ value }) => numberOf(value) === undefined)) return lacking("wizards:lack.limit");
        return thresholds.some(({ name }) => name.vi.trim() === "") ? lacking("wizards:lack.limitName") : undefined;
      },
    },
    {
      ...{ id: "check", name: "wizards:step.iCheck", about: "wizards:step.iCheckAbout", Step: IndicatorCheckStep },
      said: () => "",
      lacks: () => undefined,
    },
  ],
  toChange(draft) {
    const { known } = draft;
    const raw = rawOfIndicator(draft);
    return {
      kind: known === null ? "indicator-added" : "indicator-changed",
      name: inBoth(draft.name),
      items: [
        {
          ...{ list: "indicators", id: codeOf(draft), mark: known?.mark ?? null },
          set: known === null ? raw : changedKeys(known.item, raw),
        },
      ],
    };
  },
};

/** Opens the wizard for a new indicator. */
export const beginIndicator = (): void => openWizard(indicatorWizard, newIndicator(knownIds("indicators")));

/** Opens it for one that is there. @param step where to begin */
export const editIndicator = (known: NonNullable<IndicatorDraft["known"]>, step?: string): void =>
  openWizard(indicatorWizard, draftOfIndicator(known), step);
