import { useTranslation } from "react-i18next";
import { Go } from "../app/Go.tsx";
import { useLocation } from "../app/router.ts";
import "./words.ts";
import "./officer.css";

const tabs = [
  ["/app/entry", "form"],
  ["/app/entry/table", "table"],
  ["/app/entry/sent", "sent"],
] as const;

/** The ways to the parts of entering figures. */
export function OfficerTabs() {
  const { t } = useTranslation("officer");
  const { path } = useLocation();
  return (
    <nav className="entry-tabs" aria-label={t("enter.tabs")}>
      {tabs.map(([to, word]) => (
        <Go key={to} to={to} replaces aria-current={path.replace(/\/+$/, "") === to ? "page" : undefined}>
          {t(`tab.${word}`)}
        </Go>
      ))}
    </nav>
  );
}
