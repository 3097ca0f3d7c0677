import { useTranslation } from "react-i18next";
import { makeStore, useStoreValue } from "../../state/store.ts";

/** The zone that the site tells its times in, as soon as it is known; before that the one that the sites of this program have. */
export const zoneStore = makeStore("Asia/Ho_Chi_Minh");

/** How times are told on a page. */
export function useAppZone(): { language: string; timeZone: string } {
  const { i18n } = useTranslation();
  return { language: i18n.language, timeZone: useStoreValue(zoneStore) };
}
