import { useTranslation } from "react-i18next";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useCameras } from "../../state/cameras.ts";
import { allReadings } from "../../state/readings.ts";
import type { Site } from "../../state/site.ts";
import { useSources } from "../../state/sources.ts";
import { useEditorWords } from "../editor/editor-words.ts";
import { tileName } from "../editor/tile-name.ts";
import type { Names } from "./automation-words.ts";
import type { Choices } from "./choices.ts";

/** What the site has, to choose from and to be called by its names. */
export function useSiteChoices(site: Site, scenes: readonly StoredScene[]): { choices: Choices; names: Names } {
  const { t, i18n } = useTranslation("desk");
  const cameras = useCameras();
  const sources = useSources();
  const called = ({ vi, en }: { vi: string; en: string }) => inLanguage({ vi, en }, i18n.language);
  const byName = <One extends { text: string }>(list: One[]) => list.sort((a, b) => a.text.localeCompare(b.text, "vi"));
  const count = site.wall.columns * site.wall.rows;
  const { panelName } = useEditorWords();
  const about = { site, cameras, panelName, language: i18n.language };
  /** By their numbers in the scene, as the editor shows them. */
  const tilesOf = (scene: string) =>
    (scenes.find(({ id }) => id === scene)?.tiles ?? []).map((tile, at) => ({
      value: tile.id,
      text: `${at + 1} · ${tileName(tile, about)}`,
    }));
  const choices: Choices = {
    scenes: scenes.map(({ id, name }) => ({ value: id, text: called(name) })),
    indicators: byName(
      site.indicators
        .filter(({ isRetired }) => !isRetired)
        .map(({ code, name }) => ({ value: code, text: called(name) })),
    ),
    placesOf(indicator) {
      const ids = allReadings().flatMap((reading) => (reading.indicator === indicator ? [reading.place] : []));
      const places = [...new Set(ids)].flatMap((id) => (id === site.place ? [] : (site.placeOf.get(id) ?? [])));
      const home = { value: "", text: t("automation.homePlace") };
      return [home, ...byName(places.map(({ id, name }) => ({ value: id, text: called(name) })))];
    },
    sources: byName([...sources.values()].map(({ id, name }) => ({ value: id, text: called(name) }))),
    cameras: byName([...cameras.values()].map(({ id, name }) => ({ value: id, text: called(name) }))),
    displays: Array.from({ length: count }, (_, at) => ({
      value: String(at + 1),
      text: t("wall.display", { display: at + 1 }),
    })),
    tilesOf,
  };
  const names: Names = {
    scene: (id) => scenes.find((one) => one.id === id)?.name,
    indicator: (code) => site.indicatorOf.get(code)?.name,
    place: (id) => site.placeOf.get(id)?.name,
    source: (id) => sources.get(id)?.name,
    camera: (id) => cameras.get(id)?.name,
    tile: (scene, id) => tilesOf(scene).find(({ value }) => value === id)?.text,
  };
  return { choices, names };
}
