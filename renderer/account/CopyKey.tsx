import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import "./words.ts";

const saidForMs = 4_000;

/** Puts a text where it can be pasted from, and says so. */
export function CopyKey({
  text,
  word,
  className = "account-key",
}: {
  text: string;
  word?: string;
  className?: string;
}) {
  const { t } = useTranslation("account");
  const [said, setSaid] = useState<"" | "copied" | "notCopied">("");
  useEffect(() => {
    if (said !== "copied") return;
    const timer = setTimeout(() => setSaid(""), saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    // Without TLS a page has no clipboard.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject();
    written.then(
      () => setSaid("copied"),
      () => setSaid("notCopied"),
    );
  };
  return (
    <>
      <button type="button" className={className} onClick={copy}>
        {said === "copied" ? t("copied") : (word ?? t("copy"))}
      </button>
      <span className="account-said" role="status">
        {said === "" ? "" : t(said)}
      </span>
    </>
  );
}
