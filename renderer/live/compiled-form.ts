import type { Form } from "./form.ts";

/**
 * A form as the build writes it down of a schema (build/compiled-forms.mjs): a part of JSON Schema 2020-12 (RFC draft-bhutton-json-schema-01), of
 * which the build lets nothing through that is not read here.
 */
type Type = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";
export type Shape = {
  $ref?: string;
  anyOf?: readonly Shape[];
  oneOf?: readonly Shape[];
  allOf?: readonly Shape[];
  const?: unknown;
  enum?: readonly unknown[];
  type?: Type | readonly Type[];
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Shape;
  properties?: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  additionalProperties?: false | Shape;
  propertyNames?: Shape;
  $defs?: Readonly<Record<string, Shape>>;
};

const patterns = new Map<string, RegExp>();
/** As many as the forms of this build have. */
function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text);
  patterns.set(text, known);
  return known;
}

const isWithin = (size: number, least = 0, most = Number.POSITIVE_INFINITY) => size >= least && size <= most;
const has = (of: object, key: string) => Object.hasOwn(of, key);

/** Whether a value that came as JSON has a shape. @param whole the one that holds what is referred to */
function fits(value: unknown, shape: Shape, whole: Shape): boolean {
  const isOf = (one: Shape) => fits(value, one, whole);
  if (shape.$ref !== undefined) return isOf(whole.$defs?.[shape.$ref.slice("#/$defs/".length)] ?? { enum: [] });
  if (shape.allOf !== undefined && !shape.allOf.every(isOf)) return false;
  const some = shape.anyOf ?? shape.oneOf;
  if (some !== undefined && !some.some(isOf)) return false;
  if (shape.enum !== undefined && !shape.enum.includes(value)) return false;
  if (has(shape, "const") && value !== shape.const) return false;
  // A pattern beside others of them, as of a string that has two.
  if (shape.type === undefined) return typeof value !== "string" || isText(value, shape);
  return typeof shape.type === "string"
    ? isOfType(value, shape.type, shape, whole)
    : shape.type.some((type) => isOfType(value, type, shape, whole));
}

function isOfType(value: unknown, type: Type, shape: Shape, whole: Shape): boolean {
  switch (type) {
    case "string":
      return typeof value === "string" && isText(value, shape);
    case "integer":
      return Number.isInteger(value) && isNumber(value as number, shape);
    case "number":
      return typeof value === "number" && isNumber(value, shape);
    case "array": {
      const { items = {}, minItems, maxItems } = shape;
      return (
        Array.isArray(value) &&
        isWithin(value.length, minItems, maxItems) &&
        value.every((one) => fits(one, items, whole))
      );
    }
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value) && isObject(value, shape, whole);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

const isText = (value: string, { minLength, maxLength, pattern }: Shape) =>
  isWithin(value.length, minLength, maxLength) && (pattern === undefined || patternOf(pattern).test(value));

function isNumber(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Shape): boolean {
  if (!Number.isFinite(value)) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return isWithin(value, minimum ?? Number.NEGATIVE_INFINITY, maximum);
}

function isObject(
  value: object,
  { properties = {}, required = [], additionalProperties, propertyNames }: Shape,
  whole: Shape,
) {
  if (!required.every((key) => has(value, key) && value[key as never] !== undefined)) return false;
  return Object.entries(value).every(([key, member]) => {
    if (has(properties, key)) return member === undefined || fits(member, properties[key] ?? {}, whole);
    if (additionalProperties === false || (propertyNames !== undefined && !fits(key, propertyNames, whole)))
      return false;
    return fits(member, additionalProperties ?? {}, whole);
  });
}

/** What looks at values by a shape, as its schema would. */
export const formOf = (shape: Shape): Form => ({
  safeParse: (value) => (fits(value, shape, shape) ? { success: true, data: value } : { success: false }),
});
