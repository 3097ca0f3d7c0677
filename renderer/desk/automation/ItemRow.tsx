import { useTranslation } from "react-i18next";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import type { Item } from "./item.ts";

type Props = { item: Item; isChosen: boolean; onChoose: () => void };

/** A programme or a rule, and how it stands: runs, holds which monitor until when, waits, watches, is off. */
export function ItemRow({ item, isChosen, onChoose }: Props) {
  const { t, i18n } = useTranslation("desk");
  const { stored } = item;
  const name = stored.content === null ? stored.id : inLanguage(stored.content.name, i18n.language);
  const isActive = item.kind === "programme" ? item.isRunning : item.holds?.behind === null;
  return (
    <div
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className="automation-row"
      data-item={item.key}
      data-active={isActive || undefined}
      onClick={onChoose}
      onKeyDown={() => {}}
      onFocus={onChoose}
    >
      <span className={isActive ? "tone-live" : "tone-quiet"}>
        <Mark shape={isActive ? "live" : "late"} />
      </span>
      <span className="automation-name">
        {name}
        {stored.mistakes.length > 0 && (
          <small className="tone-attention">
            <Mark shape="up" />
            {t("automation.mistakes", { count: stored.mistakes.length })}
          </small>
        )}
      </span>
      <StateWords item={item} />
    </div>
  );
}

function StateWords({ item }: { item: Item }) {
  const { t } = useTranslation("desk");
  const moments = useMoments();
  if (item.stored.content === null) return <span className="tone-attention">{t("automation.unreadable")}</span>;
  if (item.kind === "programme") return <span>{item.isRunning ? t("automation.runs") : ""}</span>;
  const { holds } = item;
  if (holds === undefined)
    return (
      <span className="quiet">{item.stored.content.isEnabled ? t("automation.watches") : t("automation.off")}</span>
    );
  const where = holds.display === null ? t("automation.wholeWall") : t("wall.display", { display: holds.display });
  const until =
    holds.untilMs === null ? t("automation.whileSo") : t("wall.until", { time: moments.seconds(holds.untilMs) });
  return (
    <span className={holds.behind === null ? "automation-holds" : "tone-attention"}>
      {t(`automation.behind.${holds.behind ?? "none"}`, { where })} · {until}
    </span>
  );
}
