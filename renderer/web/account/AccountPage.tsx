import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { OwnAccount } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { sessionStore } from "../../account/session-store.ts";
import { useDeed } from "../../account/use-deed.ts";
import { useReasonLater } from "../../i18n/sentence-later.ts";
import { useAsked } from "../../state/asking.ts";
import { PageHead } from "../app/PageHead.tsx";
import { askWho } from "../app/who.ts";
import { FactorsSection } from "./FactorsSection.tsx";
import { PasskeysSection } from "./PasskeysSection.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import { ProvidersSection } from "./ProvidersSection.tsx";
import { SessionsSection } from "./SessionsSection.tsx";
import { SubstitutionsSection } from "./SubstitutionsSection.tsx";
import type { Own } from "./section.ts";
import "../../account/account.css";
import "./own-account.css";

/** One's own account: who one is here, what one proves it by, where one is signed in, and who stands in for whom. */
export function Page() {
  const { t } = useTranslation("account");
  const reasonOf = useReasonLater();
  const told = useAsked("own-account", (signal) => askHere(routes.account, OwnAccount, { signal }));
  const own = told.value;
  return (
    <>
      <PageHead title={t("own.title")} backTo="/app/more" />
      {own === undefined && told.failure !== undefined && <Wrong>{reasonOf(told.failure)}</Wrong>}
      {own === undefined ? (
        <p className="app-waiting">{told.failure === undefined ? t("working") : ""}</p>
      ) : (
        <>
          <Details own={own} />
          <PasswordSection own={own} onChanged={told.again} />
          <FactorsSection own={own} onChanged={told.again} />
          <PasskeysSection own={own} onChanged={told.again} />
          <ProvidersSection own={own} onChanged={told.again} />
          <SessionsSection own={own} onChanged={told.again} />
          <SubstitutionsSection own={own} />
        </>
      )}
    </>
  );
}

function Details({ own }: { own: Own }) {
  const { t } = useTranslation("account");
  const deed = useDeed();
  const [isLeaving, setLeaving] = useState(false);
  const signOut = async () => {
    setLeaving(true);
    if (await deed.run(() => askHere(routes.signOut, z.unknown(), { method: "POST" }))) {
      // It is over as he wished: nobody need be told.
      sessionStore.setState({ phase: "unwatched" }, true);
      await askWho();
      // In a document of its own: this one holds what he was told.
      window.location.replace("/app/sign-in");
    }
    setLeaving(false);
  };
  const facts = [
    ["jobTitle", own.title],
    ["phone", own.phone],
    ["email", own.email],
  ] as const;
  return (
    <section className="app-card own-card">
      <h2>{t("own.details")}</h2>
      <p className="own-name">
        <strong>{own.fullName}</strong>
        <span>{own.name}</span>
      </p>
      <dl className="own-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`own.${name}`)}</dt>
            <dd>{value === "" ? <span className="app-quiet">{t("own.none")}</span> : value}</dd>
          </div>
        ))}
      </dl>
      <p className="app-quiet">{t("own.detailsHint")}</p>
      <Wrong>{deed.wrong}</Wrong>
      <button type="button" className="account-key" disabled={isLeaving} onClick={() => void signOut()}>
        {t("own.signOut")}
      </button>
    </section>
  );
}
