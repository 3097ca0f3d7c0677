import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SecondFactor } from "#contract/accounts/account.ts";
import { SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { AccountField, Wrong } from "../../account/fields.tsx";
import { signInByPasskey } from "../../account/passkey.ts";
import { hasPasskeys } from "../../account/passkey-problem.ts";
import { useDeed } from "../../account/use-deed.ts";

type Props = {
  ticket: string;
  factors: readonly (typeof SecondFactor)["options"][number][];
  onAnswer(answer: SignedIn): void;
  onBack(): void;
};

/** The second factor: six figures of the app, a passkey, or a recovery code, as the account has them. */
export function FactorStep({ ticket, factors, onAnswer, onBack }: Props) {
  const { t } = useTranslation("account");
  const canPasskey = factors.includes("passkey") && hasPasskeys();
  const typed = (["totp", "recovery"] as const).filter((one) => factors.includes(one));
  const [factor, setFactor] = useState<"totp" | "recovery" | undefined>(typed[0]);
  const [code, setCode] = useState("");
  const deed = useDeed();
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another factor has another field
  useEffect(() => field.current?.focus(), [factor]);
  const send = async (given: string) => {
    await deed.run(async () => {
      const body = { ticket, factor, code: given };
      onAnswer(await askHere(routes.signInFactor, SignedIn, { method: "POST", body }));
    });
    setCode("");
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === "") return field.current?.focus();
    void send(code.trim());
  };
  const type = (text: string) => {
    if (factor === "recovery") return setCode(text.slice(0, 40));
    const figures = text.replace(/\D/g, "").slice(0, 6);
    setCode(figures);
    // The sixth says all there is to say.
    if (figures.length === 6 && !deed.isRunning) void send(figures);
  };
  const byPasskey = () => void deed.run(async () => onAnswer(await signInByPasskey(ticket)));
  const other = typed.find((one) => one !== factor);
  return (
    <form className="account-step" onSubmit={submit}>
      <h2>{t("factor.title")}</h2>
      {canPasskey && (
        <button
          type="button"
          className={factor === undefined ? "account-key account-main" : "account-key"}
          disabled={deed.isRunning}
          onClick={byPasskey}
        >
          {t("signIn.byPasskey")}
        </button>
      )}
      {canPasskey && factor !== undefined && <p className="account-or">{t("signIn.or")}</p>}
      {factor !== undefined && (
        <AccountField
          label={t(`factor.${factor}`)}
          value={code}
          onChange={type}
          hint={t(`factor.${factor}Hint`)}
          autoComplete={factor === "totp" ? "one-time-code" : "off"}
          inputMode={factor === "totp" ? "numeric" : "text"}
          isCode
          input={field}
        />
      )}
      {factor === undefined && !canPasskey && <p className="account-hint">{t("factor.none")}</p>}
      <Wrong>{deed.wrong}</Wrong>
      {factor !== undefined && (
        <button type="submit" className="account-key account-main" disabled={deed.isRunning}>
          {deed.isRunning ? t("working") : t("confirm")}
        </button>
      )}
      {other !== undefined && (
        <button
          type="button"
          className="account-quiet"
          onClick={() => {
            setFactor(other);
            setCode("");
            deed.forget();
          }}
        >
          {t(other === "recovery" ? "factor.useRecovery" : "factor.useTotp")}
        </button>
      )}
      <button type="button" className="account-quiet" onClick={onBack}>
        {t("factor.otherName")}
      </button>
    </form>
  );
}
