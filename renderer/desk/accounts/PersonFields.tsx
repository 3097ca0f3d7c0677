import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { Field } from "../automation/fields.tsx";
import { type Draft, suggestedName } from "./draft.ts";
import type { Belongings } from "./words.ts";

type Props = {
  draft: Draft;
  belongings: Belongings;
  onChange(draft: Draft): void;
  /** Of somebody new; absent: it stays. */
  isNew?: boolean;
  first?: Ref<HTMLInputElement>;
};

/** Who somebody is and where he belongs. */
export function PersonFields({ draft, belongings, onChange, isNew = false, first }: Props) {
  const { t, i18n } = useTranslation("accounts");
  const all = [...belongings.values()];
  const put = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const putFullName = (fullName: string) => {
    const isOwn = draft.name !== suggestedName(draft.fullName) && draft.name !== "";
    put(isNew && !isOwn ? { fullName, name: suggestedName(fullName) } : { fullName });
  };
  const putUnit = (unit: string) => {
    const { unit: _, ...rest } = draft;
    onChange(unit === "" ? rest : { ...rest, unit });
  };
  const text = (name: "title" | "phone" | "email", maxLength: number) => (
    <Field label={t(`field.${name}`)}>
      {(id) => (
        <input
          id={id}
          value={draft[name]}
          maxLength={maxLength}
          inputMode={name === "phone" ? "tel" : name === "email" ? "email" : "text"}
          autoComplete="off"
          onChange={(event) => put({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const options = (kind: "unit" | "commune") =>
    all
      .filter((one) => one.kind === kind)
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {inLanguage(name, i18n.language)}
        </option>
      ));
  return (
    <div className="accounts-fields">
      <Field label={t("field.fullName")}>
        {(id) => (
          <input
            id={id}
            ref={first}
            value={draft.fullName}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => putFullName(event.target.value)}
          />
        )}
      </Field>
      {isNew && (
        <Field label={t("field.name")}>
          {(id) => (
            <>
              <input
                id={id}
                value={draft.name}
                maxLength={64}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                aria-describedby={`${id}-hint`}
                onChange={(event) => put({ name: event.target.value.toLowerCase().trim() })}
              />
              <small id={`${id}-hint`} className="quiet">
                {t("field.nameHint")}
              </small>
            </>
          )}
        </Field>
      )}
      {text("title", 100)}
      <Field label={t("field.unit")}>
        {(id) => (
          <select id={id} value={draft.unit ?? ""} onChange={(event) => putUnit(event.target.value)}>
            <option value="">{t("office")}</option>
            {draft.unit !== undefined && !belongings.has(draft.unit) && (
              <option value={draft.unit}>{t("gone", { id: draft.unit })}</option>
            )}
            {options("unit")}
            {options("commune")}
          </select>
        )}
      </Field>
      {text("phone", 30)}
      {text("email", 200)}
    </div>
  );
}
