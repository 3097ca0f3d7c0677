import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { PasswordField, Wrong } from "../../account/fields.tsx";
import { isReady, NewPasswordFields } from "../../account/NewPasswordFields.tsx";
import { useDeed } from "../../account/use-deed.ts";
import { useAccountMoments } from "./moments.ts";
import type { SectionProps } from "./section.ts";

/** When the password was set and until when it is good; another one. */
export function PasswordSection({ own, onChanged }: SectionProps) {
  const { t } = useTranslation("account");
  const moments = useAccountMoments();
  const [isChanging, setChanging] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const deed = useDeed();
  const close = () => {
    setChanging(false);
    for (const set of [setOld, setPassword, setAgain]) set("");
    deed.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { old, new: password.normalize("NFC") };
    if (!(await deed.run(() => askHere(routes.accountPassword, z.unknown(), { method: "PUT", body })))) return;
    close();
    setChanged(true);
    onChanged();
  };
  const until = own.passwordUntilMs;
  return (
    <section className="app-card own-card">
      <h2>{t("password")}</h2>
      <p>
        {own.passwordSetAtMs === null
          ? t("own.passwordNever")
          : t("own.passwordSet", { date: moments.date(own.passwordSetAtMs) })}
        {until !== null && ` · ${t("own.passwordUntil", { date: moments.date(until) })}`}
      </p>
      <p role="status">{isChanged ? t("own.passwordChanged") : ""}</p>
      {!isChanging && own.passwordSetAtMs !== null && (
        <button
          type="button"
          className="account-key"
          onClick={() => {
            setChanged(false);
            setChanging(true);
          }}
        >
          {t("own.changePassword")}
        </button>
      )}
      {isChanging && (
        <form className="own-form" onSubmit={(event) => void submit(event)}>
          <input
            className="account-unseen"
            autoComplete="username"
            value={own.name}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <PasswordField label={t("own.old")} value={old} onChange={setOld} autoComplete="current-password" />
          <NewPasswordFields
            value={password}
            again={again}
            onChange={setPassword}
            onAgain={setAgain}
            about={[own.name, own.fullName]}
          />
          <Wrong>{deed.wrong}</Wrong>
          <div className="account-deeds">
            <button
              type="submit"
              className="account-key account-main"
              disabled={deed.isRunning || old === "" || !isReady({ value: password, again })}
            >
              {deed.isRunning ? t("working") : t("newPassword.save")}
            </button>
            <button type="button" className="account-key" onClick={close}>
              {t("cancel")}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
