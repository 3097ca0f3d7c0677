import { useTranslation } from "react-i18next";
import type { Status } from "#contract/http.ts";
import { formatNumber } from "../../figures/format.ts";
import { Facts } from "../Facts.tsx";
import { useMoments } from "../moments.ts";

/** What the core keeps, and when it was last copied. */
export function StoreDetail({ status }: { status: Status }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const number = (value: number) => formatNumber(value, i18n.language, 0);
  const { store } = status;
  return (
    <Facts
      facts={[
        [t("status.storeFact.readings"), number(store.readings)],
        [t("status.storeFact.series"), number(store.series)],
        [
          t("status.storeFact.backup"),
          store.lastBackupAtMs === null ? t("status.none") : moments.seconds(store.lastBackupAtMs),
        ],
        [t("status.storeFact.clients"), number(status.clients)],
        [t("status.storeFact.version"), status.version],
        [t("status.storeFact.started"), moments.seconds(status.startedAtMs)],
      ]}
    />
  );
}
