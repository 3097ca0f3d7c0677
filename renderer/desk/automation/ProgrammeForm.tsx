import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Programme, ProgrammeStep } from "#contract/entities/programme.ts";
import { ConditionFields } from "./ConditionFields.tsx";
import { useChoices } from "./choices.ts";
import { AppointmentsFields, DaysFields } from "./DaysFields.tsx";
import { EditForm, NameFields } from "./EditForm.tsx";
import { Check, NumberField, SelectField, TimeField } from "./fields.tsx";

type Props = {
  programme: Programme | undefined;
  onSave: (programme: Omit<Programme, "id">) => Promise<boolean>;
  onClose: () => void;
};

const allDay = { from: "07:00", to: "17:00", days: { weekdays: [], holidays: "any" as const, dates: [] } };

/** Steps in their order, each with its scene, time and conditions. */
export function ProgrammeForm({ programme, onSave, onClose }: Props) {
  const { t } = useTranslation("desk");
  const { scenes, indicators } = useChoices();
  const blank: ProgrammeStep = { scene: scenes[0]?.value ?? "", dwellS: 60, only: null, jumps: [] };
  const [draft, setDraft] = useState<Omit<Programme, "id">>(
    programme ?? { name: { vi: "", en: "" }, steps: [blank], starts: [], stops: [] },
  );
  const { steps } = draft;
  const setSteps = (next: ProgrammeStep[]) => setDraft({ ...draft, steps: next });
  const replace = (at: number, more: Partial<ProgrammeStep>) =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...more } : step)));
  const swap = (at: number, by: -1 | 1) => {
    const next = [...steps];
    const [step] = next.splice(at, 1);
    if (step !== undefined) next.splice(at + by, 0, step);
    setSteps(next);
  };
  const numbered = steps.map((step, index) => ({ step, index }));
  return (
    <EditForm
      kind="programme"
      id={programme?.id}
      isChanged={draft !== programme}
      onSave={() => onSave(draft)}
      onClose={onClose}
      draft={draft}
    >
      <NameFields name={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
      {numbered.map(({ step, index }) => (
        <fieldset key={index} className="step">
          <legend>
            {t("automation.stepNumber", { number: index + 1 })}
            <button type="button" className="button-quiet" disabled={index === 0} onClick={() => swap(index, -1)}>
              ↑
            </button>
            <button
              type="button"
              className="button-quiet"
              disabled={index === steps.length - 1}
              onClick={() => swap(index, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="button-quiet"
              disabled={steps.length === 1}
              aria-label={t("automation.removeRow")}
              onClick={() => setSteps(steps.filter((_, at) => at !== index))}
            >
              ×
            </button>
          </legend>
          <div className="field-row">
            <SelectField
              label={t("automation.scene")}
              value={step.scene}
              options={scenes}
              onChange={(scene) => replace(index, { scene })}
            />
            <NumberField
              label={t("automation.dwell")}
              value={step.dwellS}
              onChange={(number) => replace(index, { dwellS: number ?? Number.NaN })}
            />
            <Check
              text={t("automation.onlyAt")}
              isOn={step.only !== null}
              onChange={(isOn) => replace(index, { only: isOn ? allDay : null })}
            />
            <button
              type="button"
              className="button-quiet"
              onClick={() =>
                replace(index, {
                  jumps: [
                    ...step.jumps,
                    { when: { indicator: indicators[0]?.value ?? "", is: "above", value: 0, forS: 0 }, to: 1 },
                  ],
                })
              }
            >
              + {t("automation.addJump")}
            </button>
          </div>
          {step.only !== null && (
            <div className="field-row">
              <TimeField
                label={t("automation.from")}
                value={step.only.from}
                onChange={(from) => step.only !== null && replace(index, { only: { ...step.only, from } })}
              />
              <TimeField
                label={t("automation.to")}
                value={step.only.to}
                onChange={(to) => step.only !== null && replace(index, { only: { ...step.only, to } })}
              />
              <DaysFields
                days={step.only.days}
                onChange={(days) => step.only !== null && replace(index, { only: { ...step.only, days } })}
              />
            </div>
          )}
          {step.jumps
            .map((jump, at) => ({ jump, at }))
            .map(({ jump, at }) => {
              const set = (next: typeof jump) =>
                replace(index, { jumps: step.jumps.map((one, other) => (other === at ? next : one)) });
              return (
                <div className="field-row" key={at}>
                  <ConditionFields condition={jump.when} onChange={(when) => set({ ...jump, when })} />
                  <NumberField
                    label={t("automation.jumpTo")}
                    value={jump.to}
                    onChange={(to) => set({ ...jump, to: to ?? Number.NaN })}
                  />
                  <button
                    type="button"
                    className="button-quiet"
                    aria-label={t("automation.removeRow")}
                    onClick={() => replace(index, { jumps: step.jumps.filter((_, other) => other !== at) })}
                  >
                    ×
                  </button>
                </div>
              );
            })}
        </fieldset>
      ))}
      <button type="button" className="button" onClick={() => setSteps([...steps, blank])}>
        + {t("automation.addStep")}
      </button>
      <AppointmentsFields
        label={t("automation.starts")}
        list={draft.starts}
        onChange={(starts) => setDraft({ ...draft, starts })}
      />
      <AppointmentsFields
        label={t("automation.stops")}
        list={draft.stops}
        onChange={(stops) => setDraft({ ...draft, stops })}
      />
    </EditForm>
  );
}
