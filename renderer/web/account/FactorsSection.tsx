import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RecoveryCodes as Codes } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { AskedKey } from "../../account/AskedKey.tsx";
import { askHere } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { RecoveryCodes } from "../../account/RecoveryCodes.tsx";
import { useDeed } from "../../account/use-deed.ts";
import { Mark } from "../../ui/Mark.tsx";
import type { SectionProps } from "./section.ts";
import { TotpSetUp } from "./TotpSetUp.tsx";

/** The second step by an authenticator app, and the codes for when the telephone is lost. */
export function FactorsSection({ own, onChanged }: SectionProps) {
  const { t } = useTranslation("account");
  const [isSettingUp, setSettingUp] = useState(false);
  const [isDone, setDone] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const deed = useDeed();
  const hasTotp = own.factors.includes("totp");
  const renew = () =>
    void deed.run(async () => {
      const made = await askHere(routes.recoveryCodes, Codes, { method: "POST" });
      setCodes(made.codes);
      onChanged();
    });
  if (codes !== undefined) return <RecoveryCodes codes={codes} name={own.name} onDone={() => setCodes(undefined)} />;
  if (isSettingUp)
    return (
      <TotpSetUp
        name={own.name}
        onDone={({ codes: made }) => {
          setSettingUp(false);
          setDone(true);
          if (made !== undefined && made.length > 0) setCodes(made);
          onChanged();
        }}
        onCancel={() => setSettingUp(false)}
      />
    );
  return (
    <section className="app-card own-card">
      <h2>{t("own.factors")}</h2>
      <p className="own-state">
        <Mark shape={hasTotp ? "live" : "late"} />
        {t(hasTotp ? "own.totpOn" : "own.totpOff")}
      </p>
      <p role="status">{isDone ? t("own.totpDone") : ""}</p>
      {hasTotp ? (
        <AskedKey word={t("own.totpRenew")} question={t("own.totpRenewWhy")} onYes={() => setSettingUp(true)} />
      ) : (
        <button type="button" className="account-key" onClick={() => setSettingUp(true)}>
          {t("setUp.title")}
        </button>
      )}
      {(hasTotp || own.factors.length > 0) && (
        <>
          <p className={own.recoveryCodesLeft === 0 ? "own-state tone-attention" : "own-state"}>
            {own.recoveryCodesLeft === 0 && <Mark shape="up" />}
            {own.recoveryCodesLeft === 0
              ? t("own.recoveryNone")
              : t("own.recoveryLeft", { count: own.recoveryCodesLeft })}
          </p>
          <AskedKey
            word={t("own.recoveryRenew")}
            question={t("own.recoveryAsk")}
            isDisabled={deed.isRunning}
            onYes={renew}
          />
        </>
      )}
      <Wrong>{deed.wrong}</Wrong>
    </section>
  );
}
