import { useTranslation } from "react-i18next";
import { useReason } from "../../../i18n/use-reason.ts";
import { AskedNote } from "../../AskedNote.tsx";
import { useMoments } from "../../moments.ts";
import { useChangeWords, type useTakingBack } from "./ChangeBar.tsx";
import { useChanges } from "./changes.ts";

/** What was changed by wizards, by whom, each to be taken back as long as nobody has changed the same since. */
export function ChangeList({ taking }: { taking: ReturnType<typeof useTakingBack> }) {
  const { t } = useTranslation("wizards");
  const moments = useMoments();
  const say = useChangeWords();
  const reasonOf = useReason();
  const changes = useChanges();
  const list = changes.value?.changes ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no wheel scrolls it by arrows
    <section className="change-list" tabIndex={0} aria-labelledby="change-list-name">
      <h2 id="change-list-name">{t("change.list")}</h2>
      <AskedNote failure={changes.failure} isLoading={changes.value === undefined} />
      {changes.value !== undefined && list.length === 0 && <p className="quiet">{t("change.none")}</p>}
      <ul>
        {list.map((change) => {
          const isBack = change.takenBack !== null;
          const refusal = taking.refusal?.number === change.number ? taking.refusal.why : undefined;
          return (
            <li key={change.number} data-back={isBack || undefined}>
              <p>{say(change)}</p>
              <p className="quiet">
                {moments.seconds(change.atMs)} · {change.who.name || t("change.atMachine")}
              </p>
              {isBack ? (
                <p className="quiet">{t("change.backAt", { time: moments.seconds(change.takenBack?.atMs ?? 0) })}</p>
              ) : (
                <button
                  type="button"
                  className="button-quiet"
                  disabled={taking.busy !== undefined}
                  onClick={() => taking.take(change)}
                >
                  {t("change.takeBack")}
                </button>
              )}
              {refusal !== undefined && (
                <p className="tone-attention" role="alert">
                  {reasonOf(refusal)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
