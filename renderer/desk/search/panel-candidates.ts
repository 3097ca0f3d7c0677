import type { PlaceKind } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";
import type { Site } from "../../state/site.ts";
import type { Candidate } from "./search.ts";

/** Of a kind of panel: its name, and what people call it too. */
export type PanelWords = { panelName(kind: string): Words; panelAlso(kind: string): readonly string[] };

/**
 * Panels that can be put on a monitor as they are found: the map, the clock and the state of data, and a trend or a comparison of
 * places of what there are figures of. Others want settings: they are made in the editor.
 */
export function panelCandidates({
  readings,
  site,
  panelName,
  panelAlso,
}: PanelWords & { readings: readonly Reading[]; site: Site }): Candidate[] {
  const panel = (kind: string, settings: Record<string, unknown>, of?: { id: string; name: Words }): Candidate => {
    const name = panelName(kind);
    const named = of === undefined ? name : { vi: `${name.vi} · ${of.name.vi}`, en: `${name.en} · ${of.name.en}` };
    const also = panelAlso(kind);
    return { key: `panel/${kind}/${of?.id ?? ""}`, kind: "panel", name: named, panel: kind, settings, also };
  };
  const atHome = new Set<string>();
  const kindsOf = new Map<string, Map<PlaceKind, number>>();
  for (const { indicator, place: id, value } of readings) {
    const place = site.placeOf.get(id);
    if (typeof value !== "number") continue;
    if (id === site.place || place === undefined) atHome.add(indicator);
    else {
      const kinds = kindsOf.get(indicator) ?? new Map<PlaceKind, number>();
      kindsOf.set(indicator, kinds.set(place.kind, (kinds.get(place.kind) ?? 0) + 1));
    }
  }
  const indicator = (code: string) => {
    const known = site.indicatorOf.get(code);
    return known === undefined ? [] : [{ id: code, name: known.name }];
  };
  const trends = [...atHome]
    .flatMap(indicator)
    .map((one) => panel("trend", { title: one.name, series: [{ indicator: one.id }] }, one));
  const comparisons = [...kindsOf].flatMap(([code, kinds]) => {
    const [most] = [...kinds].sort((a, b) => b[1] - a[1]);
    if (most === undefined || most[1] < 2) return [];
    return indicator(code).map((one) => panel("comparison", { title: one.name, indicator: code, kind: most[0] }, one));
  });
  return [
    panel("map", { title: panelName("map"), cameras: true }),
    panel("clock", {}),
    panel("status-board", { title: panelName("status-board") }),
    ...trends,
    ...comparisons,
  ];
}
