import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { needsOf } from "../../../panels/rules.ts";
import type { Site } from "../../../state/site.ts";
import { useOpened } from "../../../usage/tell.ts";
import type { PageProps } from "../../app/app-page.ts";
import { Notice } from "../../app/Notice.tsx";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { useIsPartial } from "../own-part.ts";
import { ShareKey } from "../ShareKey.tsx";
import { useScenes } from "../use-scenes.ts";
import { wantsOf } from "./parts.ts";
import { ScenePart } from "./ScenePart.tsx";
import "../page-words.ts";
import "../../app/wall-words.ts";
import "../../../ui/parts.css";
import "../../../layout/monitor.css";
import "./scene.css";

/** A scene of the wall as a page for a hand: one thing under the other, figures and lists in their own size. */
export function Page({ params: { scene: id = "" } }: PageProps) {
  const { t } = useTranslation("leaderPages");
  const { t: app } = useTranslation("app");
  const { language } = useAppZone();
  const reason = useReasonLater();
  const site = useNamedSite();
  const [said, setSaid] = useState("");
  const { value, failure } = useScenes();
  const scene = value?.find((one) => one.id === id);
  useOpened("scene", scene?.id);
  if (value !== undefined && scene === undefined)
    return (
      <Notice title={t("scenes.unknown")} why={t("scenes.unknownWhy")} to="/app/scenes" toWord={t("scenes.toList")} />
    );
  const name = scene === undefined ? app("page.loading") : inLanguage(scene.name, language);
  return (
    <>
      <PageHead title={name} backTo="/app/scenes">
        <ShareKey title={name} onSaid={setSaid} />
      </PageHead>
      <p role="status" className="leader-said">
        {said}
      </p>
      {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      {scene !== undefined && site !== null && <Parts scene={scene} site={site} />}
    </>
  );
}

/** Of all sources together: it asks for outages, which whoever sees a part is refused each time, in the audit trail. */
const ofAll = "status-board";

function Parts({ scene, site }: { scene: StoredScene; site: Site }) {
  const { t } = useTranslation("leaderPages");
  // As the eye goes over the wall: monitor by monitor, from the top left.
  const tiles = useMemo(() => [...scene.tiles].sort((one, other) => one.y - other.y || one.x - other.x), [scene]);
  const text = useMemo(() => JSON.stringify(wantsOf(tiles.map(needsOf), site.place)), [tiles, site.place]);
  useEffect(() => want(JSON.parse(text)), [text]);
  const isPartial = useIsPartial();
  const onlyWall = tiles.filter(({ panel }) => panel === "web-page").length;
  return (
    <div className="scene">
      {isPartial && <p className="app-second">{t("scenes.partial")}</p>}
      {(isPartial ? tiles.filter(({ panel }) => panel !== ofAll) : tiles).map((tile) => (
        <ScenePart key={tile.id} tile={tile} site={site} scene={scene.id} />
      ))}
      {tiles.length === 0 && <p className="app-card">{t("scenes.empty")}</p>}
      {onlyWall > 0 && <p className="app-quiet">{t("scenes.onlyWall", { count: onlyWall })}</p>}
    </div>
  );
}
