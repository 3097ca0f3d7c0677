import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { InvitationView, SignedIn } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere, deviceKind } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { isReady, NewPasswordFields } from "../../account/NewPasswordFields.tsx";
import { lookAtSession } from "../../account/session-watch.ts";
import { useDeed } from "../../account/use-deed.ts";
import { formatMoment } from "../../figures/format.ts";
import type { PageProps } from "../app/app-page.ts";
import { Go } from "../app/Go.tsx";
import { PageHead } from "../app/PageHead.tsx";
import { navigate } from "../app/router.ts";
import { askWho } from "../app/who.ts";
import { useAppZone } from "../app/zone.ts";
import { isBegunByAnother } from "./begun-by-another.ts";
import { SigningSteps } from "./SigningSteps.tsx";
import "../../account/account.css";

/** What a link of an invitation opens: the first password of an account, or another one. Then on as any sign-in goes. */
export function Page({ params }: PageProps) {
  const { t } = useTranslation("account");
  const zone = useAppZone();
  const token = params.token ?? "";
  const path = routes.invitation(encodeURIComponent(token));
  const [invitation, setInvitation] = useState<z.infer<typeof InvitationView>>();
  const [answer, setAnswer] = useState<SignedIn>();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const opening = useDeed();
  const deed = useDeed();
  const [open] = useState(() => () => opening.run(async () => setInvitation(await askHere(path, InvitationView))));
  useEffect(() => void open(), [open]);
  const done = () => {
    // Whoever invites may try the link in his own browser.
    if (isBegunByAnother()) return window.location.replace("/app/");
    lookAtSession();
    void askWho().then(() => navigate("/app/", "replace"));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void deed.run(async () => {
      const body = { password: password.normalize("NFC"), kind: deviceKind() };
      const told = await askHere(path, SignedIn, { method: "POST", body });
      setAnswer(told);
      if (told.state === "signed-in") done();
    });
  };
  const title = t(invitation?.purpose === "reset" ? "invitation.reset" : "invitation.title");
  if (invitation !== undefined && answer !== undefined)
    return (
      <>
        <PageHead title={title} />
        <SigningSteps
          begun={answer}
          name={invitation.name}
          fullName={invitation.fullName}
          onDone={done}
          onBack={() => navigate("/app/sign-in", "replace")}
        />
      </>
    );
  if (invitation === undefined)
    return (
      <>
        <PageHead title={opening.wrong === "" ? title : t("invitation.bad")} />
        <section className="account-step">
          {opening.wrong === "" && <p>{t("invitation.loading")}</p>}
          <Wrong>{opening.wrong}</Wrong>
          {opening.wrong !== "" && (
            <Go className="account-key" to="/app/sign-in">
              {t("invitation.toSignIn")}
            </Go>
          )}
        </section>
      </>
    );
  const { name, fullName, untilMs, purpose } = invitation;
  const time = `${formatMoment(untilMs, "time", zone)} ${formatMoment(untilMs, "date", zone)}`;
  return (
    <>
      <PageHead title={title} />
      <form className="account-step" onSubmit={submit}>
        <h2>{t("invitation.hello", { fullName })}</h2>
        <p>{t(purpose === "reset" ? "invitation.aboutReset" : "invitation.about")}</p>
        <p className="account-whose">
          {t("name")}: <strong>{name}</strong>
        </p>
        <p className="account-hint">{t("invitation.until", { time })}</p>
        <input
          className="account-unseen"
          autoComplete="username"
          value={name}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <NewPasswordFields
          value={password}
          again={again}
          onChange={setPassword}
          onAgain={setAgain}
          about={[name, fullName]}
        />
        <Wrong>{deed.wrong}</Wrong>
        <button
          type="submit"
          className="account-key account-main"
          disabled={deed.isRunning || !isReady({ value: password, again })}
        >
          {deed.isRunning ? t("working") : t("invitation.accept")}
        </button>
      </form>
    </>
  );
}
