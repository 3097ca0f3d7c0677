import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountView } from "#contract/accounts/account.ts";
import { useMoments } from "../moments.ts";
import { StateMark } from "./StateMark.tsx";
import { type Belongings, grantWords, unitWords } from "./words.ts";

export type DeedName = "change" | "unlock" | "reset" | "link" | "factors" | "sessions" | "leave" | "back";
const keys: Partial<Record<DeedName, string>> = { change: "E", unlock: "U", reset: "R", link: "R", back: "R" };
/** What cannot simply be done the other way round is asked for first. */
const asked: ReadonlySet<DeedName> = new Set(["factors", "sessions", "leave"]);

/** What can be done with somebody as he stands, the likeliest first. */
export function deedsOf({ state, factors, sessions }: AccountView): DeedName[] {
  if (state === "left") return ["back"];
  return [
    ...(state === "locked" || state === "unused" ? (["unlock"] as const) : []),
    "change",
    state === "invited" ? "link" : "reset",
    ...(sessions > 0 ? (["sessions"] as const) : []),
    ...(factors.length > 0 ? (["factors"] as const) : []),
    "leave",
  ];
}

type Props = { account: AccountView; belongings: Belongings; isSelf: boolean; onDeed(deed: DeedName): void };

/** Somebody: how his account stands, what he may, and what can be done, each with what it means. */
export function AccountDetail({ account, belongings, isSelf, onDeed }: Props) {
  const { t, i18n } = useTranslation("accounts");
  const moments = useMoments();
  const { language } = i18n;
  const { state, title, unit, phone, email, factors, sessions, lastSignInAtMs, createdAtMs, providers } = account;
  const contact = [phone, email].filter((part) => part !== "").join(" · ");
  const facts = [
    ["lastSignIn", lastSignInAtMs === null ? t("about.never") : moments.seconds(lastSignInAtMs)],
    ["sessions", String(sessions)],
    ["factors", factors.map((one) => t(`about.factor.${one}`)).join(", ") || t("about.noFactors")],
    ["contact", contact || t("about.noContact")],
    ["created", moments.since(createdAtMs)],
    ...(providers.length > 0 ? [["providers", providers.join(", ")] as const] : []),
  ] as const;
  const why =
    state === "locked"
      ? account.lockedUntilMs == null
        ? t("about.lockedForGood")
        : t("about.lockedUntil", { time: moments.seconds(account.lockedUntilMs) })
      : state === "active"
        ? undefined
        : t(`about.${state}`);
  return (
    <>
      <p className="detail-kind">
        {account.name}
        {isSelf && ` · ${t("yourself")}`}
      </p>
      <h2>{account.fullName}</h2>
      <p>
        {title === "" ? "" : `${title} · `}
        {unitWords(unit, belongings, t, language)}
      </p>
      <p className="accounts-why">
        <StateMark state={state} />
        {why !== undefined && <span>{why}</span>}
      </p>
      <h3>{t("about.rights")}</h3>
      <ul className="accounts-grants">
        {account.grants.map((grant) => (
          <li key={JSON.stringify(grant)}>
            <strong>{grantWords(grant, belongings, t, language)}</strong>
            <span>{t(`roleAbout.${grant.role}`)}</span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`about.${name as "created"}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="accounts-choices">
        {deedsOf(account).map((deed) => (
          <DeedRow key={`${account.id}/${deed}`} deed={deed} onDeed={onDeed} />
        ))}
      </ul>
    </>
  );
}

function DeedRow({ deed, onDeed }: { deed: DeedName; onDeed(deed: DeedName): void }) {
  const { t } = useTranslation("accounts");
  const [isAsking, setAsking] = useState(false);
  const key = keys[deed];
  const press = () => {
    const isToAsk = asked.has(deed) && !isAsking;
    setAsking(isToAsk);
    if (!isToAsk) onDeed(deed);
  };
  return (
    <li>
      <span className="accounts-choice">
        <button
          type="button"
          className={isAsking ? "button button-main" : "button"}
          onClick={press}
          onBlur={() => setTimeout(() => setAsking(false), 200)}
        >
          {isAsking ? t("sure", { deed: t(`deed.${deed}`) }) : t(`deed.${deed}`)}{" "}
          {key !== undefined && <kbd>{key}</kbd>}
        </button>
      </span>
      <span className="accounts-about">{t(`deed.${deed}About`)}</span>
    </li>
  );
}
