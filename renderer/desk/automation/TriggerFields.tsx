import { useTranslation } from "react-i18next";
import { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { RuleTrigger } from "#contract/entities/rule.ts";
import { everyDay } from "#contract/entities/timetable.ts";
import { ConditionFields } from "./ConditionFields.tsx";
import { type Choices, useChoices } from "./choices.ts";
import { DaysFields } from "./DaysFields.tsx";
import { NumberField, SelectField, TimeField } from "./fields.tsx";

const kinds = ["figure", "time", "source-lost", "camera-lost", "camera-event"] as const;

const fresh = (kind: RuleTrigger["kind"], { indicators, sources, cameras }: Choices): RuleTrigger => {
  switch (kind) {
    case "figure":
      return { kind, indicator: indicators[0]?.value ?? "", is: "above", value: 0, forS: 10 };
    case "time":
      return { kind, at: "07:30", days: everyDay };
    case "source-lost":
      return { kind, source: sources[0]?.value ?? "", forS: 30 };
    case "camera-lost":
      return { kind, camera: cameras[0]?.value ?? "", forS: 10 };
    case "camera-event":
      return { kind, camera: null, event: null };
  }
};

type Props = { when: RuleTrigger; onChange: (when: RuleTrigger) => void };

/** What sets a rule off. */
export function TriggerFields({ when, onChange }: Props) {
  const { t } = useTranslation("desk");
  const choices = useChoices();
  const forS = (value: number, set: (forS: number) => RuleTrigger) => (
    <NumberField
      label={t("automation.forAtLeastLabel")}
      value={value}
      onChange={(number) => onChange(set(number ?? 0))}
    />
  );
  return (
    <div className="field-row">
      <SelectField
        label={t("automation.triggerLabel")}
        value={when.kind}
        options={kinds.map((value) => ({ value, text: t(`automation.trigger.${value}`) }))}
        onChange={(kind) => onChange(fresh(kind, choices))}
      />
      {when.kind === "figure" && <ConditionFields condition={when} onChange={onChange} />}
      {when.kind === "time" && (
        <>
          <TimeField label={t("automation.timeOfDay")} value={when.at} onChange={(at) => onChange({ ...when, at })} />
          <DaysFields days={when.days} onChange={(days) => onChange({ ...when, days })} />
        </>
      )}
      {when.kind === "source-lost" && (
        <>
          <SelectField
            label={t("automation.source")}
            value={when.source}
            options={choices.sources}
            onChange={(source) => onChange({ ...when, source })}
          />
          {forS(when.forS, (value) => ({ ...when, forS: value }))}
        </>
      )}
      {when.kind === "camera-lost" && (
        <>
          <SelectField
            label={t("automation.camera")}
            value={when.camera}
            options={choices.cameras}
            onChange={(camera) => onChange({ ...when, camera })}
          />
          {forS(when.forS, (value) => ({ ...when, forS: value }))}
        </>
      )}
      {when.kind === "camera-event" && (
        <>
          <SelectField
            label={t("automation.camera")}
            value={when.camera ?? ""}
            options={[{ value: "", text: t("automation.anyCamera") }, ...choices.cameras]}
            onChange={(camera) => onChange({ ...when, camera: camera === "" ? null : camera })}
          />
          <SelectField
            label={t("automation.event")}
            value={when.event ?? ""}
            options={[
              { value: "", text: t("automation.anyEvent") },
              ...CameraEventKind.options.map((value) => ({ value, text: t(`automation.eventKind.${value}`) })),
            ]}
            onChange={(event) => onChange({ ...when, event: CameraEventKind.safeParse(event).data ?? null })}
          />
        </>
      )}
    </div>
  );
}
