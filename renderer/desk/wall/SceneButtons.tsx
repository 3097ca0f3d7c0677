import { useTranslation } from "react-i18next";
import type { WallPlan } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { ScenePlan } from "./ScenePlan.tsx";

type Props = {
  scenes: readonly StoredScene[];
  plan: WallPlan;
  isTold: boolean;
  /** The scene of each key, from 1; null: none. */
  numbers: readonly (string | null)[];
  onAir: string;
  preparing: string | undefined;
  onChoose: (scene: string) => void;
};

/** Every scene, those with a key first, in the order of the keys; red is on air, blue in preparation. */
export function SceneButtons({ scenes, plan, isTold, numbers, onAir, preparing, onChoose }: Props) {
  const { t, i18n } = useTranslation("desk");
  const numbered = scenes
    .map((scene) => ({ ...scene, number: numbers.indexOf(scene.id) + 1 }))
    .sort((a, b) => (a.number || Number.MAX_VALUE) - (b.number || Number.MAX_VALUE));
  return (
    <>
      <h3>{t("wall.scenes")}</h3>
      {isTold && scenes.length === 0 && <p className="quiet">{t("wall.noScenes")}</p>}
      <div className="scene-buttons">
        {numbered.map(({ id, name, tags, tiles, mistakes, number }) => (
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
            {number > 0 && <kbd>{number}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}
