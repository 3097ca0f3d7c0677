import { createHash } from "node:crypto";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import { everyTopic, type Topics, topicOf } from "#contract/told.ts";
import { type AnyRole, hasRight } from "../access/rights.ts";
import { members, type Slot } from "./shown.ts";

/** What a client is told of all there is. */
export type View = {
  /** The same for the same topics, in whatever order they are named, of roles that may be told the same. */
  readonly name: string;
  includes(slot: Slot): boolean;
};

const table: readonly Kind[] = kinds;

type Includes = (slot: Slot) => boolean;
const everything: Includes = () => true;
const nothing: Includes = () => false;

/**
 * Makes views of a site. This is the one place where it is decided who is told what: of a kind whose right a role has not, nothing.
 * Names that the site does not know are left out; the rest are the site's own strings, so that a client's topics take memory for the sets
 * only (a thousand names: some 40 kB).
 */
export function createViews(site: SiteView): (role: AnyRole, topics?: Topics) => View {
  const codes = new Map(site.indicators.map(({ code }) => [code, code]));
  const sectorOf = new Map(site.indicators.map(({ code, sector }) => [code, sector]));
  const sectors = new Map(site.indicators.map(({ sector }) => [sector, sector]));
  const places = new Map(site.places.map(({ id }) => [id, id]));

  const includesSeries = (wanted: Topics["readings"]): Includes => {
    if (wanted === "all") return everything;
    const byCode = known(wanted.indicators, codes);
    const bySector = known(wanted.sectors, sectors);
    const byPlace = known(wanted.places, places);
    const series = new Set(wanted.series);
    return ({ key, value }) => {
      const { indicator, place } = value as Pick<Reading, "indicator" | "place">;
      return (
        byCode.has(indicator) ||
        series.has(key) ||
        (byPlace.size > 0 && byPlace.has(place)) ||
        (bySector.size > 0 && bySector.has(sectorOf.get(indicator) ?? ""))
      );
    };
  };
  const includesKind = (kind: Kind, role: AnyRole, topics: Topics): Includes => {
    if (!hasRight(role, kind.right)) return nothing;
    const wanted = wantedOf(kind, topics);
    switch (kind.scope) {
      case "everybody":
        return everything;
      case "yes-or-no":
        return wanted === true ? everything : nothing;
      case "ids":
        return includesId((wanted ?? []) as "all" | readonly string[]);
      case "series":
        return includesSeries((wanted ?? {}) as Topics["readings"]);
    }
  };

  return (role, topics = everyTopic) => {
    const name = nameOf(role, topics);
    const of = new Map(table.map((kind) => [kind.name, includesKind(kind, role, topics)]));
    const includes = members.map(({ kind }) => of.get(kind.name) ?? nothing);
    const isAll = includes.every((one) => one === everything);
    return { name, includes: isAll ? everything : (slot) => includes[slot.member.at]?.(slot) ?? false };
  };
}

const wantedOf = (kind: Kind, topics: Topics): unknown => (topics as Record<string, unknown>)[topicOf(kind)];

const known = (names: readonly string[] = [], all: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(names.map((name) => all.get(name)).filter((name) => name !== undefined));

function includesId(wanted: "all" | readonly string[]): Includes {
  if (wanted === "all") return everything;
  const ids = new Set(wanted);
  return ({ key }) => ids.has(key);
}

function nameOf(role: AnyRole, topics: Topics): string {
  const sorted = (names: readonly string[] = []) => [...new Set(names)].sort();
  const plainOf = (kind: Kind): unknown => {
    if (!hasRight(role, kind.right)) return null;
    const wanted = wantedOf(kind, topics);
    if (Array.isArray(wanted)) return sorted(wanted);
    if (typeof wanted !== "object" || wanted === null) return wanted ?? false;
    const { indicators, sectors, places, series } = wanted as Exclude<Topics["readings"], "all">;
    return [indicators, sectors, places, series].map((names) => sorted(names));
  };
  const plain = JSON.stringify(table.map(plainOf));
  return createHash("sha256").update(plain).digest("base64url").slice(0, 22);
}
