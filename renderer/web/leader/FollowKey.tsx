import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mostFollowed } from "#contract/follows/http.ts";
import { useReason } from "../../i18n/use-reason.ts";
import { refusalOf } from "../../state/asking.ts";
import { Icon } from "../app/Icon.tsx";
import { follow, useFollowed } from "./follows.ts";
import { useToday } from "./today-state.ts";

/** ☆: the figure is followed, or no longer. Says so where it could not be kept. @param onSaid a sentence to be shown; "" takes it away */
export function FollowKey({ series, onSaid }: { series: string; onSaid: (sentence: string) => void }) {
  const { t } = useTranslation("leaderPages");
  const reason = useReason();
  const { series: own } = useFollowed();
  const { today } = useToday();
  const [isBusy, setIsBusy] = useState(false);
  // What the site has chosen is shown as followed, and becomes one's own with the first change.
  const shown =
    own ??
    (today?.chosenBy === "site"
      ? today.figures.flatMap(({ why, indicator, place }) => (why === "followed" ? [`${indicator}@${place}`] : []))
      : []);
  const isFollowed = own?.includes(series) === true;
  const press = async () => {
    setIsBusy(true);
    try {
      const outcome = await follow(series, !isFollowed, own === null ? shown : own);
      onSaid(outcome === "full" ? t("figure.full", { count: mostFollowed }) : "");
    } catch (error) {
      onSaid(t("figure.notFollowed", { reason: reason(refusalOf(error)) }));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <button
      type="button"
      className="app-key leader-follow"
      aria-pressed={isFollowed}
      aria-label={t("figure.follow")}
      disabled={isBusy}
      onClick={() => void press()}
    >
      <Icon name="star" isFilled={isFollowed} />
    </button>
  );
}
