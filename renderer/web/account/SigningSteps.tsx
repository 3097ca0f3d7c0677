import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignedIn } from "#contract/accounts/http.ts";
import { RecoveryCodes } from "../../account/RecoveryCodes.tsx";
import { FactorStep } from "./FactorStep.tsx";
import { NewPasswordStep } from "./NewPasswordStep.tsx";
import { TotpSetUp } from "./TotpSetUp.tsx";

type Props = {
  /** What the core has answered to a name and password, an invitation or a passkey. */
  begun: SignedIn;
  name: string;
  fullName?: string;
  /** The session is there. */
  onDone(): void;
  /** From the beginning, as another or with what was mistyped. */
  onBack(): void;
};

/** Whatever the core asks for between the first proof and the session: the second factor, setting one up, another password. */
export function SigningSteps({ begun, name, fullName = "", onDone, onBack }: Props) {
  const { t } = useTranslation("account");
  const [step, setStep] = useState<SignedIn>(begun);
  const [codes, setCodes] = useState<readonly string[]>();
  const [next, setNext] = useState<SignedIn>();
  const go = (answer: SignedIn) => {
    setStep(answer);
    if (answer.state === "signed-in") onDone();
  };
  if (codes !== undefined && next !== undefined) {
    const goOn = () => {
      setCodes(undefined);
      go(next);
    };
    return <RecoveryCodes codes={codes} name={name} onDone={goOn} />;
  }
  switch (step.state) {
    case "second-factor":
      return <FactorStep ticket={step.ticket} factors={step.factors} onAnswer={go} onBack={onBack} />;
    case "needs-factor":
      return (
        <TotpSetUp
          ticket={step.ticket}
          name={name}
          onDone={({ codes: made, signedIn = { state: "signed-in" } }) => {
            if (made === undefined || made.length === 0) return go(signedIn);
            setNext(signedIn);
            setCodes(made);
          }}
        />
      );
    case "needs-password":
      return <NewPasswordStep ticket={step.ticket} about={[name, fullName]} onAnswer={go} />;
    case "signed-in":
      return (
        <p className="app-waiting" role="status">
          {t("signIn.done")}
        </p>
      );
  }
}
