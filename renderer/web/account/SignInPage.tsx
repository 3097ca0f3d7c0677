import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { type SignedIn, SignInWays } from "#contract/accounts/http.ts";
import { sentence } from "#contract/errors.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { CopyKey } from "../../account/CopyKey.tsx";
import { Wrong } from "../../account/fields.tsx";
import { lookAtSession } from "../../account/session-watch.ts";
import { useDeed } from "../../account/use-deed.ts";
import { PageHead } from "../app/PageHead.tsx";
import { navigate, useLocation } from "../app/router.ts";
import { askWho, useWho } from "../app/who.ts";
import { isBegunByAnother } from "./begun-by-another.ts";
import { failureToShow, takeFragment } from "./fragment.ts";
import { NameAndPassword } from "./NameAndPassword.tsx";
import { SigningSteps } from "./SigningSteps.tsx";
import { wayBack } from "./way-back.ts";
import "../../account/account.css";

const firstCommand = 'npm run ioc -- user add quantri --role admin --full-name "Nguyễn Văn A"';

const providerNames = ({ providers }: z.infer<typeof SignInWays>) => providers.map(({ name }) => name);

/** Where people sign in; who is signed in already is led on. */
export function Page() {
  const { t, i18n } = useTranslation("account");
  const { search } = useLocation();
  const who = useWho();
  const [ways, setWays] = useState<z.infer<typeof SignInWays>>();
  // After a way over a provider: what is still to be done, or why it came to nothing.
  const [returned] = useState(() => takeFragment(window.location, window.history));
  const [begun, setBegun] = useState<{ answer: SignedIn; name: string } | undefined>(
    returned.step === undefined ? undefined : { answer: returned.step, name: "" },
  );
  const asking = useDeed();
  const load = () => void asking.run(async () => setWays(await askHere(routes.signIn, SignInWays)));
  const [first] = useState(() => load);
  useEffect(() => first(), [first]);
  const isKnown = who.phase === "known";
  const [isAnothers] = useState(isBegunByAnother);
  useEffect(() => {
    if (!isKnown) return;
    const { to, isOfApp } = wayBack(search);
    if (isOfApp && !isAnothers) navigate(to, "replace");
    else window.location.replace(to);
  }, [isKnown, isAnothers, search]);
  const done = () => {
    lookAtSession();
    void askWho();
  };
  const begin = (answer: SignedIn, name: string) => {
    setBegun({ answer, name });
    if (answer.state === "signed-in") done();
  };
  return (
    <>
      <PageHead title={t("signIn.title")} />
      {begun !== undefined ? (
        <SigningSteps begun={begun.answer} name={begun.name} onDone={done} onBack={() => setBegun(undefined)} />
      ) : ways === undefined ? (
        <section className="account-step">
          <p>{asking.wrong === "" ? t("working") : t("signIn.unreachable")}</p>
          <Wrong>{asking.wrong}</Wrong>
          {asking.wrong !== "" && (
            <button type="button" className="account-key" onClick={load}>
              {t("signIn.again")}
            </button>
          )}
        </section>
      ) : ways.isFirst ? (
        <section className="account-step">
          <h2>{t("signIn.first")}</h2>
          <p>{t("signIn.firstWhy")}</p>
          <code className="account-secret">{firstCommand}</code>
          <div className="account-deeds">
            <CopyKey text={firstCommand} />
            <button type="button" className="account-key" onClick={load}>
              {t("signIn.again")}
            </button>
          </div>
        </section>
      ) : (
        <>
          <Wrong>
            {returned.failed === undefined
              ? ""
              : sentence(failureToShow(returned.failed, providerNames(ways)), i18n.language === "en" ? "en" : "vi")}
          </Wrong>
          <NameAndPassword ways={ways} search={search} onAnswer={begin} />
        </>
      )}
    </>
  );
}
