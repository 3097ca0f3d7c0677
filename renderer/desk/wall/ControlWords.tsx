import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { useWall } from "../../state/wall.ts";
import { useMoments } from "../moments.ts";

/** Who decides what is on the wall, since when and until when; and what waits for an operator to give it back. */
export function ControlWords({ onRelease }: { onRelease: () => void }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const wall = useWall();
  if (wall === null) return null;
  const { control, programme, rules } = wall;
  const who = control.who?.name || t("wall.atTheMachine");
  const what = control.what === null ? "" : inLanguage(control.what, i18n.language);
  const waiting = control.by === "operator" ? rules.length + (programme === null ? 0 : 1) : 0;
  return (
    <span className="pane-control" data-control={control.by}>
      <b>{t(`wall.control.${control.by}`, { who, what })}</b>
      {" · "}
      {t("wall.since", { time: moments.since(control.sinceMs) })}
      {control.untilMs !== null && ` ${t("wall.until", { time: moments.since(control.untilMs) })}`}
      {waiting > 0 && <span className="tone-attention"> · {t("wall.waiting", { count: waiting })}</span>}
      {control.by === "operator" && (
        <button type="button" className="button-quiet" onClick={onRelease}>
          {t("wall.release")} <kbd>Q</kbd>
        </button>
      )}
    </span>
  );
}
