import { useTranslation } from "react-i18next";
import type { Following } from "#contract/entities/following.ts";
import { inLanguage } from "../../i18n/index.ts";
import type { Site } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useMoments } from "../moments.ts";
import { FittedMiniature } from "./Miniature.tsx";

/** The wall at a machine that has joined another one's: what is on air is seen here, and driven at the desk of the first. */
export function FollowedWall({ site, following }: { site: Site; following: Following }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const isCut = following.state === "cut";
  const time = moments.seconds(following.sinceMs);
  return (
    <div className="wall-view">
      <p className={isCut ? "asked-note tone-attention" : "asked-note"} role="status">
        {isCut && <Mark shape="late" />}
        {t(isCut ? "wall.followsCut" : "wall.follows", { host: following.host, time })}
      </p>
      <section className="pane pane-on-air wall-whole" aria-label={t("wall.onAir")}>
        <h2>
          <span className="pane-tag">{t("wall.onAir")}</span>
          {inLanguage(site.scene.name, i18n.language)}
        </h2>
        <FittedMiniature site={site} isOnAir />
      </section>
    </div>
  );
}
