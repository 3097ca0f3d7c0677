import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountState, type AccountView } from "#contract/accounts/account.ts";
import { AccountList } from "#contract/accounts/http.ts";
import { OwnRights, routes } from "#contract/http.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { nowStore } from "../../state/clock.ts";
import { AskedNote } from "../AskedNote.tsx";
import { useMoments } from "../moments.ts";
import type { ViewProps } from "../registry/desk-view.ts";
import { useCommands } from "../registry/use-commands.ts";
import { AccountDetail, type DeedName, deedsOf } from "./AccountDetail.tsx";
import { ChangeForm } from "./ChangeForm.tsx";
import { accountsCommands } from "./commands.ts";
import { findAccounts, mostShown } from "./found.ts";
import { InviteWizard } from "./InviteWizard.tsx";
import { LinkPart } from "./LinkPart.tsx";
import { StateMark } from "./StateMark.tsx";
import { Substitutions } from "./Substitutions.tsx";
import { type Invited, useDeeds } from "./use-deeds.ts";
import { type Belonging, type Belongings, grantWords, unitWords } from "./words.ts";
import "../../account/words.ts";
import "../../account/account.css";
import "./accounts.css";

const askEveryMs = 15_000;
const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -mostShown,
  End: mostShown,
};

type Open = { what: "detail" } | { what: "invite" } | { what: "change" } | { what: "link"; invited: Invited };

/** Who may sign in, what each may do, and how their accounts stand; invited and looked after by keys alone too. */
export function AccountsView({ site }: ViewProps) {
  const { t, i18n } = useTranslation("accounts");
  const { language } = i18n;
  const told = useAsked("accounts", (signal) => askCore(routes.accounts, AccountList, { signal }), askEveryMs);
  const own = useAsked("own-rights", (signal) => askCore(routes.ownRights, OwnRights, { signal }));
  const deeds = useDeeds(told.again);
  const [text, setText] = useState("");
  const [state, setState] = useState<AccountState>();
  const [chosen, setChosen] = useState<string>();
  const [open, setOpen] = useState<Open>({ what: "detail" });
  const [isSubstituting, setSubstituting] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const accounts = told.value?.accounts ?? [];
  const units = told.value?.units;
  const belongings = useMemo((): Belongings => {
    const communes = site.places.filter(({ kind }) => kind === "commune");
    const all: Belonging[] = [
      ...(units ?? []).map(({ id, name }): Belonging => ({ id, name, kind: "unit" })),
      ...communes.map(({ id, name }): Belonging => ({ id, name, kind: "commune" })),
    ];
    return new Map(all.map((one) => [one.id, one]));
  }, [units, site.places]);
  const found = findAccounts(accounts, { text, state }, belongings, { t, language });
  const rows = found.slice(0, mostShown);
  const shown = rows.find(({ id }) => id === chosen) ?? rows[0];

  const choose = (account: AccountView | undefined) => {
    if (account === undefined) return;
    setChosen(account.id);
    setOpen({ what: "detail" });
    setSubstituting(false);
  };
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === shown?.id);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    choose(next);
    if (next !== undefined)
      list.current?.querySelector<HTMLElement>(`[data-account="${CSS.escape(next.id)}"]`)?.focus();
  };
  const makeLink = async (account: AccountView) => {
    const invited = await deeds.link(account);
    if (invited !== undefined) setOpen({ what: "link", invited });
  };
  const does: Record<DeedName, (account: AccountView) => void> = {
    change: () => setOpen({ what: "change" }),
    unlock: (account) => void deeds.unlock(account),
    reset: (account) => void makeLink(account),
    link: (account) => void makeLink(account),
    back: (account) => void makeLink(account),
    factors: (account) => void deeds.clearFactors(account),
    sessions: (account) => void deeds.endSessions(account),
    leave: (account) => void deeds.leave(account),
  };
  const close = () => {
    setOpen({ what: "detail" });
    setSubstituting(false);
  };
  /** A key's deed, where the account that is looked at has it. */
  const byKey = (...names: DeedName[]) => {
    const deed = shown === undefined ? undefined : deedsOf(shown).find((one) => names.includes(one));
    return shown !== undefined && deed !== undefined ? () => does[deed](shown) : undefined;
  };
  const isBusy = open.what !== "detail" || isSubstituting;
  useCommands(
    "accounts",
    accountsCommands,
    isBusy
      ? { "accounts.leave": close }
      : {
          "accounts.step": (event) => step(steps[event?.key ?? ""] ?? 0),
          "accounts.invite": () => setOpen({ what: "invite" }),
          "accounts.find": () => search.current?.focus(),
          "accounts.change": byKey("change"),
          "accounts.unlock": byKey("unlock"),
          "accounts.link": byKey("reset", "link", "back"),
          "accounts.substitute":
            shown === undefined || shown.state === "left" ? undefined : () => setSubstituting(true),
          "accounts.undo": deeds.done?.undo === undefined ? undefined : deeds.undo,
        },
  );
  const states = AccountState.options.filter((one) => accounts.some((account) => account.state === one));
  return (
    <div className="accounts">
      <div className="accounts-side">
        <div className="accounts-head">
          <input
            ref={search}
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                // A browser would clear the field: what was found is to be worked with.
                event.preventDefault();
                event.currentTarget.blur();
              }
              if (event.key === "ArrowDown" || event.key === "Enter") {
                event.preventDefault();
                step(0);
              }
            }}
          />
          <kbd>L</kbd>
          <button type="button" className="button button-main" onClick={() => setOpen({ what: "invite" })}>
            {t("invite")} <kbd>N</kbd>
          </button>
        </div>
        <fieldset className="accounts-states" aria-label={t("list")}>
          <button type="button" aria-pressed={state === undefined} onClick={() => setState(undefined)}>
            {t("all")} {accounts.length}
          </button>
          {states.map((one) => (
            <button key={one} type="button" aria-pressed={state === one} onClick={() => setState(one)}>
              {t(`state.${one}`)} {accounts.filter((account) => account.state === one).length}
            </button>
          ))}
        </fieldset>
        <AskedNote failure={told.failure} isLoading={told.value === undefined} />
        <div className="accounts-list" ref={list} role="listbox" aria-label={t("list")} tabIndex={-1}>
          {told.value !== undefined && rows.length === 0 && (
            <p className="quiet">{t(accounts.length === 0 ? "none" : "noneFound")}</p>
          )}
          {rows.map((account) => (
            <Row
              key={account.id}
              account={account}
              belongings={belongings}
              isChosen={account.id === shown?.id}
              onChoose={() => choose(account)}
            />
          ))}
          {found.length > rows.length && <p className="quiet">{t("more", { count: found.length - rows.length })}</p>}
        </div>
      </div>
      <div className="accounts-main">
        <AskedNote failure={deeds.refusal} isLoading={false} />
        {deeds.done !== undefined && (
          <p className="accounts-done" role="status">
            {t(`deed.done.${deeds.done.word}`, { name: deeds.done.name })}
            {deeds.done.undo !== undefined && (
              <button type="button" className="button" onClick={deeds.undo}>
                {t("deed.undo")} <kbd>Ctrl Z</kbd>
              </button>
            )}
          </p>
        )}
        {open.what === "invite" ? (
          <InviteWizard
            belongings={belongings}
            taken={new Set(accounts.map(({ name }) => name))}
            onInvite={deeds.invite}
            onClose={close}
          />
        ) : open.what === "link" ? (
          <LinkPart invitation={open.invited}>
            <button type="button" className="button" onClick={close}>
              {t("wizard.done")} <kbd>Esc</kbd>
            </button>
          </LinkPart>
        ) : shown === undefined ? null : open.what === "change" ? (
          <ChangeForm
            key={shown.id}
            account={shown}
            belongings={belongings}
            onSave={(details) => deeds.change(shown, details)}
            onClose={close}
          />
        ) : (
          <div className="detail">
            <AccountDetail
              account={shown}
              belongings={belongings}
              isSelf={own.value?.person?.id === shown.id}
              onDeed={(deed) => does[deed](shown)}
            />
            <Substitutions
              key={shown.id}
              account={shown}
              accounts={accounts}
              substitutions={told.value?.substitutions ?? []}
              today={dayOf(nowStore.getState(), site.timeZone)}
              isAdding={isSubstituting}
              onAdd={setSubstituting}
              onSubstitute={deeds.substitute}
              onRemove={(one) => void deeds.endSubstitution(one)}
            />
          </div>
        )}
      </div>
    </div>
  );
}

/** "2026-11-27" in a time zone. */
const dayOf = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);

type RowProps = { account: AccountView; belongings: Belongings; isChosen: boolean; onChoose(): void };

function Row({ account, belongings, isChosen, onChoose }: RowProps) {
  const { t, i18n } = useTranslation("accounts");
  const moments = useMoments();
  const { id, fullName, title, unit, state, grants, lastSignInAtMs } = account;
  const where = unitWords(unit, belongings, t, i18n.language);
  return (
    <div
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className="accounts-row"
      data-account={id}
      onClick={onChoose}
      onKeyDown={() => {}}
    >
      <span className="accounts-name">
        <strong>{fullName}</strong>
        <span>{title === "" ? where : `${title} · ${where}`}</span>
      </span>
      <span className="accounts-roles-short">
        {grants.map((grant) => grantWords(grant, belongings, t, i18n.language)).join(", ")}
      </span>
      <span className="accounts-when">
        <StateMark state={state} />
        <span>{lastSignInAtMs === null ? "" : moments.since(lastSignInAtMs)}</span>
      </span>
    </div>
  );
}
