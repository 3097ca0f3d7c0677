import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountDetails, AccountView } from "#contract/accounts/account.ts";
import { Mark } from "../../ui/Mark.tsx";
import { type Draft, detailsOf, type Missing, missingOf } from "./draft.ts";
import { GrantsField } from "./GrantsField.tsx";
import { PersonFields } from "./PersonFields.tsx";
import type { Belongings } from "./words.ts";

type Props = {
  account: AccountView;
  belongings: Belongings;
  /** @returns whether it was taken */
  onSave(details: AccountDetails): Promise<boolean>;
  onClose(): void;
};

/** All that an administrator says of somebody, in one form. */
export function ChangeForm({ account, belongings, onSave, onClose }: Props) {
  const { t } = useTranslation("accounts");
  const [draft, setDraft] = useState<Draft>({ name: account.name, ...detailsOf(account) });
  const [missing, setMissing] = useState<Missing>();
  const [isSending, setSending] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = missingOf(draft, "who") ?? missingOf(draft, "what");
    setMissing(found);
    if (found !== undefined || isSending) return;
    setSending(true);
    if (await onSave(detailsOf(draft))) onClose();
    else setSending(false);
  };
  return (
    <form className="detail accounts-wizard" onSubmit={(event) => void submit(event)}>
      <p className="detail-kind">{account.name}</p>
      <h2>{t("deed.change")}</h2>
      <p className="quiet">{t("deed.changeAbout")}</p>
      <PersonFields draft={draft} belongings={belongings} onChange={setDraft} first={first} />
      <GrantsField draft={draft} belongings={belongings} onChange={setDraft} />
      <p className="accounts-missing" role="alert">
        {missing !== undefined && (
          <span className="tone-attention">
            <Mark shape="up" />
            {t(`missing.${missing}`)}
          </span>
        )}
      </p>
      <div className="accounts-deeds">
        <button type="submit" className="button button-main" disabled={isSending}>
          {t("deed.save")} <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("wizard.leave")} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
