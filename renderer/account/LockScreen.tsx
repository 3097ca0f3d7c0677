import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { SignInWays } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { useStoreValue } from "../state/store.ts";
import { askHere } from "./asking.ts";
import { PasswordField, Wrong } from "./fields.tsx";
import { signInByPasskey } from "./passkey.ts";
import { hasPasskeys } from "./passkey-problem.ts";
import { keptWayStore, sessionStore } from "./session-store.ts";
import { lookAtSession } from "./session-watch.ts";
import { useDeed } from "./use-deed.ts";
import "./account.css";

/** What stands in the place of a page whose session is locked or over: whose it is, and the way back in. Nothing of the site. */
export function LockScreen() {
  const session = useStoreValue(sessionStore);
  if (session.phase === "ended") return <Ended />;
  return session.phase === "locked" ? <Locked {...session} /> : null;
}

/** With the page of the desk, which stands behind the #. */
const here = () => `${window.location.pathname}${window.location.search}${window.location.hash}`;

function Ended() {
  const { t } = useTranslation("account");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="account-cover">
      <section className="account-step">
        <h1 ref={heading} tabIndex={-1}>
          {t("ended.title")}
        </h1>
        <p>{t("ended.why")}</p>
        <a className="account-key account-main" href={`/app/sign-in?to=${encodeURIComponent(here())}`}>
          {t("ended.signIn")}
        </a>
      </section>
    </main>
  );
}

function Locked({ name, fullName, idleLockMs }: { name: string; fullName: string; idleLockMs: number | null }) {
  const { t } = useTranslation("account");
  const [password, setPassword] = useState("");
  const [hasPasskey, setPasskey] = useState(false);
  const [isCut, setCut] = useState(false);
  const keptWay = useStoreValue(keptWayStore);
  const deed = useDeed();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    const gone = new AbortController();
    askHere(routes.signIn, SignInWays, { signal: gone.signal }).then(
      (ways) => setPasskey(ways.passkey && hasPasskeys()),
      // Without the core there is nothing to unlock with either: the password says so.
      () => !gone.signal.aborted && setCut(true),
    );
    return () => gone.abort();
  }, []);
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (password === "") return field.current?.focus();
    const isDone = await deed.run(() => askHere(routes.unlock, z.unknown(), { method: "POST", body: { password } }));
    setPassword("");
    // A password that was wrong too often ends the session.
    lookAtSession();
    if (!isDone) field.current?.focus();
  };
  const byPasskey = async () => {
    // Whoever has a passkey here may be somebody else than who has left the page: it is opened anew, as his.
    if (await deed.run(() => signInByPasskey())) window.location.reload();
  };
  const signOut = async () => {
    if (await deed.run(() => askHere(routes.signOut, z.unknown(), { method: "POST" })))
      window.location.assign(`/app/sign-in?to=${encodeURIComponent(here())}`);
  };
  const minutes = Math.round((idleLockMs ?? 0) / 60_000);
  return (
    <main className="account-cover">
      <form className="account-step" onSubmit={(event) => void unlock(event)}>
        <h1>{t("lock.title")}</h1>
        <p className="account-whose">
          <strong>{fullName}</strong> {name}
        </p>
        <p className="account-hint">{minutes > 0 ? t("lock.why", { count: minutes }) : t("lock.whyShort")}</p>
        {/* By which a browser's own keeper of passwords knows whose it is. */}
        <input
          className="account-unseen"
          autoComplete="username"
          value={name}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <PasswordField
          label={t("password")}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          input={field}
        />
        <Wrong>{deed.wrong}</Wrong>
        <button type="submit" className="account-key account-main" disabled={deed.isRunning}>
          {deed.isRunning ? t("working") : t("lock.unlock")}
        </button>
        {hasPasskey && (
          <button type="button" className="account-key" disabled={deed.isRunning} onClick={() => void byPasskey()}>
            {t("signIn.byPasskey")}
          </button>
        )}
        {isCut && keptWay !== null && (
          <button type="button" className="account-key" onClick={keptWay}>
            {t("lock.kept")}
          </button>
        )}
        <button type="button" className="account-quiet" disabled={deed.isRunning} onClick={() => void signOut()}>
          {t("lock.other")}
        </button>
      </form>
    </main>
  );
}
