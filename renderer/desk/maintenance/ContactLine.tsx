import { useTranslation } from "react-i18next";
import { routes } from "#contract/http.ts";
import { Contacts, type ToldContact } from "#contract/maintenance/contact.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import "./maintenance.css";

/** Whom to call about what, as the profile names them; undefined until the core has told. */
export const useContacts = (): Contacts | undefined =>
  useAsked("contacts", (signal) => askCore(routes.contacts, Contacts, { signal })).value;

/** Who answers for something, with the number to call. Nothing where nobody is named. */
export function ContactLine({ told }: { told: ToldContact | undefined }) {
  const { t, i18n } = useTranslation("desk");
  if (told === undefined) return null;
  const { contact, unit } = told;
  const parts = [unit && inLanguage(unit, i18n.language), contact?.name].filter(Boolean);
  return (
    <p className="contact-line">
      <strong>{t("contact.title")}</strong> {parts.join(" · ")}
      {contact?.phone !== undefined && (
        <>
          {parts.length > 0 && " · "}
          <b>{contact.phone}</b>
        </>
      )}
      {contact?.note !== undefined && <small>{contact.note}</small>}
    </p>
  );
}
