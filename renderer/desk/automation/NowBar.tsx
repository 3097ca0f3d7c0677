import { useTranslation } from "react-i18next";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useSite } from "../../state/site.ts";
import { useWall } from "../../state/wall.ts";
import { useMoments } from "../moments.ts";
import { ControlWords } from "../wall/ControlWords.tsx";

type Props = { drive: (command: WallCommand) => void };

/** Who decides what is on the wall, what programme runs, what comes next and when. */
export function NowBar({ drive }: Props) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const wall = useWall();
  const site = useSite();
  const programme = wall?.programme ?? null;
  const nextAtMs = programme?.nextAtMs ?? null;
  const leftS = useNow((nowMs) => (nextAtMs === null ? -1 : Math.max(0, Math.floor((nextAtMs - nowMs) / 1_000))));
  return (
    <section className="now" aria-label={t("automation.now")}>
      <p className="now-air">
        <span className="pane-tag">{t("wall.onAir")}</span>
        <strong>{site === null ? "" : inLanguage(site.scene.name, i18n.language)}</strong>
        <ControlWords onRelease={() => drive({ type: "release" })} />
      </p>
      {programme === null ? (
        <p className="quiet">{t("automation.noneRuns")}</p>
      ) : (
        <div className="now-programme">
          <p>
            <strong>{inLanguage(programme.name, i18n.language)}</strong>
            <span>
              {programme.step === null
                ? t("automation.nothingToShow")
                : t("automation.step", { step: programme.step, steps: programme.steps })}
            </span>
            {programme.isPaused ? (
              <span className="tone-attention">{t("automation.isPaused")}</span>
            ) : nextAtMs === null ? (
              <span className="tone-attention">{t("automation.isCovered")}</span>
            ) : (
              programme.next !== null && (
                <span className="now-next">
                  {t("automation.next", {
                    scene: inLanguage(programme.next.scene, i18n.language),
                    time: moments.seconds(nextAtMs),
                  })}{" "}
                  <b>{t("automation.in", { left: countdown(leftS) })}</b>
                </span>
              )
            )}
          </p>
          <div className="now-deeds">
            <button type="button" className="button" onClick={() => drive({ type: "programme-previous" })}>
              {t("automation.previous")} <kbd>←</kbd>
            </button>
            <button
              type="button"
              className="button"
              onClick={() => drive({ type: programme.isPaused ? "programme-resume" : "programme-pause" })}
            >
              {programme.isPaused ? t("automation.resume") : t("automation.pause")} <kbd>P</kbd>
            </button>
            <button type="button" className="button" onClick={() => drive({ type: "programme-next" })}>
              {t("automation.nextStep")} <kbd>→</kbd>
            </button>
            <button type="button" className="button" onClick={() => drive({ type: "programme-stop" })}>
              {t("automation.stop")} <kbd>S</kbd>
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

/** "0:42", "1:05:00". */
function countdown(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
