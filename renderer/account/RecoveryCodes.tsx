import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyKey } from "./CopyKey.tsx";

type Props = { codes: readonly string[]; name: string; onDone(): void };

/** The codes that stand in for a lost phone, shown this once: who goes on says that they are put away. */
export function RecoveryCodes({ codes, name, onDone }: Props) {
  const { t } = useTranslation("account");
  const [isSaved, setSaved] = useState(false);
  return (
    <section className="account-step account-codes">
      <h2>{t("codes.title")}</h2>
      <p className="account-hint">{t("codes.why")}</p>
      <p className="account-print-title">{t("codes.printTitle", { name })}</p>
      <ol className="account-code-list">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="account-deeds">
        <button type="button" className="account-key" onClick={() => window.print()}>
          {t("codes.print")}
        </button>
        <CopyKey text={codes.join("\n")} word={t("codes.copyAll")} />
      </div>
      <label className="account-check">
        <input type="checkbox" checked={isSaved} onChange={(event) => setSaved(event.target.checked)} />
        {t("codes.saved")}
      </label>
      <button type="button" className="account-key account-main" disabled={!isSaved} onClick={onDone}>
        {t("codes.go")}
      </button>
    </section>
  );
}
