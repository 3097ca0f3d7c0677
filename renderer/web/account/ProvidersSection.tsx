import { useTranslation } from "react-i18next";
import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { AskedKey } from "../../account/AskedKey.tsx";
import { askHere } from "../../account/asking.ts";
import { Wrong } from "../../account/fields.tsx";
import { useDeed } from "../../account/use-deed.ts";
import type { SectionProps } from "./section.ts";

/** Where this person can sign in once for several programs; nothing where the site has no such place. */
export function ProvidersSection({ own, onChanged }: SectionProps) {
  const { t } = useTranslation("account");
  const deed = useDeed();
  if (own.providers.length === 0) return null;
  const unlink = (id: string) =>
    void deed
      .run(() => askHere(routes.ownProvider(encodeURIComponent(id)), z.unknown(), { method: "DELETE" }))
      .then((isDone) => isDone && onChanged());
  return (
    <section className="app-card own-card">
      <h2>{t("providers.title")}</h2>
      <p className="app-second">{t("providers.why")}</p>
      <ul className="own-list">
        {own.providers.map(({ id, name, isLinked }) => (
          <li key={id}>
            <p>
              {name}
              {isLinked && <span className="app-quiet">{t("providers.linked")}</span>}
            </p>
            {isLinked ? (
              <AskedKey
                word={t("providers.unlink")}
                question={`${t("providers.unlink")}: ${name}?`}
                isDisabled={deed.isRunning}
                onYes={() => unlink(id)}
              />
            ) : (
              <a className="account-key" href={`${routes.signInProvider(encodeURIComponent(id))}?link=true`}>
                {t("providers.link")}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Wrong>{deed.wrong}</Wrong>
    </section>
  );
}
