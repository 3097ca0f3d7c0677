import { useTranslation } from "react-i18next";
import { useAccountMoments } from "./moments.ts";
import type { Own } from "./section.ts";

/** Who stands in for somebody, and for whom he does; entered by an administrator. */
export function SubstitutionsSection({ own }: { own: Own }) {
  const { t } = useTranslation("account");
  const moments = useAccountMoments();
  return (
    <section className="app-card own-card">
      <h2>{t("own.substitutions")}</h2>
      {own.substitutions.length === 0 && <p>{t("own.substitutionsNone")}</p>}
      <ul className="own-list">
        {own.substitutions.map(({ id, account, from, to, reason, otherName }) => {
          const told = { name: otherName, from: moments.day(from), to: moments.day(to) };
          return (
            <li key={id}>
              <p>
                {t(account === own.id ? "own.substitutedBy" : "own.substitutes", told)}
                {reason !== "" && <span className="app-quiet">{reason}</span>}
              </p>
            </li>
          );
        })}
      </ul>
      <p className="app-quiet">{t("own.substitutionsHint")}</p>
    </section>
  );
}
