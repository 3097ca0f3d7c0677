import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { routes } from "#contract/routes.ts";
import { askHere, deviceKind } from "../../account/asking.ts";
import { AccountField, PasswordField, Wrong } from "../../account/fields.tsx";
import { hasPasskeys } from "../../account/passkey-problem.ts";
import { SignedIn, type SignInWays } from "../../account/signing.forms.ts";
import { useDeed } from "../../account/use-deed.ts";
import type { Told } from "../../live/form.ts";
import { noteWayOut } from "./fragment.ts";
import { wayBack } from "./way-back.ts";

/** Read when somebody wants it. */
const passkeys = () => import("../../account/passkey.ts");

type Props = {
  ways: Told<typeof SignInWays>;
  search: string;
  onAnswer(answer: SignedIn, name: string): void;
};

/** The first proof of who somebody is, in the ways that this site has. */
export function NameAndPassword({ ways, search, onAnswer }: Props) {
  const { t } = useTranslation("account");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const deed = useDeed();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  // A telephone's keyboard would cover the other ways in before anybody has seen them.
  useEffect(() => {
    if (deviceKind() === "computer") nameField.current?.focus();
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // As in a mail address, however it was typed or copied.
    const called = name.trim().toLowerCase().replace(/@.*$/, "");
    if (called === "") return nameField.current?.focus();
    if (password === "") return passwordField.current?.focus();
    const isDone = await deed.run(async () => {
      const body = { name: called, password, kind: deviceKind() };
      onAnswer(await askHere(routes.signIn, SignedIn, { method: "POST", body }), called);
    });
    setPassword("");
    if (!isDone) passwordField.current?.focus();
  };
  const byPasskey = () => void deed.run(async () => onAnswer(await (await passkeys()).signInByPasskey(), ""));
  const hasPasskey = ways.passkey && hasPasskeys();
  const { to } = wayBack(search);
  return (
    <form className="account-step" onSubmit={(event) => void submit(event)}>
      {ways.password && (
        <>
          <AccountField
            label={t("name")}
            value={name}
            onChange={setName}
            hint={t("signIn.nameHint")}
            autoComplete="username"
            maxLength={100}
            input={nameField}
          />
          <PasswordField
            label={t("password")}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            input={passwordField}
          />
        </>
      )}
      <Wrong>{deed.wrong}</Wrong>
      {ways.password && (
        <button type="submit" className="account-key account-main" disabled={deed.isRunning}>
          {deed.isRunning ? t("working") : t("signIn.enter")}
        </button>
      )}
      {(hasPasskey || ways.providers.length > 0) && ways.password && <p className="account-or">{t("signIn.or")}</p>}
      {hasPasskey && (
        <>
          <button type="button" className="account-key" disabled={deed.isRunning} onClick={byPasskey}>
            {t("signIn.byPasskey")}
          </button>
          <p className="account-hint">{t("signIn.passkeyHint")}</p>
        </>
      )}
      {ways.providers.map((provider) => (
        <a
          key={provider.id}
          className="account-key"
          href={`${routes.signInProvider(encodeURIComponent(provider.id))}?kind=${deviceKind()}&to=${encodeURIComponent(to)}`}
          onClick={noteWayOut}
        >
          {t("signIn.byProvider", { name: provider.name })}
        </a>
      ))}
      {ways.password && <p className="account-hint">{t("signIn.forgotten")}</p>}
    </form>
  );
}
