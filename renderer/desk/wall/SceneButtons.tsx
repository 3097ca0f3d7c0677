import { useTranslation } from "react-i18next";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";

type Props = {
  scenes: readonly StoredScene[];
  isTold: boolean;
  onAir: string;
  preparing: string | undefined;
  onChoose: (scene: string) => void;
};

/** Every scene, the first nine by their number; red is on air, blue in preparation. */
export function SceneButtons({ scenes, isTold, onAir, preparing, onChoose }: Props) {
  const { t, i18n } = useTranslation("desk");
  return (
    <>
      <h3>{t("wall.scenes")}</h3>
      {isTold && scenes.length === 0 && <p className="quiet">{t("wall.noScenes")}</p>}
      <div className="scene-buttons">
        {scenes.map(({ id, name, mistakes }, index) => (
          <button
            key={id}
            type="button"
            className="scene-button"
            data-scene={id}
            data-state={id === onAir ? "on-air" : id === preparing ? "preparing" : undefined}
            onClick={() => onChoose(id)}
          >
            <span>
              {inLanguage(name, i18n.language)}
              {id === onAir && <small>{t("wall.onAir")}</small>}
              {id === preparing && <small>{t("wall.preparing")}</small>}
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
