import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountView, Substitution } from "#contract/accounts/account.ts";
import { Field } from "../automation/fields.tsx";
import { DateField } from "../dates/DateField.tsx";

type Props = {
  account: AccountView;
  accounts: readonly AccountView[];
  substitutions: readonly Substitution[];
  /** The day at the site, "2026-11-27". */
  today: string;
  isAdding: boolean;
  onAdd(isAdding: boolean): void;
  /** @returns whether it was taken */
  onSubstitute(substitution: Omit<Substitution, "id">): Promise<boolean>;
  onRemove(substitution: Substitution): void;
};

const dayWords = (day: string) => {
  const [year, month, date] = day.split("-");
  return `${date}/${month}/${year}`;
};

/** Who stands in for somebody, and for whom he does, with the days; a new one. */
export function Substitutions(props: Props) {
  const { account, accounts, substitutions, today, isAdding, onAdd, onRemove } = props;
  const { t } = useTranslation("accounts");
  const nameOf = (id: string) => accounts.find((one) => one.id === id)?.fullName ?? id;
  const own = substitutions
    .filter((one) => one.account === account.id || one.by === account.id)
    .sort((one, other) => other.to.localeCompare(one.to));
  return (
    <section className="accounts-part">
      <h3>{t("substitution.title")}</h3>
      {own.length === 0 && !isAdding && <p className="quiet">{t("substitution.none")}</p>}
      <ul className="accounts-substitutions">
        {own.map((one) => {
          const days = { from: dayWords(one.from), to: dayWords(one.to) };
          const isHis = one.account === account.id;
          const words = isHis
            ? t("substitution.of", { name: nameOf(one.by), ...days })
            : t("substitution.for", { name: nameOf(one.account), ...days });
          const when = one.to < today ? "over" : one.from <= today ? "now" : undefined;
          return (
            <li key={one.id}>
              <span className={when === "over" ? "quiet" : undefined}>
                {words}
                {one.reason !== "" && <span className="quiet"> · {one.reason}</span>}
                {when !== undefined && <small>{t(`substitution.${when}`)}</small>}
              </span>
              <button
                type="button"
                className="button-quiet"
                aria-label={`${t("substitution.remove")}: ${words}`}
                onClick={() => onRemove(one)}
              >
                {t("substitution.remove")}
              </button>
            </li>
          );
        })}
      </ul>
      {isAdding ? (
        <SubstitutionForm {...props} />
      ) : (
        account.state !== "left" && (
          <button type="button" className="button" onClick={() => onAdd(true)}>
            {t("substitution.add")} <kbd>T</kbd>
          </button>
        )
      )}
    </section>
  );
}

function SubstitutionForm({ account, accounts, today, onAdd, onSubstitute }: Props) {
  const { t } = useTranslation("accounts");
  const [by, setBy] = useState("");
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const others = accounts.filter(({ id, state }) => id !== account.id && state !== "left");
  const isReady = by !== "" && from !== "" && to !== "" && to >= from;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isSending) return;
    setSending(true);
    if (await onSubstitute({ account: account.id, by, from, to, reason: reason.trim() })) onAdd(false);
    else setSending(false);
  };
  const day = (name: "from" | "to", value: string, set: (value: string) => void, least?: string) => (
    <Field label={t(`substitution.${name}`)}>
      {(id) => <DateField id={id} value={value} least={least} isRequired onValue={set} />}
    </Field>
  );
  return (
    <form className="accounts-substitute" onSubmit={(event) => void submit(event)}>
      <p className="quiet">{t("substitution.about")}</p>
      <div className="accounts-fields">
        <Field label={t("substitution.by")}>
          {(id) => (
            <select id={id} ref={first} value={by} onChange={(event) => setBy(event.target.value)}>
              <option value="">{t("substitution.choose")}</option>
              {others.map(({ id: other, fullName, title }) => (
                <option key={other} value={other}>
                  {fullName}
                  {title === "" ? "" : ` · ${title}`}
                </option>
              ))}
            </select>
          )}
        </Field>
        {day("from", from, (value) => {
          setFrom(value);
          if (value !== "" && to < value) setTo(value);
        })}
        {day("to", to, setTo, from === "" ? undefined : from)}
        <Field label={t("substitution.reason")}>
          {(id) => (
            <input
              id={id}
              value={reason}
              maxLength={200}
              placeholder={t("substitution.reasonHint")}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="accounts-deeds">
        <button type="submit" className="button button-main" disabled={!isReady || isSending}>
          {t("substitution.save")} <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={() => onAdd(false)}>
          {t("wizard.leave")} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
