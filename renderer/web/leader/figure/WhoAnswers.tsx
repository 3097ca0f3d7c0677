import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Words } from "#contract/entities/text.ts";
import { Contacts, type ToldContact } from "#contract/maintenance/contact.ts";
import { routes } from "#contract/routes.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReasonOnce } from "../../../i18n/sentence-later.ts";
import { askCore, refusalOf } from "../../../state/asking.ts";
import { Icon } from "../../app/Icon.tsx";
import { mayNow, useWho } from "../../app/who.ts";
import { useAppZone } from "../../app/zone.ts";

type Props = { indicator: IndicatorView; source: string | undefined; owner: Words | undefined };

/** Numbers are people's: told when they are asked for, which is written down, and not with every look at a figure. */
export function WhoAnswers({ indicator, source, owner: unit }: Props) {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const reason = useReasonOnce();
  const who = useWho();
  const [contacts, setContacts] = useState<ToldContact[]>();
  const [said, setSaid] = useState("");
  const ask = async () => {
    try {
      const told = await askCore(routes.contacts, Contacts);
      const found = [told.indicators[indicator.code], source === undefined ? undefined : told.sources[source]];
      setContacts(found.filter((one) => one !== undefined));
      setSaid("");
    } catch (error) {
      setSaid(await reason(refusalOf(error)));
    }
  };
  const owner = unit === undefined ? t("figure.nobody") : inLanguage(unit, language);
  return (
    <section className="app-card" aria-labelledby="figure-who">
      <h2 id="figure-who">{t("figure.who")}</h2>
      {contacts === undefined && <p>{owner}</p>}
      {contacts?.length === 0 && (
        <p>
          {owner}. {t("figure.noContact")}
        </p>
      )}
      {contacts?.map(({ unit: of, contact }) => (
        <div key={`${of?.vi} ${contact?.phone}`} className="leader-contact">
          <p>
            {[of === undefined ? "" : inLanguage(of, language), contact?.name, contact?.note]
              .filter((part) => part !== undefined && part !== "")
              .join(" · ")}
          </p>
          {contact?.phone === undefined ? (
            <p className="app-quiet">{t("figure.noContact")}</p>
          ) : (
            <a
              className="app-button"
              href={`tel:${contact.phone.replaceAll(/[^+\d]/g, "")}`}
              aria-label={t("figure.call", { name: `${contact.name} ${contact.phone}` })}
            >
              <Icon name="call" /> {contact.phone}
            </a>
          )}
        </div>
      ))}
      {contacts === undefined && mayNow(who, "see-contacts") && (
        <button type="button" className="app-button" onClick={() => void ask()}>
          {t("figure.reveal")}
        </button>
      )}
      {said !== "" && <p className="tone-attention">{said}</p>}
    </section>
  );
}
