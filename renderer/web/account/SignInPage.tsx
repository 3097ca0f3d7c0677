import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { CopyKey } from "../../account/CopyKey.tsx";
import { Wrong } from "../../account/fields.tsx";
import { lookAtSession } from "../../account/session-watch.ts";
import { type SignedIn, SignInWays } from "../../account/signing.forms.ts";
import { useDeed } from "../../account/use-deed.ts";
import { useSentence } from "../../i18n/sentence-later.ts";
import type { Told } from "../../live/form.ts";
import { afterFirst } from "../app/first-look.ts";
import { useLater } from "../app/later.ts";
import { PageHead } from "../app/PageHead.tsx";
import { navigate, useLocation } from "../app/router.ts";
import { askWho, useWho } from "../app/who.ts";
import { isBegunByAnother } from "./begun-by-another.ts";
import { failureToShow, takeFragment } from "./fragment.ts";
import { NameAndPassword } from "./NameAndPassword.tsx";
import { wayBack } from "./way-back.ts";
import "../../account/account.css";

const firstCommand = 'npm run ioc -- user add quantri --role admin --full-name "Nguyễn Văn A"';

const providerNames = ({ providers }: Told<typeof SignInWays>) => providers.map(({ name }) => name);

/** Read while somebody types: there may be no way to it later. */
const loadSteps = () => afterFirst(() => import("./SigningSteps.tsx")).then(({ SigningSteps }) => SigningSteps);

/** Asked while nobody knows yet whether somebody is signed in. */
let askedWays: Promise<Told<typeof SignInWays>> | undefined;
const askWays = () => askHere(routes.signIn, SignInWays);
export const begin = async (): Promise<void> => {
  askedWays ??= askWays();
  await askedWays.catch(() => undefined);
};

/** Where people sign in; who is signed in already is led on. */
export function Page() {
  const { t } = useTranslation("account");
  const sentence = useSentence();
  const SigningSteps = useLater(loadSteps);
  const { search } = useLocation();
  const who = useWho();
  const [ways, setWays] = useState<Told<typeof SignInWays>>();
  // After a way over a provider: what is still to be done, or why it came to nothing.
  const [returned] = useState(() => takeFragment(window.location, window.history));
  const [begun, setBegun] = useState<{ answer: SignedIn; name: string } | undefined>(
    returned.step === undefined ? undefined : { answer: returned.step, name: "" },
  );
  const asking = useDeed();
  const load = () =>
    void asking.run(async () => {
      const asked = askedWays ?? askWays();
      // What was asked is good for once: what comes later is asked anew.
      askedWays = undefined;
      setWays(await asked);
    });
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
      {begun !== undefined && SigningSteps === undefined ? (
        <p className="app-waiting">{t("working")}</p>
      ) : begun !== undefined && SigningSteps !== undefined ? (
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
            {returned.failed === undefined ? "" : sentence(failureToShow(returned.failed, providerNames(ways)))}
          </Wrong>
          <NameAndPassword ways={ways} search={search} onAnswer={begin} />
        </>
      )}
    </>
  );
}
