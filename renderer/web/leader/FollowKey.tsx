import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { mostFollowed } from "#contract/follows/http.ts";
import { useReasonOnce } from "../../i18n/sentence-later.ts";
import { refusalOf } from "../../state/asking.ts";
import { Icon } from "../app/Icon.tsx";
import { isWithoutCore } from "../app/who.ts";
import { follow } from "./follow.ts";
import { loadFollows, useFollowed } from "./follows.ts";
import { askToday, todayStore, useToday } from "./today-state.ts";

/** ☆: the figure is followed, or no longer. Says so where it could not be kept. @param onSaid a sentence to be shown; "" takes it away */
export function FollowKey({ series, onSaid }: { series: string; onSaid: (sentence: string) => void }) {
  const { t } = useTranslation("leaderPages");
  const reason = useReasonOnce();
  const { series: own, isKnown } = useFollowed();
  const { today } = useToday();
  const [isBusy, setIsBusy] = useState(false);
  // A page that was opened by a link comes before the first one, which asks what is followed.
  const hasToday = today !== null;
  const isAsked = isKnown && hasToday;
  useEffect(() => {
    if (!hasToday) void askToday();
    if (!isKnown) loadFollows().catch((error: unknown) => console.warn("nobody said what is followed:", error));
  }, [hasToday, isKnown]);
  const isFollowed = own?.includes(series) === true;
  const press = async () => {
    setIsBusy(true);
    try {
      if (!isAsked && !isWithoutCore()) await askToday();
      const outcome = await follow(series, !isFollowed, chosenBySite());
      onSaid(outcome === "full" ? t("figure.full", { count: mostFollowed }) : "");
    } catch (error) {
      onSaid(t("figure.notFollowed", { reason: await reason(refusalOf(error)) }));
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

/** What the site has chosen is shown as followed, and becomes one's own with the first change. */
function chosenBySite(): string[] {
  const { today } = todayStore.getState();
  if (today?.chosenBy !== "site") return [];
  return today.figures.flatMap(({ why, indicator, place }) => (why === "followed" ? [`${indicator}@${place}`] : []));
}
