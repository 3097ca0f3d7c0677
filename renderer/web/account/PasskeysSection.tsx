import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { AskedKey } from "../../account/AskedKey.tsx";
import { askHere } from "../../account/asking.ts";
import { AccountField, Wrong } from "../../account/fields.tsx";
import { addPasskey } from "../../account/passkey.ts";
import { hasPasskeys } from "../../account/passkey-problem.ts";
import { programOf } from "../../account/program.ts";
import { RecoveryCodes } from "../../account/RecoveryCodes.tsx";
import { useDeed } from "../../account/use-deed.ts";
import { useAccountMoments } from "./moments.ts";
import type { SectionProps } from "./section.ts";

/** The passkeys of an account: what each is called, when it was used; another one on this device. */
export function PasskeysSection({ own, onChanged }: SectionProps) {
  const { t } = useTranslation("account");
  const moments = useAccountMoments();
  const [isAdding, setAdding] = useState(false);
  const [label, setLabel] = useState("");
  const [codes, setCodes] = useState<readonly string[]>();
  const deed = useDeed();
  const isPossible = own.isPasskeyPossible && hasPasskeys();
  const begin = () => {
    const known = programOf(navigator.userAgent);
    setLabel(known === undefined ? "" : t("own.onSystem", known));
    setAdding(true);
    deed.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const called = label.trim();
    if (called === "") return;
    const isDone = await deed.run(async () => {
      const made = await addPasskey(called);
      if (made.length > 0) setCodes(made);
    });
    if (!isDone) return;
    setAdding(false);
    onChanged();
  };
  const remove = (id: string) =>
    void deed
      .run(() => askHere(routes.passkey(encodeURIComponent(id)), z.unknown(), { method: "DELETE" }))
      .then((isDone) => isDone && onChanged());
  if (codes !== undefined) return <RecoveryCodes codes={codes} name={own.name} onDone={() => setCodes(undefined)} />;
  return (
    <section className="app-card own-card">
      <h2>{t("own.passkeys")}</h2>
      <p className="app-second">{t(isPossible ? "own.passkeysAbout" : "own.passkeyImpossible")}</p>
      {own.passkeys.length === 0 && isPossible && <p className="app-quiet">{t("own.passkeysNone")}</p>}
      {own.passkeys.length > 0 && (
        <ul className="own-list">
          {own.passkeys.map(({ id, label: called, createdAtMs, usedAtMs }) => (
            <li key={id}>
              <p>
                {called}
                <span className="app-quiet">
                  {t("own.passkeyMade", { time: moments.since(createdAtMs) })} ·{" "}
                  {usedAtMs === null ? t("own.passkeyUnused") : t("own.passkeyUsed", { time: moments.since(usedAtMs) })}
                </span>
              </p>
              <AskedKey
                word={t("own.passkeyRemove")}
                question={t("own.passkeyAsk", { label: called })}
                isDisabled={deed.isRunning}
                onYes={() => remove(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <Wrong>{deed.wrong}</Wrong>
      {isPossible && !isAdding && (
        <button type="button" className="account-key" onClick={begin}>
          {t("own.passkeyAdd")}
        </button>
      )}
      {isAdding && (
        <form className="own-form" onSubmit={(event) => void submit(event)}>
          <AccountField
            label={t("own.passkeyLabel")}
            value={label}
            onChange={(text) => setLabel(text.slice(0, 60))}
            hint={t("own.passkeyLabelHint")}
            autoComplete="off"
          />
          <div className="account-deeds">
            <button type="submit" className="account-key account-main" disabled={deed.isRunning || label.trim() === ""}>
              {deed.isRunning ? t("working") : t("own.passkeyAdd")}
            </button>
            <button type="button" className="account-key" onClick={() => setAdding(false)}>
              {t("cancel")}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
