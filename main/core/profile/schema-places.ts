import type { z } from "zod";
import type { SchemaMeta } from "#contract/mistake-params.ts";
import type { Path } from "./mistake.ts";

type Schema = z.ZodType;
type Def = {
  type: string;
  innerType?: Schema;
  getter?: () => Schema;
  in?: Schema;
  out?: Schema;
  shape?: Record<string, Schema>;
  element?: Schema;
  items?: Schema[];
  valueType?: Schema;
  options?: Schema[];
  discriminator?: string;
  values?: unknown[];
  entries?: Record<string, unknown>;
};

export const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

/** What stands within a schema that only says when a value may be absent, or what becomes of it; undefined where it is no such. */
export function within(schema: Schema): Schema | undefined {
  const def = defOf(schema);
  if (def.type === "lazy") return def.getter?.();
  if (def.type === "pipe") return def.in !== undefined && defOf(def.in).type !== "transform" ? def.in : def.out;
  return def.innerType;
}

function bare(schema: Schema): Schema {
  const inner = within(schema);
  return inner === undefined ? schema : bare(inner);
}

/** What a schema says of itself, or what it wraps does. */
export function saidOf(schema: Schema): SchemaMeta {
  const { wanted, isConcealed } = (schema.meta() ?? {}) as SchemaMeta;
  const inner = within(schema);
  return wanted !== undefined || inner === undefined
    ? { ...(wanted && { wanted }), ...(isConcealed && { isConcealed }) }
    : saidOf(inner);
}

/** The schema of a value, by its place in what was parsed; undefined where nothing is expected there. */
export function schemaAt(schema: Schema, path: Path, data: unknown): Schema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = partOf(bare(schema), key, data);
  return next && schemaAt(next, rest, (data as Record<string | number, unknown> | null | undefined)?.[key]);
}

function partOf(schema: Schema, key: string | number, data: unknown): Schema | undefined {
  const { type, shape, element, items, valueType, options = [], discriminator } = defOf(schema);
  switch (type) {
    case "object":
      return Object.hasOwn(shape ?? {}, key) ? shape?.[key] : undefined;
    case "array":
      return element;
    case "tuple":
      return items?.[Number(key)];
    case "record":
      return valueType;
    case "union": {
      const kind = (data as Record<string, unknown> | null | undefined)?.[discriminator ?? ""];
      const option =
        discriminator === undefined
          ? undefined
          : options.find((one) => valuesOf(defOf(bare(one)).shape?.[discriminator]).includes(kind));
      return option && partOf(bare(option), key, data);
    }
    default:
      return undefined;
  }
}

/** The only values that a schema takes; none where it is no list of values. */
export function valuesOf(schema: Schema | undefined): readonly unknown[] {
  if (schema === undefined) return [];
  const { type, values, entries } = defOf(bare(schema));
  if (type === "literal") return values ?? [];
  return type === "enum" ? Object.values(entries ?? {}) : [];
}

/** The schemas any one of which may fit; the schema itself where it is no union. */
export function choicesOf(schema: Schema): readonly Schema[] {
  const { type, options = [] } = defOf(bare(schema));
  return type === "union" ? options.flatMap(choicesOf) : [schema];
}

/** By what zod calls it: "string", "int", "array" … */
export function typeOf(schema: Schema): string {
  const inner = bare(schema);
  return defOf(inner).type === "number" && (inner as z.ZodNumber).isInt ? "int" : defOf(inner).type;
}
