import { Succession, shareTolerance } from "#contract/entities/succession.ts";
import type { Complain, Path } from "./mistake.ts";

type Item = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * What is wrong with the validity of places and with what became of them, on the raw data of a profile. What is malformed in
 * itself is told by the schema.
 */
export function checkPlaces(
  places: readonly [Item, number][],
  successions: readonly [Item, number][],
  ids: ReadonlySet<string>,
  complain: Complain,
): void {
  for (const [place, index] of places)
    if (isText(place.from) && isText(place.to) && place.from >= place.to)
      complain(["places", index, "to"], "mistake.place-dates", { from: place.from, to: place.to });

  const endOf = new Map(places.map(([place]) => [place.id, place.to]));
  const dayInto = new Map<string, string>();
  const seen = new Set<string>();
  for (const [item, index] of successions) {
    const path: Path = ["successions", index];
    const parsed = Succession.safeParse(item);
    if (!parsed.success) continue;
    const { place, on, into } = parsed.data;
    if (!ids.has(place)) complain([...path, "place"], "mistake.unknown-place", { id: place });
    if (seen.has(place)) complain([...path, "place"], "mistake.duplicate-id", { id: place });
    seen.add(place);
    const end = endOf.get(place);
    if (isText(end) && end !== on) complain([...path, "on"], "mistake.succession-end", { place, end });
    const total = into.reduce((sum, { share }) => sum + share, 0);
    if (Math.abs(total - 1) > shareTolerance)
      complain([...path, "into"], "mistake.shares", { place, total: Math.round(total * 1_000) / 1_000 });
    for (const [at, { place: successor }] of into.entries()) {
      const here = [...path, "into", at, "place"];
      if (!ids.has(successor)) complain(here, "mistake.unknown-place", { id: successor });
      if (into.findIndex((one) => one.place === successor) < at)
        complain(here, "mistake.duplicate-id", { id: successor });
      const day = dayInto.get(successor);
      if (day !== undefined && day !== on) complain(here, "mistake.succession-days", { place: successor, day, on });
      dayInto.set(successor, on);
    }
  }
  // Each place goes on into later ones only, so there is no circle among those that keep to this.
  for (const [item, index] of successions) {
    const { place, on } = item;
    const began = isText(place) ? dayInto.get(place) : undefined;
    if (began !== undefined && isText(on) && on <= began)
      complain(["successions", index, "on"], "mistake.succession-order", { place: String(place), day: began });
  }
}
