import { useTranslation } from "react-i18next";
import { PageHead } from "../../app/PageHead.tsx";

/** What matters now. */
export function Page() {
  const { t } = useTranslation("app");
  return <PageHead title={t("nav.today")} />;
}
