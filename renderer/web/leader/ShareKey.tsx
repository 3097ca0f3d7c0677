import { useTranslation } from "react-i18next";
import { Icon } from "../app/Icon.tsx";

/** Sends the address of what is seen, by whatever this device sends with; where it has no way, the address is copied. It obeys whoever opens it's rights. */
export function ShareKey({ title, onSaid }: { title: string; onSaid: (sentence: string) => void }) {
  const { t } = useTranslation("leaderPages");
  const share = async () => {
    const url = `${window.location.origin}${window.location.pathname}`;
    try {
      if (navigator.share !== undefined) return await navigator.share({ title, url });
      await navigator.clipboard.writeText(url);
      onSaid(t("figure.copied"));
    } catch (error) {
      // Whoever closes the sheet has changed his mind.
      if (error instanceof DOMException && error.name === "AbortError") return;
      onSaid(url);
    }
  };
  return (
    <button type="button" className="app-key" aria-label={t("figure.share")} onClick={() => void share()}>
      <Icon name="share" />
    </button>
  );
}
