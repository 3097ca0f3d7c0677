import { z } from "zod";
import { PlaceKind } from "#contract/entities/place.ts";
import { Id, Words } from "#contract/entities/text.ts";
import { defineRule } from "../rule.ts";

export const MapSettings = z.strictObject({
  title: Words,
  /** Draws the border gates with the value of this indicator. */
  gates: z.strictObject({ indicator: Id }).optional(),
  cameras: z.boolean().default(false),
  towns: z.boolean().default(true),
  roads: z.boolean().default(true),
  /** Colours the communes by this indicator; the communes come with the site's own map. */
  communes: z.strictObject({ indicator: Id }).optional(),
  /** Stations (river, rain, air) with their value. */
  stations: z.strictObject({ indicator: Id }).optional(),
  /** Where much of something is, over places of a kind. */
  heat: z.strictObject({ indicator: Id, kind: PlaceKind.default("site") }).optional(),
});
export type MapSettings = z.infer<typeof MapSettings>;

/** What a person may switch off and on again. */
export const switchable = ["communes", "heat", "gates", "stations", "cameras", "roads", "towns"] as const;
export type Switchable = (typeof switchable)[number];

export const mapRule = defineRule({
  kind: "map",
  settings: MapSettings,
  needs: ({ gates, cameras, communes, stations, heat }) => {
    const indicators = [gates, communes, stations, heat].flatMap((one) => one?.indicator ?? []);
    return {
      ...(indicators.length === 0 ? {} : { indicators: [...new Set(indicators)] }),
      ...(cameras ? { cameras: "all" as const } : {}),
    };
  },
});
