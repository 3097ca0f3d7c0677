import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useCameras } from "../../../state/cameras.ts";
import { useConnection } from "../../../state/connection.ts";
import { Tag } from "../../../ui/Tag.tsx";
import { Go } from "../../app/Go.tsx";
import { Icon } from "../../app/Icon.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { useIsPartial } from "../own-part.ts";
import "../page-words.ts";

/** Every camera, by name and with its state in a word. None is opened before somebody asks for it. */
export function Page() {
  const { t } = useTranslation("leaderPages");
  const { t: app } = useTranslation("app");
  const { t: words } = useTranslation("figure");
  const { language } = useAppZone();
  const isUp = useConnection().phase === "up";
  const site = useNamedSite();
  const isPartial = useIsPartial();
  const cameras = useCameras();
  useEffect(() => want({ cameras: "all" }), []);
  const list = [...cameras.values()].sort((one, other) =>
    inLanguage(one.name, language).localeCompare(inLanguage(other.name, language), language),
  );
  return (
    <>
      <PageHead title={t("cameras.title")} />
      {list.length === 0 ? (
        <p className="app-waiting">
          {isUp && site !== null ? t(isPartial ? "cameras.noneYours" : "cameras.none") : app("page.loading")}
        </p>
      ) : (
        <ul className="app-card app-list">
          {list.map(({ id, name, state, isSimulated, place }) => (
            <li key={id}>
              <Go className="app-row" to={`/app/camera/${encodeURIComponent(id)}`}>
                <Icon name="cameras" />
                <span>
                  {inLanguage(name, language)}{" "}
                  {isSimulated && <Tag kind="simulated" word={words("status.simulated")} />}
                  <span className={isWell(state) ? "leader-note" : "leader-note tone-late"}>
                    {[
                      t(`cameras.state.${state}`),
                      inLanguage(site?.placeOf.get(place ?? "")?.name ?? { vi: "", en: "" }, language),
                    ]
                      .filter((part) => part !== "")
                      .join(" · ")}
                  </span>
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

const isWell = (state: string): boolean => state === "ok" || state === "idle" || state === "connecting";
