import { useTranslation } from "react-i18next";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { useWallPart } from "../../../state/wall.ts";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { PageHead } from "../../app/PageHead.tsx";
import { useAppZone } from "../../app/zone.ts";
import { useScenes } from "../use-scenes.ts";
import "../page-words.ts";
import "./scene.css";

/** The scenes of the wall; the one that is on it now first. */
export function Page() {
  const { t } = useTranslation("leaderPages");
  const { t: app } = useTranslation("app");
  const { language } = useAppZone();
  const reason = useReasonLater();
  const onAir = useWallPart((wall) => wall?.scene.id);
  const { value, failure } = useScenes();
  const scenes = [...(value ?? [])].sort((one, other) => Number(other.id === onAir) - Number(one.id === onAir));
  return (
    <>
      <PageHead title={t("scenes.title")} />
      <a className="app-card app-row scenes-wall" href={language === "en" ? "/wall?lang=en" : "/wall"}>
        <Icon name="scenes" />
        <span>{app("more.wall")}</span>
        <Icon name="onward" />
      </a>
      {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      {value === undefined ? (
        failure === undefined && <p className="app-waiting">{app("page.loading")}</p>
      ) : (
        <ul className="app-card app-list">
          {scenes.map(({ id, name }) => (
            <li key={id}>
              <Go className="app-row" to={`/app/scene/${encodeURIComponent(id)}`}>
                <Icon name="scenes" />
                <span>
                  {inLanguage(name, language)}
                  {id === onAir && <span className="leader-on-air">{t("scenes.onAir")}</span>}
                </span>
                <Icon name="onward" />
              </Go>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
