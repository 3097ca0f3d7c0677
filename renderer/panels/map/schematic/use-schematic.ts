import type { FeatureCollection } from "geojson";
import { useMemo, useState } from "react";
import { featuresByName, positionOf } from "../communes.ts";
import type { PlaceFigure } from "../place-figures.ts";
import type { MapSettings } from "../settings.ts";
import { type CellLayout, layCells, mostCells } from "./layout.ts";

export type SchematicForm = {
  /** null: the map is shown. */
  layout: CellLayout | null;
  /** Whether somebody may change between map and schematic. */
  isChoice: boolean;
  /** More communes than can be read as cells. */
  isTooMany: boolean;
  choose(isSchematic: boolean): void;
};

/** What else a map may show; with nothing of it, the communes are all there is to see. */
const onTheGround = ["gates", "cameras", "stations", "vehicles", "cameraEvents", "reports", "heat"] as const;

/** Whether something is shown that stands where it stands, and would be nowhere on a schematic. */
export const isOfPlaces = (settings: MapSettings): boolean =>
  onTheGround.some((layer) => Boolean(settings[layer])) || settings.about !== undefined;

/** What is left of a map's settings where its communes are cells. */
export const communesAlone = ({ title, communes }: MapSettings): MapSettings => ({
  title,
  ...(communes === undefined ? {} : { communes }),
  cameras: false,
  towns: false,
  roads: false,
});

/**
 * Whether communes stand as cells: where nobody has handed over their borders, and the scene says so or shows nothing else; until
 * whoever sits before it chooses.
 * @param points imported ones, which are more exact than the profile's @param hasAreas undefined: not known yet
 */
export function useSchematic(
  settings: MapSettings,
  figures: readonly PlaceFigure[],
  points: FeatureCollection | undefined,
  hasAreas: boolean | undefined,
): SchematicForm {
  const [chosen, choose] = useState<boolean>();
  const { communes } = settings;
  // Figures change by the minute, places never: what is laid out once stays.
  const key = JSON.stringify(
    figures.map(({ place }) => [place.id, place.name.vi, place.position?.lon, place.position?.lat]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that is read of the figures
  const laid = useMemo(() => {
    const pointOf = featuresByName(points);
    return layCells(
      figures.map(({ place }) => {
        const { at } = positionOf(place, pointOf);
        return { id: place.id, position: at && { lon: at[0], lat: at[1] } };
      }),
    );
  }, [key, points]);
  const canBe = communes !== undefined && hasAreas === false && laid !== undefined;
  const isWanted = chosen ?? (communes?.form === undefined ? !isOfPlaces(settings) : communes.form === "schematic");
  return {
    layout: canBe && isWanted ? laid : null,
    isChoice: canBe,
    isTooMany: communes !== undefined && hasAreas === false && figures.length > mostCells,
    choose,
  };
}
