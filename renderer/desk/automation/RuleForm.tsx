import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "#contract/entities/rule.ts";
import { ActionFields } from "./ActionFields.tsx";
import { useChoices } from "./choices.ts";
import { EditForm, NameFields } from "./EditForm.tsx";
import { Check, NumberField } from "./fields.tsx";
import { TriggerFields } from "./TriggerFields.tsx";

type Props = {
  rule: Rule | undefined;
  onSave: (rule: Omit<Rule, "id">) => Promise<boolean>;
  onClose: () => void;
};

/** When, then, for how long. */
export function RuleForm({ rule, onSave, onClose }: Props) {
  const { t } = useTranslation("desk");
  const { scenes, indicators } = useChoices();
  const [draft, setDraft] = useState<Omit<Rule, "id">>(
    rule ?? {
      name: { vi: "", en: "" },
      isEnabled: true,
      priority: 5,
      when: { kind: "figure", indicator: indicators[0]?.value ?? "", is: "above", value: 0, forS: 10 },
      do: { kind: "scene", scene: scenes[0]?.value ?? "" },
      forS: null,
    },
  );
  const isMoment = draft.when.kind === "time" || draft.when.kind === "camera-event";
  return (
    <EditForm
      kind="rule"
      id={rule?.id}
      isChanged={draft !== rule}
      onSave={() => onSave(draft)}
      onClose={onClose}
      draft={draft}
    >
      <NameFields name={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
      <fieldset>
        <legend>{t("automation.when")}</legend>
        <TriggerFields
          when={draft.when}
          onChange={(when) => {
            const needsTime = when.kind === "time" || when.kind === "camera-event";
            setDraft({ ...draft, when, forS: needsTime ? (draft.forS ?? 60) : draft.forS });
          }}
        />
      </fieldset>
      <fieldset>
        <legend>{t("automation.then")}</legend>
        <ActionFields action={draft.do} onChange={(action) => setDraft({ ...draft, do: action })} />
      </fieldset>
      <fieldset>
        <legend>{t("automation.for")}</legend>
        <div className="field-row">
          {!isMoment && (
            <Check
              text={t("automation.whileSo")}
              isOn={draft.forS === null}
              onChange={(isOn) => setDraft({ ...draft, forS: isOn ? null : 60 })}
            />
          )}
          {draft.forS !== null && (
            <NumberField
              label={t("automation.secondsLabel")}
              value={draft.forS}
              onChange={(number) => setDraft({ ...draft, forS: number ?? Number.NaN })}
            />
          )}
          <NumberField
            label={t("automation.priorityLabel")}
            value={draft.priority}
            onChange={(number) => setDraft({ ...draft, priority: number ?? Number.NaN })}
          />
          <Check
            text={t("automation.isEnabled")}
            isOn={draft.isEnabled}
            onChange={(isEnabled) => setDraft({ ...draft, isEnabled })}
          />
        </div>
      </fieldset>
    </EditForm>
  );
}
