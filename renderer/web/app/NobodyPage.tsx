import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "./Notice.tsx";
import { navigate, useLocation } from "./router.ts";
import { askWho, useWho } from "./who.ts";

/** Where a sign-in may lead back to: an address of the app alone, never one that a link brought from elsewhere. */
export function wayBack(search: string): string {
  const to = new URLSearchParams(search).get("to") ?? "";
  return /^\/app(\/[\w.@/-]*)?(\?[\w=&.@%-]*)?$/.test(to) && !to.includes("//") ? to : "/app/";
}

/** Stands where people sign in until there is a way to: who has no session is told that it takes a link. */
export function Page() {
  const { t } = useTranslation("app");
  const { search } = useLocation();
  const who = useWho();
  const isKnown = who.phase === "known";
  useEffect(() => {
    if (isKnown) navigate(wayBack(search), "replace");
  }, [isKnown, search]);
  return (
    <Notice
      title={t("nobody.title")}
      why={t("nobody.why")}
      onPress={() => void askWho()}
      pressWord={t("nobody.again")}
    />
  );
}
