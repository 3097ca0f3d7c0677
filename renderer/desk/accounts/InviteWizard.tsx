import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { Invitation } from "#contract/accounts/http.ts";
import { Mark } from "../../ui/Mark.tsx";
import { type Draft, emptyDraft, type Missing, missingOf } from "./draft.ts";
import { GrantsField } from "./GrantsField.tsx";
import { LinkPart } from "./LinkPart.tsx";
import { PersonFields } from "./PersonFields.tsx";
import { type Belongings, grantWords, unitWords } from "./words.ts";

type Props = {
  belongings: Belongings;
  taken: ReadonlySet<string>;
  /** @returns undefined where the core said no, which is told beside the page */
  onInvite(draft: Draft): Promise<z.infer<typeof Invitation> | undefined>;
  onClose(): void;
};

const steps = ["who", "what", "check"] as const;

/** Who, what, and a look at it; then the link. Enter goes on, Esc leaves. */
export function InviteWizard({ belongings, taken, onInvite, onClose }: Props) {
  const { t, i18n } = useTranslation("accounts");
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [at, setAt] = useState(0);
  const [missing, setMissing] = useState<Missing>();
  const [isSending, setSending] = useState(false);
  const [invitation, setInvitation] = useState<z.infer<typeof Invitation>>();
  const first = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const step = steps[at] ?? "check";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first field
  useEffect(() => {
    const field = first.current ?? form.current?.querySelector<HTMLElement>("input, select, button[type=submit]");
    field?.focus();
  }, [at, invitation === undefined]);
  const change = (next: Draft) => {
    setDraft(next);
    setMissing(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    if (step !== "check") {
      const found = missingOf(draft, step, taken);
      setMissing(found);
      if (found === undefined) setAt(at + 1);
      return;
    }
    setSending(true);
    setInvitation(await onInvite(draft));
    setSending(false);
  };
  if (invitation !== undefined) {
    const another = () => {
      setInvitation(undefined);
      // Whoever comes next is of the same unit and role more often than not.
      setDraft({ ...emptyDraft, ...(draft.unit === undefined ? {} : { unit: draft.unit }), grants: draft.grants });
      setAt(0);
    };
    return (
      <LinkPart invitation={invitation}>
        <button type="button" className="button" onClick={onClose}>
          {t("wizard.done")} <kbd>Esc</kbd>
        </button>
        <button type="button" className="button" onClick={another}>
          {t("wizard.other")}
        </button>
      </LinkPart>
    );
  }
  const { language } = i18n;
  return (
    <form ref={form} className="detail accounts-wizard" onSubmit={(event) => void submit(event)}>
      <p className="detail-kind">
        {t("wizard.title")} · {t("wizard.step", { at: at + 1, of: steps.length })}
      </p>
      <h2>{t(`wizard.${step}`)}</h2>
      {step === "who" && <PersonFields draft={draft} belongings={belongings} onChange={change} isNew first={first} />}
      {step === "what" && <GrantsField draft={draft} belongings={belongings} onChange={change} />}
      {step === "check" && (
        <>
          <dl className="facts">
            {(
              [
                ["fullName", draft.fullName],
                ["name", draft.name],
                ["title", draft.title],
                ["unit", unitWords(draft.unit, belongings, t, language)],
                ["phone", draft.phone],
                ["email", draft.email],
              ] as const
            ).map(([name, value]) => (
              <div key={name}>
                <dt>{t(`field.${name}`)}</dt>
                <dd>{value === "" ? "—" : value}</dd>
              </div>
            ))}
          </dl>
          <ul className="accounts-grants">
            {draft.grants.map((grant) => (
              <li key={JSON.stringify(grant)}>
                <strong>{grantWords(grant, belongings, t, language)}</strong>
                <span>{t(`roleAbout.${grant.role}`)}</span>
              </li>
            ))}
          </ul>
          <p>{t("wizard.checkAbout")}</p>
          {draft.grants.some(({ role }) => role === "admin") && <p className="quiet">{t("wizard.needsSecond")}</p>}
        </>
      )}
      <p className="accounts-missing" role="alert">
        {missing !== undefined && (
          <span className="tone-attention">
            <Mark shape="up" />
            {t(`missing.${missing}`)}
          </span>
        )}
      </p>
      <div className="accounts-deeds">
        <button type="submit" className="button button-main" disabled={isSending}>
          {t(step === "check" ? "wizard.send" : "wizard.next")} <kbd>Enter</kbd>
        </button>
        {at > 0 && (
          <button type="button" className="button" onClick={() => setAt(at - 1)}>
            {t("wizard.back")}
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          {t("wizard.leave")} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
