import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { Invitation } from "#contract/accounts/http.ts";
import { CopyKey } from "../../account/CopyKey.tsx";
import { QrCode } from "../../account/QrCode.tsx";
import { useMoments } from "../moments.ts";

/** The link that sets a password, as text and as a square for a telephone; shown this once. */
export function LinkPart({ invitation, children }: { invitation: z.infer<typeof Invitation>; children?: ReactNode }) {
  const { t } = useTranslation("accounts");
  const moments = useMoments();
  const { link, untilMs, account } = invitation;
  return (
    <section className="detail accounts-link" aria-label={t("link.title", { name: account.fullName })}>
      <h2>{t("link.title", { name: account.fullName })}</h2>
      <div className="accounts-link-parts">
        <QrCode text={link} label={t("link.qr", { name: account.fullName })} />
        <div>
          <p>{t("link.about")}</p>
          <p className="accounts-address">{link}</p>
          <p className="accounts-deeds">
            <CopyKey text={link} word={t("link.copy")} className="button button-main" />
          </p>
          <p>{t("link.until", { time: moments.seconds(untilMs) })}</p>
          <p className="quiet">{t("link.once")}</p>
          <div className="accounts-deeds">{children}</div>
        </div>
      </div>
    </section>
  );
}
