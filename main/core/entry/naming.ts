import type { CodedMessage } from "#contract/errors.ts";
import { plain } from "../tables/reading.ts";
import type { CheckOptions } from "./checking.ts";

/** The site as a whole, whatever it is called: so tables have it. */
const wholeSiteNames = new Set(["tỉnh", "toàn tỉnh", "cả tỉnh", "province", "the province", "whole province"]);
const kinds = /^(?:xã|phường|thị trấn|đặc khu|x\.|p\.|tt\.)\s*|\s+(?:commune|ward|township)$/g;
const withoutKind = (name: string): string => name.replace(kinds, "");

type Named = { id: string; vi: string; en: string };

/** Finds what people name in tables, by code or by name in either language; of several of a name those that one enters. */
export function figureNames({ profile, figures, reach }: Pick<CheckOptions, "profile" | "figures" | "reach">) {
  const indicators = profile.indicators.map(({ code, name }): Named => ({ id: code, ...name }));
  const places = profile.places.map(({ id, name }): Named => ({ id, ...name }));
  const own = figures.all.filter(({ indicator, place }) => reach.figure(indicator.code, place.id));
  const ownIndicators = new Set(own.map(({ indicator }) => indicator.code));

  /** What a shorter name means of the places where a figure is entered: "Toàn tỉnh", "Đông Kinh" or "P. Đông Kinh" of "Phường Đông Kinh". */
  const placesMeant = (name: string): string[] => {
    const given = plain(name);
    if (wholeSiteNames.has(given)) return [profile.place];
    const bare = withoutKind(given);
    return places.flatMap(({ id, vi, en }) =>
      [vi, en].some((one) => withoutKind(plain(one)) === bare) && bare !== "" ? [id] : [],
    );
  };

  return {
    indicator(code: string, name: string): { code: string } | { message: CodedMessage } {
      const found = find(indicators, code, name, (id) => ownIndicators.has(id));
      return "id" in found
        ? { code: found.id }
        : { message: messageOf(found, "entry.unknown-indicator", code || name) };
    },
    /** @param indicator its code, where it is known */
    place(code: string, name: string, indicator: string | undefined): { id: string } | { message: CodedMessage } {
      if (code === "" && name === "") {
        const [only, other] = own.filter((one) => one.indicator.code === indicator);
        return { id: only !== undefined && other === undefined ? only.place.id : profile.place };
      }
      const isEnteredAt = (id: string) => indicator !== undefined && figures.of(indicator, id) !== undefined;
      const found = find(places, code, name, isEnteredAt);
      if ("id" in found && isEnteredAt(found.id)) return found;
      const meant = code === "" ? placesMeant(name).filter((id) => indicator === undefined || isEnteredAt(id)) : [];
      const [only, other] = meant;
      if (only !== undefined && other === undefined) return { id: only };
      if ("id" in found) return found;
      const told = other === undefined ? found : { several: meant };
      return { message: messageOf(told, "entry.unknown-place", code || name) };
    },
  };
}

type Found = { id: string } | { several: string[] } | { several?: never };

function find(list: readonly Named[], code: string, name: string, isOwn: (id: string) => boolean): Found {
  // A code in the place of the name is one too.
  const given = plain(code || name);
  const byCode = list.find(({ id }) => id === given);
  if (byCode !== undefined) return { id: byCode.id };
  if (code !== "" || name === "") return {};
  const byName = list.filter(({ vi, en }) => plain(vi) === given || plain(en) === given);
  const own = byName.filter(({ id }) => isOwn(id));
  const [only, other] = own.length > 0 ? own : byName;
  if (only === undefined) return {};
  return other === undefined ? { id: only.id } : { several: byName.map(({ id }) => id) };
}

const messageOf = (found: Exclude<Found, { id: string }>, code: CodedMessage["code"], text: string): CodedMessage =>
  found.several === undefined
    ? { code, params: { found: text.slice(0, 100) } }
    : { code: "entry.name-twice", params: { found: text.slice(0, 100), ids: found.several.slice(0, 5).join(", ") } };
