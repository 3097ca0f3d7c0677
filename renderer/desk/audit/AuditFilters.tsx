import { type Ref, useId } from "react";
import { useTranslation } from "react-i18next";
import { AuditEntry } from "#contract/audit/entry.ts";
import { DateField } from "../dates/DateField.tsx";
import { type AuditFilter, isFiltering, noFilter } from "./asked.ts";
import { deedGroups, wordOfDeed } from "./words.ts";

const outcomes = [undefined, ...AuditEntry.shape.outcome.options];

type Props = { filter: AuditFilter; first: Ref<HTMLInputElement>; onFilter: (filter: AuditFilter) => void };

/** What is looked for, each with its name; outcomes by their keys. */
export function AuditFilters({ filter, first, onFilter }: Props) {
  const { t } = useTranslation("audit");
  const change = (part: Partial<AuditFilter>) => onFilter({ ...filter, ...part });
  return (
    <search className="audit-filter" aria-label={t("filter")}>
      <Day label={t("from")} value={filter.fromDay} onValue={(fromDay) => change({ fromDay })} field={first} />
      <Day label={t("to")} value={filter.toDay} onValue={(toDay) => change({ toDay })} />
      <Text label={t("who")} value={filter.who} onValue={(who) => change({ who })} />
      <DeedSelect value={filter.deed} onValue={(deed) => change({ deed })} />
      <Text label={t("target")} value={filter.target} onValue={(target) => change({ target })} />
      <Text label={t("address")} value={filter.address} onValue={(address) => change({ address })} />
      <fieldset className="audit-outcomes">
        <legend>{t("outcomeIs")}</legend>
        {outcomes.map((one, at) => (
          <button
            key={one ?? "all"}
            type="button"
            className="desk-tab"
            aria-pressed={one === filter.outcome}
            onClick={() => change({ outcome: one })}
          >
            {t(`outcome.${one ?? "all"}`)} <kbd>{at}</kbd>
          </button>
        ))}
      </fieldset>
      <button type="button" className="button-quiet" disabled={!isFiltering(filter)} onClick={() => onFilter(noFilter)}>
        {t("clear")} <kbd>Del</kbd>
      </button>
    </search>
  );
}

type TextProps = {
  label: string;
  value: string;
  onValue: (value: string) => void;
};

function Day({ label, field, ...day }: TextProps & { field?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className="audit-field audit-day">
      <label htmlFor={id}>{label}</label>
      <DateField id={id} {...day} {...(field === undefined ? {} : { field })} />
    </div>
  );
}

function Text({ label, value, onValue }: TextProps) {
  const id = useId();
  return (
    <div className="audit-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        maxLength={100}
        onChange={(event) => onValue(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </div>
  );
}

function DeedSelect({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { t, i18n } = useTranslation("audit");
  const id = useId();
  return (
    <div className="audit-field">
      <label htmlFor={id}>{t("deed")}</label>
      <select id={id} value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{t("anyDeed")}</option>
        {deedGroups.map(({ group, deeds }) => (
          <optgroup key={group} label={t(`groups.${group}`)}>
            {deeds.map((deed) => (
              <option key={deed} value={deed}>
                {wordOfDeed(deed, i18n.language)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
