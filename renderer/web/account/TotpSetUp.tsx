import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { FactorSetUp, TotpBegun } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere, deviceKind } from "../../account/asking.ts";
import { CopyKey } from "../../account/CopyKey.tsx";
import { AccountField, Wrong } from "../../account/fields.tsx";
import { QrCode } from "../../account/QrCode.tsx";
import { useDeed } from "../../account/use-deed.ts";

type Props = {
  /** Of needs-factor; absent: whoever is signed in. */
  ticket?: string;
  name: string;
  onDone(setUp: z.infer<typeof FactorSetUp>): void;
  /** Absent: it has to be. */
  onCancel?: () => void;
};

/** Puts a secret into an authenticator app, by QR or by hand, and sets it up with the first code that the app shows. */
export function TotpSetUp({ ticket, name, onDone, onCancel }: Props) {
  const { t } = useTranslation("account");
  const [begun, setBegun] = useState<z.infer<typeof TotpBegun>>();
  const [code, setCode] = useState("");
  const beginning = useDeed();
  const deed = useDeed();
  const field = useRef<HTMLInputElement>(null);
  const carried = ticket === undefined ? {} : { ticket };
  const begin = () =>
    void beginning.run(async () => setBegun(await askHere(routes.totp, TotpBegun, { method: "POST", body: carried })));
  const first = useRef(begin);
  useEffect(() => first.current(), []);
  const send = async (figures: string) => {
    await deed.run(async () =>
      onDone(await askHere(routes.totp, FactorSetUp, { method: "PUT", body: { ...carried, code: figures } })),
    );
    setCode("");
    field.current?.focus();
  };
  const type = (text: string) => {
    const figures = text.replace(/\D/g, "").slice(0, 6);
    setCode(figures);
    if (figures.length === 6 && !deed.isRunning) void send(figures);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === 6) void send(code);
    else field.current?.focus();
  };
  // Who sits at the very telephone that the app is on cannot scan its screen.
  const isPhone = deviceKind() === "phone";
  return (
    <form className="account-step" onSubmit={submit}>
      <h2>{t("setUp.title")}</h2>
      {ticket !== undefined && <p className="account-hint">{t("setUp.needed")}</p>}
      <Wrong>{beginning.wrong}</Wrong>
      {beginning.wrong !== "" && (
        <button type="button" className="account-key" onClick={begin}>
          {t("setUp.begin")}
        </button>
      )}
      {begun !== undefined && (
        <>
          <p>{t(isPhone ? "setUp.onPhone" : "setUp.scan")}</p>
          {isPhone && (
            <a className="account-key" href={begun.uri}>
              {t("setUp.openHere")}
            </a>
          )}
          <QrCode text={begun.uri} label={t("qr", { what: name })} />
          <p className="account-hint">{t("setUp.secret")}</p>
          <div className="account-deeds">
            <code className="account-secret">{begun.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyKey text={begun.secret} />
          </div>
          <p>{t("setUp.enter")}</p>
          <AccountField
            label={t("setUp.code")}
            value={code}
            onChange={type}
            autoComplete="one-time-code"
            inputMode="numeric"
            isCode
            input={field}
          />
          <Wrong>{deed.wrong}</Wrong>
          <button type="submit" className="account-key account-main" disabled={deed.isRunning}>
            {deed.isRunning ? t("working") : t("setUp.confirm")}
          </button>
        </>
      )}
      {onCancel !== undefined && (
        <button type="button" className="account-quiet" onClick={onCancel}>
          {t("cancel")}
        </button>
      )}
    </form>
  );
}
