import { useTranslation } from "react-i18next";
import type { WallPlan } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { ScenePlan } from "./ScenePlan.tsx";

type Props = {
  scenes: readonly StoredScene[];
  plan: WallPlan;
  isTold: boolean;
  onAir: string;
  preparing: string | undefined;
  onChoose: (scene: string) => void;
};

/** Every scene, the first nine by their number; red is on air, blue in preparation. */
export function SceneButtons({ scenes, plan, isTold, onAir, preparing, onChoose }: Props) {
  const { t, i18n } = useTranslation("desk");
  return (
    <>
      <h3>{t("wall.scenes")}</h3>
      {isTold && scenes.length === 0 && <p className="quiet">{t("wall.noScenes")}</p>}
      <div className="scene-buttons">
        {scenes.map(({ id, name, tags, tiles, mistakes }, index) => (
          <button
            key={id}
            type="button"
            className="scene-button"
            data-scene={id}
            data-state={id === onAir ? "on-air" : id === preparing ? "preparing" : undefined}
            onClick={() => onChoose(id)}
          >
            <ScenePlan scene={{ tiles }} plan={plan} />
            <span className="scene-name">
              {inLanguage(name, i18n.language)}
              {id === onAir && <small>{t("wall.onAir")}</small>}
              {id === preparing && <small>{t("wall.preparing")}</small>}
              {tags.length > 0 && <small>{tags.join(" · ")}</small>}
              {mistakes.length > 0 && (
                <small className="tone-attention">{t("wall.mistakes", { count: mistakes.length })}</small>
              )}
            </span>
            {index < 9 && <kbd>{index + 1}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}
