import { createHash } from "node:crypto";
import type { OwnReach } from "#contract/access/own-reach.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import { everyTopic, type Topics, topicOf } from "#contract/told.ts";
import { noReach, type Reach, wholeReach } from "../access/reach.ts";
import { type AnyRole, hasRight, type Right } from "../access/rights.ts";
import { members, type Slot } from "./shown.ts";

/** What a client is told of all there is. */
export type View = {
  /** The same for the same topics, in whatever order they are named, of roles that may be told the same. */
  readonly name: string;
  /** How much of the site. */
  readonly site: "whole" | "short";
  /** How far the right to read reaches, where it is for a unit or a commune alone. */
  readonly reach?: OwnReach | undefined;
  includes(slot: Slot): boolean;
};

/** How far each right of somebody reaches. */
export type ReachOf = (right: Right) => Reach;

/** Of whoever has a role for the whole province. */
export const ofRole =
  (role: AnyRole): ReachOf =>
  (right) =>
    hasRight(role, right) ? wholeReach : noReach;

const table: readonly Kind[] = kinds;

type Includes = (slot: Slot) => boolean;
const everything: Includes = () => true;
const nothing: Includes = () => false;

/**
 * Makes views of a site. This is the one place where it is decided who is told what: of a kind whose right somebody has not, nothing; where
 * it reaches for a unit or a commune alone, what belongs to that.
 * Names that the site does not know are left out; the rest are the site's own strings, so that a client's topics take memory for the sets
 * only (a thousand names: some 40 kB).
 */
export function createViews(site: SiteView): (reachOf: ReachOf, topics?: Topics) => View {
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
  const includesWanted = (kind: Kind, topics: Topics): Includes => {
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

  const includesKind = (kind: Kind, reach: Reach, topics: Topics): Includes => {
    if (reach === noReach) return nothing;
    const isWanted = includesWanted(kind, topics);
    if (reach.isWhole || isWanted === nothing) return isWanted;
    const isReached = reachedOf(kind, reach);
    if (isWanted === everything) return isReached;
    return (slot) => isReached(slot) && isWanted(slot);
  };

  return (reachOf, topics = everyTopic) => {
    const name = nameOf(reachOf, topics);
    const of = new Map(table.map((kind) => [kind.name, includesKind(kind, reachOf(kind.right), topics)]));
    const includes = members.map(({ kind }) => of.get(kind.name) ?? nothing);
    const isAll = includes.every((one) => one === everything);
    const { site = "whole" } = topics;
    return {
      ...{ name, site, reach: reachOf("read").own },
      includes: isAll ? everything : (slot) => includes[slot.member.at]?.(slot) ?? false,
    };
  };
}

/** Whether something belongs to what somebody's right reaches, by what the kind says that it belongs to. */
function reachedOf({ belongs }: Kind, reach: Reach): Includes {
  switch (belongs) {
    case "everybody":
      return everything;
    case "figure":
      return ({ member, value }) => {
        // That one is gone is told by its key, and to nobody who might never have known it.
        if (member.isGone) return false;
        const { indicator, place } = value as Pick<Reading, "indicator" | "place">;
        return reach.figure(indicator, place);
      };
    case "source":
      return ({ key }) => reach.source(key);
    case "camera":
      return ({ key }) => reach.camera(key);
    default:
      return nothing;
  }
}

const wantedOf = (kind: Kind, topics: Topics): unknown => (topics as Record<string, unknown>)[topicOf(kind)];

const known = (names: readonly string[] = [], all: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(names.map((name) => all.get(name)).filter((name) => name !== undefined));

function includesId(wanted: "all" | readonly string[]): Includes {
  if (wanted === "all") return everything;
  const ids = new Set(wanted);
  return ({ key }) => ids.has(key);
}

function nameOf(reachOf: ReachOf, topics: Topics): string {
  const sorted = (names: readonly string[] = []) => [...new Set(names)].sort();
  const plainOf = (kind: Kind): unknown => {
    const reach = reachOf(kind.right);
    if (reach === noReach) return null;
    return reach.isWhole ? wantedOfKind(kind) : [reach.name, wantedOfKind(kind)];
  };
  const wantedOfKind = (kind: Kind): unknown => {
    const wanted = wantedOf(kind, topics);
    if (Array.isArray(wanted)) return sorted(wanted);
    if (typeof wanted !== "object" || wanted === null) return wanted ?? false;
    const { indicators, sectors, places, series } = wanted as Exclude<Topics["readings"], "all">;
    return [indicators, sectors, places, series].map((names) => sorted(names));
  };
  const plain = JSON.stringify([topics.site ?? "whole", ...table.map(plainOf)]);
  return createHash("sha256").update(plain).digest("base64url").slice(0, 22);
}
