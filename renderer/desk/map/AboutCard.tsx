import { useTranslation } from "react-i18next";
import { useMapData } from "../../state/site-map.ts";
import { useMoments } from "../moments.ts";

/** What the map is made of, each with its source and age, and how to ask it something. */
export function AboutCard() {
  const { t } = useTranslation("deskMap");
  const moments = useMoments();
  const { view, hasFailed } = useMapData();
  return (
    <article className="desk-map-card">
      <h2>{t("about.title")}</h2>
      {hasFailed && <p className="tone-attention">{t("about.failed")}</p>}
      <dl className="desk-map-sources">
        <div>
          <dt>{t("about.base")}</dt>
          <dd>
            {view?.base == null
              ? t("about.builtIn")
              : t(`about.${view.base.kind}`, { name: view.base.name, time: moments.since(view.base.asOfMs) })}
          </dd>
        </div>
        {view?.layers.map(({ role, name, features, asOfMs }) => (
          <div key={role}>
            <dt>{t(`role.${role}`)}</dt>
            <dd>{t("about.layer", { name, count: features, time: moments.since(asOfMs) })}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("about.hint")}</p>
    </article>
  );
}
