import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../../../i18n/bundles.ts";
import { useReasonLater } from "../../../i18n/sentence-later.ts";
import { TileView } from "../../../layout/TileView.tsx";
import { needsOf, openTile } from "../../../panels/rules.ts";
import { InteractionContext } from "../../../ui/interaction.ts";
import { TypeContext } from "../../../ui/type-context.ts";
import { useOpened } from "../../../usage/tell.ts";
import { useNamedSite } from "../../app/named-site.ts";
import { PageHead } from "../../app/PageHead.tsx";
import { want } from "../../app/wants.ts";
import { useAppZone } from "../../app/zone.ts";
import { useAskingTile } from "../../asking-tile.ts";
import { useIsPartial } from "../own-part.ts";
import { wantsOf } from "../scenes/parts.ts";
import { useScenes } from "../use-scenes.ts";
import "../page-words.ts";
import "../../app/wall-words.ts";
import "../../../ui/parts.css";
import "../../../layout/monitor.css";
import "./map-page.css";

const scale = { value: 22, label: 15, source: 13 };
/** A finger moves the map, as there is nothing else on the page; where it fills a low screen, one finger still has to scroll past it. */
const leastWholePx = 340;
const nothingToReport = () => undefined;

/** The maps of the wall's scenes, one at a time, as large as the page. */
export function Page() {
  const { t } = useTranslation("leaderPages");
  const { language } = useAppZone();
  const reason = useReasonLater();
  const site = useNamedSite();
  const { value, failure } = useScenes();
  const [chosen, setChosen] = useState<string>();
  const isPartial = useIsPartial();
  const maps = useMemo(
    () =>
      (value ?? []).flatMap((scene) =>
        scene.tiles
          .filter(({ panel }) => panel === "map")
          .map((tile) => ({ key: `${scene.id}/${tile.id}`, scene, tile })),
      ),
    [value],
  );
  const onAir = site?.scene.id;
  const shown = maps.find(({ key }) => key === chosen) ?? maps.find(({ scene }) => scene.id === onAir) ?? maps[0];
  useOpened("page", "map");
  useOpened("tile", shown?.key);
  const asking = useAskingTile(shown?.scene.id, shown?.tile);
  const [root, size] = useSize();
  const opened = useMemo(() => (shown === undefined ? undefined : openTile(shown.tile)), [shown]);
  const home = site?.place ?? "";
  const text = useMemo(
    () => (shown === undefined ? "" : JSON.stringify(wantsOf([needsOf(shown.tile)], home))),
    [shown, home],
  );
  useEffect(() => (text === "" ? undefined : want(JSON.parse(text))), [text]);
  const box = useMemo(() => ({ left: 0, top: 0, ...size }), [size]);
  return (
    <>
      <PageHead title={t("map.title")} />
      {failure !== undefined && <p className="app-card tone-attention">{reason(failure)}</p>}
      {isPartial && maps.length > 0 && <p className="app-second">{t("map.partial")}</p>}
      {value !== undefined && maps.length === 0 && <p className="app-card">{t("map.none")}</p>}
      {maps.length > 1 && shown !== undefined && (
        <select
          className="app-input"
          aria-label={t("map.title")}
          value={shown.key}
          onChange={({ target }) => setChosen(target.value)}
        >
          {maps.map(({ key, scene }) => (
            <option key={key} value={key}>
              {t("map.of", { scene: inLanguage(scene.name, language) })}
            </option>
          ))}
        </select>
      )}
      <div ref={root} className="map-room" {...asking}>
        {shown === undefined || site === null || opened === undefined || size.width === 0 ? (
          maps.length > 0 && <p className="app-waiting">{t("map.loading")}</p>
        ) : (
          <InteractionContext value={size.height > leastWholePx ? "whole" : "in-page"}>
            <TypeContext value={scale}>
              <TileView key={shown.key} tile={shown.tile} box={box} opened={opened} report={nothingToReport} />
            </TypeContext>
          </InteractionContext>
        )}
      </div>
    </>
  );
}

function useSize() {
  const root = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [root, size] as const;
}
