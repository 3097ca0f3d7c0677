import type { Feature, FeatureCollection, Position } from "geojson";
import type { Place } from "#contract/entities/place.ts";
import { featureCollection } from "../../map/engine.ts";
import { approachFrom, stepFrom } from "./approach.ts";
import { levelOf, type PlaceFigure, shownValue } from "./place-figures.ts";

/** out: waiting on our side to leave the country · in: waiting beyond the border to come in. */
export const ways = ["out", "in"] as const;
export type Way = (typeof ways)[number];

/** What waits at a gate: in all, and each way where platforms tell that. */
export type GateFigure = { place: Place; total: PlaceFigure; ways: Readonly<Record<Way, PlaceFigure>> | undefined };

/** @param lists the same gates by the total's indicator and, where there are, by the indicators of both ways */
export function gateFigures(lists: readonly (readonly PlaceFigure[])[]): GateFigure[] {
  const [totals = [], out, into] = lists;
  return totals.map((total, at) => {
    const [outward, inward] = [out?.[at], into?.[at]];
    return { place: total.place, total, ways: outward && inward && { out: outward, in: inward } };
  });
}

/** Every figure of the gates that the map shows. */
export const figuresOfGates = (gates: readonly GateFigure[]): PlaceFigure[] =>
  gates.flatMap(({ place, total, ways: both }) =>
    place.position === undefined ? [] : [total, ...(both ? [both.out, both.in] : [])],
  );

/**
 * The queues as long as they would be with so many metres a vehicle: outward ones along the road into the province, inward ones
 * straight on beyond the border, where we know no road. Old figures are drawn as such, lost ones not.
 * @param inland a place in the middle of the province
 * @param words of a queue's end
 */
export function queuesOf(
  gates: readonly GateFigure[],
  roads: readonly Position[][],
  inland: Position,
  metresPerVehicle: number,
  words: (way: Way, figure: PlaceFigure) => string,
): FeatureCollection {
  return featureCollection(
    gates.flatMap(({ place: { position }, ways: both }) => {
      if (position === undefined || both === undefined) return [];
      const gate: Position = [position.lon, position.lat];
      return ways.flatMap((way): Feature[] => {
        const figure = both[way];
        const lengthM = (shownValue(figure) ?? 0) * metresPerVehicle;
        if (lengthM <= 0) return [];
        const { line, isRoad } =
          way === "out"
            ? approachFrom(gate, inland, lengthM, roads)
            : { line: [gate, stepFrom(gate, inland, -lengthM)], isRoad: false };
        const properties = { level: levelOf(figure), way, isRoad, label: words(way, figure) };
        return [
          { type: "Feature", properties, geometry: { type: "LineString", coordinates: line } },
          { type: "Feature", properties, geometry: { type: "Point", coordinates: line.at(-1) ?? gate } },
        ];
      });
    }),
  );
}
