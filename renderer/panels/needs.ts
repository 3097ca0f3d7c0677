import type { OwnReach } from "#contract/access/own-reach.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { noTopics, type Topics } from "#contract/told.ts";
import { isFigureBeyond } from "../state/reach.ts";
import type { ShownSeries } from "../state/tiles.ts";

/** What a panel shows of the live stream; what stands on the site (names, rules, places) every page knows anyway. */
export type Needs = {
  /** One indicator at one place; without a place at the site's own. */
  series?: readonly ShownSeries[];
  /** Beside these it shows figures that stand in its settings, such as published ones, and says of each what it is. */
  ownFigures?: true;
  /** Of which it shows what is forecast, too. */
  forecasts?: readonly { indicator: string; place?: string | undefined }[];
  /** By code, at every place. */
  indicators?: readonly string[];
  cameras?: "all" | readonly string[];
  /** That there is a new event of a camera, with the platforms that tell of them. */
  cameraEvents?: boolean;
  /** Warnings of dangers that hold. */
  warnings?: boolean;
  /** How old the figures of every indicator are, without their values. */
  figureAges?: boolean;
  /** What every source says of itself. */
  sources?: boolean;
  /** The figures that the other tiles of its scene show, on whichever monitor. */
  scene?: boolean;
  /** All figures, sources and cameras. */
  everything?: boolean;
  /** It asks for what is told of the whole province alone; who sees a part of it is told nothing. */
  whole?: true;
  /** Beside what it names it shows what is everybody's, as a map does. */
  common?: true;
};

/** The contract's limits on names in one list; who needs more is told all. */
const mostNames = 1_000;
const mostCameras = 500;

/**
 * What a page must be told so that some panels can show what they show. Sources come with every figure, since a figure
 * names the source it came from only when it comes.
 */
export function topicsOf(needs: readonly Needs[], site: Pick<SiteView, "place">): Topics {
  const series = new Set<string>();
  const forecasts = new Set<string>();
  const indicators = new Set<string>();
  const cameras = new Set<string>();
  let hasAll = false;
  let hasAllCameras = false;
  let hasEvents = false;
  let hasSources = false;
  let hasWarnings = false;
  let hasAges = false;
  for (const need of needs) {
    for (const { indicator, place } of need.series ?? []) series.add(seriesKey(indicator, place ?? site.place));
    for (const { indicator, place } of need.forecasts ?? []) forecasts.add(seriesKey(indicator, place ?? site.place));
    for (const code of need.indicators ?? []) indicators.add(code);
    if (need.cameras === "all") hasAllCameras = true;
    else for (const id of need.cameras ?? []) cameras.add(id);
    hasEvents ||= need.cameraEvents === true;
    hasSources ||= need.sources === true;
    hasWarnings ||= need.warnings === true;
    hasAges ||= need.figureAges === true;
    hasAll ||= need.everything === true;
  }
  const hasFigures = hasAll || series.size + indicators.size > 0;
  const readings =
    hasAll || series.size > mostNames || indicators.size > mostNames
      ? "all"
      : {
          ...(series.size === 0 ? {} : { series: [...series].sort() }),
          ...(indicators.size === 0 ? {} : { indicators: [...indicators].sort() }),
        };
  return {
    ...noTopics,
    readings,
    sources: hasFigures || hasEvents || hasSources ? "all" : [],
    cameras: hasAll || hasAllCameras || cameras.size > mostCameras ? "all" : [...cameras].sort(),
    ...(hasEvents ? { cameraEvents: true } : {}),
    ...(hasAll || forecasts.size > mostNames
      ? { forecasts: "all" as const }
      : forecasts.size > 0
        ? { forecasts: { series: [...forecasts].sort() } }
        : {}),
    ...(hasWarnings ? { warnings: true } : {}),
    ...(hasAges ? { figureAges: true } : {}),
  };
}

/**
 * Whether of all that a panel shows nothing may be told to whoever sees a part of the province alone.
 * @param home where a series without a place belongs
 */
export function isBeyond(needs: Needs, reach: OwnReach, home: string): boolean {
  const { series = [], indicators = [], cameras } = needs;
  if (needs.everything === true || needs.whole === true) return true;
  if ([needs.common, needs.ownFigures, needs.sources, needs.warnings, needs.scene].includes(true)) return false;
  const named = series.length + indicators.length + (cameras === undefined ? 0 : 1);
  if (named === 0) return false;
  const isSeries = series.some(({ indicator, place }) => !isFigureBeyond(indicator, place ?? home, reach));
  // At one of one's own places a figure of anybody's is one's own.
  const isIndicator = indicators.some((code) => reach.places.length > 0 || reach.indicators.includes(code));
  const isCamera =
    cameras === "all" ? reach.cameras.length > 0 : (cameras ?? []).some((id) => reach.cameras.includes(id));
  return !isSeries && !isIndicator && !isCamera;
}
