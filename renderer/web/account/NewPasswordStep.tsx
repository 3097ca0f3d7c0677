import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { isReady, NewPasswordFields } from "../../account/NewPasswordFields.tsx";
import { useDeed } from "../../account/use-deed.ts";

type Props = { ticket: string; about: readonly string[]; onAnswer(answer: SignedIn): void };

/** Another password, since the old one is too old or was set by somebody else. */
export function NewPasswordStep({ ticket, about, onAnswer }: Props) {
  const { t } = useTranslation("account");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const deed = useDeed();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void deed.run(async () => {
      const body = { ticket, password: password.normalize("NFC") };
      onAnswer(await askHere(routes.signInPassword, SignedIn, { method: "POST", body }));
    });
  };
  return (
    <form className="account-step" onSubmit={submit}>
      <h2>{t("newPassword.title")}</h2>
      <p className="account-hint">{t("newPassword.why")}</p>
      <NewPasswordFields value={password} again={again} onChange={setPassword} onAgain={setAgain} about={about} />
      <Wrong>{deed.wrong}</Wrong>
      <button
        type="submit"
        className="account-key account-main"
        disabled={deed.isRunning || !isReady({ value: password, again })}
      >
        {deed.isRunning ? t("working") : t("newPassword.save")}
      </button>
    </form>
  );
}
