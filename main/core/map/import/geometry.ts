import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import { z } from "zod";
import type { GeoBounds } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";

/** More corners than this would make every screen slow, and are finer than a wall can show. */
const mostCorners = 1_500_000;

const Coordinates: z.ZodType<Position> = z.array(z.number()).min(2);
const Line = z.array(Coordinates).min(2);
const Ring = z.array(Coordinates).min(4);
const Simple = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Point"), coordinates: Coordinates }),
  z.object({ type: z.literal("MultiPoint"), coordinates: z.array(Coordinates) }),
  z.object({ type: z.literal("LineString"), coordinates: Line }),
  z.object({ type: z.literal("MultiLineString"), coordinates: z.array(Line) }),
  z.object({ type: z.literal("Polygon"), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(Ring).min(1)) }),
]);
const Collection = z.object({
  type: z.literal("FeatureCollection"),
  crs: z.unknown().optional(),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      geometry: Simple.nullable(),
      properties: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});

export type Shape = Feature<Exclude<Geometry, { type: "GeometryCollection" }>, Record<string, unknown>>;
export type Dimension = "points" | "lines" | "areas";

const dimensions: Record<Shape["geometry"]["type"], Dimension> = {
  Point: "points",
  MultiPoint: "points",
  LineString: "lines",
  MultiLineString: "lines",
  Polygon: "areas",
  MultiPolygon: "areas",
};
export const dimensionOf = (shape: Shape): Dimension => dimensions[shape.geometry.type];

/**
 * The features of a GeoJSON value that have a shape, and the `crs` it names by the old rule.
 * @throws CodedError map.unreadable, map.not-finite, map.empty, map.too-heavy
 */
export function readCollection(value: unknown, name: string): { shapes: Shape[]; crs: unknown } {
  const wrapped =
    typeof value === "object" && value !== null && "type" in value && value.type === "Feature"
      ? { type: "FeatureCollection", features: [value] }
      : value;
  const parsed = Collection.safeParse(wrapped);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    // A coordinate that is null or text stands for one that was not a number where it was written.
    if (path.includes("coordinates") && typeof path[1] === "number" && issue?.code === "invalid_type")
      throw new CodedError("map.not-finite", { name, feature: path[1] + 1 });
    throw new CodedError("map.unreadable", { name, detail: path.join(".") || "GeoJSON" });
  }
  const shapes = parsed.data.features.flatMap(({ geometry, properties }): Shape[] =>
    geometry === null ? [] : [{ type: "Feature", geometry, properties: properties ?? {} }],
  );
  checkShapes(shapes, name);
  return { shapes, crs: parsed.data.crs };
}

/** @throws CodedError map.not-finite, map.empty, map.too-heavy */
export function checkShapes(shapes: readonly Shape[], name: string): void {
  if (shapes.length === 0) throw new CodedError("map.empty", { name });
  let corners = 0;
  for (const [index, shape] of shapes.entries())
    for (const position of cornersOf(shape.geometry)) {
      corners += 1;
      if (!Number.isFinite(position[0]) || !Number.isFinite(position[1]))
        throw new CodedError("map.not-finite", { name, feature: index + 1 });
    }
  if (corners === 0) throw new CodedError("map.empty", { name });
  if (corners > mostCorners) throw new CodedError("map.too-heavy", { name, detail: `> ${mostCorners}` });
}

export function* cornersOf(geometry: Shape["geometry"]): Generator<Position> {
  switch (geometry.type) {
    case "Point":
      yield geometry.coordinates;
      break;
    case "MultiPoint":
    case "LineString":
      yield* geometry.coordinates;
      break;
    case "MultiLineString":
    case "Polygon":
      for (const part of geometry.coordinates) yield* part;
      break;
    case "MultiPolygon":
      for (const polygon of geometry.coordinates) for (const ring of polygon) yield* ring;
  }
}

export function boundsOf(shapes: readonly Shape[]): GeoBounds {
  const bounds: GeoBounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes)
    for (const [x = 0, y = 0] of cornersOf(shape.geometry)) {
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
  return bounds;
}

/** Degrees to about a metre, height left out, rings closed: what is taken is no larger than a screen needs. */
export function tidied(shape: Shape): Shape {
  const point = ([x = 0, y = 0]: Position): Position => [round(x), round(y)];
  const line = (positions: Position[]) => positions.map(point);
  const ring = (positions: Position[]) => {
    const corners = line(positions);
    const [first, last] = [corners[0], corners.at(-1)];
    if (first && last && (first[0] !== last[0] || first[1] !== last[1])) corners.push([...first]);
    return corners;
  };
  const { geometry } = shape;
  switch (geometry.type) {
    case "Point":
      return { ...shape, geometry: { type: "Point", coordinates: point(geometry.coordinates) } };
    case "MultiPoint":
    case "LineString":
      return { ...shape, geometry: { type: geometry.type, coordinates: line(geometry.coordinates) } };
    case "MultiLineString":
      return { ...shape, geometry: { type: geometry.type, coordinates: geometry.coordinates.map(line) } };
    case "Polygon":
      return { ...shape, geometry: { type: geometry.type, coordinates: geometry.coordinates.map(ring) } };
    case "MultiPolygon":
      return {
        ...shape,
        geometry: { type: geometry.type, coordinates: geometry.coordinates.map((rings) => rings.map(ring)) },
      };
  }
}

const round = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;

export const collectionOf = (features: Shape[]): FeatureCollection => ({ type: "FeatureCollection", features });
