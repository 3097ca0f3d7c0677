import { z } from "zod";
import { CameraEventKind } from "#contract/entities/camera-event.ts";
import { PlaceKind } from "#contract/entities/place.ts";
import { Words } from "#contract/entities/text.ts";
import { Span } from "#contract/entities/time.ts";
import { IndicatorId, PlaceId } from "../../figures/picks.ts";
import { defineRule } from "../rule.ts";

/** What a station is drawn as. */
export const StationSign = z.enum(["water", "rain", "air"]);
export type StationSign = z.infer<typeof StationSign>;

/** What happens at cameras and is for everybody who looks at a map. */
export const mapEventKinds = CameraEventKind.exclude(["plate"]).options;

export const MapSettings = z.strictObject({
  title: Words,
  /** What the map shows: a place in the middle of so many kilometres each way; absent: the whole site. */
  about: z.strictObject({ place: PlaceId, km: z.number().min(1).max(1_000).default(20) }).optional(),
  /** Draws the border gates with the value of this indicator. */
  gates: z
    .strictObject({
      indicator: IndicatorId,
      /** What waits to leave the country and to come in, each by an indicator of its own: told apart, and drawn as queues. */
      directions: z
        .strictObject({ out: IndicatorId, in: IndicatorId, metresPerVehicle: z.number().min(1).max(100).default(20) })
        .optional(),
    })
    .optional(),
  cameras: z.boolean().default(false),
  towns: z.boolean().default(true),
  roads: z.boolean().default(true),
  /** Colours the communes by this indicator: their areas where the site's own map has them, else cells or points. */
  communes: z
    .strictObject({
      indicator: IndicatorId,
      /** As they were known so long ago, by the hour; absent: now. */
      back: Span.optional(),
      /**
       * Without borders: a cell each about where it is, or points on the map. Absent: cells where the map shows nothing else. With
       * borders it says nothing.
       */
      form: z.enum(["schematic", "points"]).optional(),
    })
    .optional(),
  /** Stations with their value and which way it goes: river, rain and air each by an indicator of its own. */
  stations: z
    .array(
      z.strictObject({
        indicator: IndicatorId,
        sign: StationSign.default("water"),
        /** The stations that measure it; absent: all there are, those that never told it as well, as a silent one is not forgotten. */
        places: z.array(PlaceId).min(1).max(200).optional(),
        /** What the value is compared with: the one that was known so long ago. */
        trend: Span.prefault("1h"),
      }),
    )
    .max(6)
    .optional(),
  /** Vehicles at the positions that readings of this indicator tell as text. */
  vehicles: z.strictObject({ indicator: IndicatorId }).optional(),
  /** What cameras' platforms have seen happen of late, by kind; plates are no events, unless somebody names them. */
  cameraEvents: z
    .strictObject({
      within: Span.prefault("24h"),
      kinds: z
        .array(CameraEventKind)
        .min(1)
        .max(CameraEventKind.options.length)
        .default([...mapEventKinds]),
    })
    .optional(),
  /** What citizens have reported within a span and is not dealt with, as the platform that takes it tells; `closed`: the rest too. */
  reports: z.strictObject({ within: Span.prefault("30d"), closed: z.boolean().default(false) }).optional(),
  /** Where much of something is, over places of a kind. */
  heat: z.strictObject({ indicator: IndicatorId, kind: PlaceKind.default("site") }).optional(),
});
export type MapSettings = z.output<typeof MapSettings>;

/** What a person may switch off and on again. */
export const switchable = [
  "communes",
  "heat",
  "gates",
  "stations",
  "vehicles",
  "cameraEvents",
  "reports",
  "cameras",
  "roads",
  "towns",
] as const;
export type Switchable = (typeof switchable)[number];

export const mapRule = defineRule({
  kind: "map",
  settings: MapSettings,
  // They were called incidents, which are something else now: what people file and deal with.
  newest(settings) {
    const { incidents, ...rest } = settings;
    return incidents === undefined || "cameraEvents" in rest ? settings : { ...rest, cameraEvents: incidents };
  },
  needs: ({ gates, cameras, communes, stations = [], vehicles, heat, cameraEvents, reports }) => {
    const { directions } = gates ?? {};
    const byWay = directions ? [{ indicator: directions.out }, { indicator: directions.in }] : [];
    const indicators = [gates, ...byWay, communes, ...stations, vehicles, heat].flatMap((one) => one?.indicator ?? []);
    return {
      common: true,
      ...(indicators.length === 0 ? {} : { indicators: [...new Set(indicators)] }),
      // An event stands where its camera does.
      ...(cameras || cameraEvents ? { cameras: "all" as const } : {}),
      ...(cameraEvents ? { cameraEvents: true } : {}),
      // That a platform has told another state is seen by what its source counts.
      ...(reports ? { sources: true } : {}),
    };
  },
});
