import type { OwnReach } from "#contract/access/own-reach.ts";
import type { Scope } from "#contract/access/scope.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { CodedError } from "#contract/errors.ts";
import type { Identity } from "./identity.ts";
import { mayAnywhere, type Right } from "./rights.ts";

/** How far somebody's right reaches. Whatever it does not know belongs to nobody, and only the whole province's see it. */
export type Reach = {
  readonly isWhole: boolean;
  /** A name that is the same for the same reach. */
  readonly name: string;
  /** What belongs to it, as its owner may be told; absent: the whole province's, or nothing. */
  readonly own?: OwnReach;
  figure(indicator: string, place: string): boolean;
  source(id: string): boolean;
  camera(id: string): boolean;
  place(id: string): boolean;
  unit(id: string): boolean;
};

/** What belongs to whom; the profile's lists. */
export type Belongings = Pick<Profile, "units" | "places" | "indicators" | "sources" | "cameras">;

const always = (): boolean => true;
const never = (): boolean => false;
export const wholeReach: Reach = {
  ...{ isWhole: true, name: "", figure: always, source: always, camera: always, place: always, unit: always },
};
export const noReach: Reach = {
  ...{ isWhole: false, name: "none", figure: never, source: never, camera: never, place: never, unit: never },
};

/**
 * Says how far rights reach on a site. To a unit belong the indicators, sources and cameras that name it, what names a unit that became part
 * of it, and the figures of its own place; to a commune the figures of its place.
 *
 * @param site asked anew for each question, as a profile may change
 */
export function createReach(site: () => Belongings): (identity: Identity | undefined, right: Right) => Reach {
  let known: { belongings: Belongings; of: Map<string, Reach> } | undefined;

  return (identity, right) => {
    const scopes = (identity?.grants ?? []).filter((grant) => mayAnywhere(grant, right)).map(({ scope }) => scope);
    if (scopes.length === 0) return noReach;
    if (scopes.some(({ kind }) => kind === "province")) return wholeReach;
    const belongings = site();
    if (known?.belongings !== belongings) known = { belongings, of: new Map() };
    const name = scopes.map(nameOf).sort().join(" ");
    const found = known.of.get(name);
    if (found !== undefined) return found;
    const made = reachOf(belongings, scopes, name);
    known.of.set(name, made);
    return made;
  };
}

/**
 * For a handler whose route says `reach: "own"`.
 * @throws CodedError access.forbidden: what was asked for is another's, or is not there; who asks is not told which
 */
export function mustReach(isReached: boolean): void {
  if (!isReached) throw new CodedError("access.forbidden");
}

const nameOf = (scope: Scope): string =>
  scope.kind === "unit" ? `unit:${scope.unit}` : scope.kind === "commune" ? `commune:${scope.place}` : "province";

function reachOf({ units, indicators, sources, cameras }: Belongings, scopes: readonly Scope[], name: string): Reach {
  const ofUnits = new Set<string>();
  const add = (id: string): void => {
    if (ofUnits.has(id)) return;
    ofUnits.add(id);
    for (const unit of units) if (unit.into === id) add(unit.id);
  };
  for (const scope of scopes) if (scope.kind === "unit") add(scope.unit);
  const mine = units.filter(({ id }) => ofUnits.has(id));
  // An owner may be told by the name that people read.
  const names = new Set(mine.flatMap((unit) => [unit.id, unit.name.vi]));
  const places = new Set([
    ...scopes.flatMap((scope) => (scope.kind === "commune" ? [scope.place] : [])),
    ...mine.flatMap(({ place }) => place ?? []),
  ]);
  const codes = new Set(
    indicators.filter(({ owner }) => owner !== undefined && names.has(owner)).map(({ code }) => code),
  );
  const idsOf = (list: readonly { id: string; unit?: string | undefined }[]) =>
    new Set(list.filter(({ unit }) => unit !== undefined && ofUnits.has(unit)).map(({ id }) => id));
  const [ofSources, ofCameras] = [idsOf(sources), idsOf(cameras)];
  return {
    ...{ isWhole: false, name },
    own: {
      ...{ indicators: [...codes], places: [...places], sources: [...ofSources], cameras: [...ofCameras] },
    },
    figure: (indicator, place) => codes.has(indicator) || places.has(place),
    source: (id) => ofSources.has(id),
    camera: (id) => ofCameras.has(id),
    place: (id) => places.has(id),
    unit: (id) => ofUnits.has(id),
  };
}
