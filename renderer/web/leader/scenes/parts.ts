import { seriesKey } from "#contract/entities/series-key.ts";
import type { Needs } from "../../../panels/needs.ts";
import type { Wants } from "../../app/wants.ts";

/** How a tile of the wall is told in a hand: as figures in rows · as what it is, in the width that there is · as a way to a page of its own · not at all. */
export type PartForm = "figures" | "panel" | "cameras" | "map" | "heading" | "none";

const byPanel: Readonly<Record<string, PartForm>> = {
  heading: "heading",
  clock: "none",
  "web-page": "none",
  "key-figure": "figures",
  trend: "figures",
  camera: "cameras",
  "camera-grid": "cameras",
  "camera-tour": "cameras",
  "camera-near": "cameras",
  map: "map",
};

/** What is no figure, camera or map is a list or a drawing that knows how to stand in a column: the panel itself. */
export const formOf = (panel: string): PartForm => byPanel[panel] ?? "panel";

/** What a scene has to be told, together. Of cameras what they are called and how they are: each is opened on its own page. */
export function wantsOf(needs: readonly Needs[], home: string): Wants {
  const keys = (list: readonly { indicator: string; place?: string | undefined }[] | undefined) =>
    (list ?? []).map(({ indicator, place = home }) => seriesKey(indicator, place));
  return {
    series: needs.flatMap(({ series }) => keys(series)),
    indicators: needs.flatMap(({ indicators }) => indicators ?? []),
    forecasts: needs.flatMap(({ forecasts }) => keys(forecasts)),
    sources: "all",
    cameras: needs.some(({ cameras }) => cameras === "all")
      ? "all"
      : needs.flatMap(({ cameras }) => (cameras === undefined || cameras === "all" ? [] : cameras)),
    warnings: needs.some(({ warnings }) => warnings === true),
    figureAges: needs.some(({ figureAges }) => figureAges === true),
  };
}
