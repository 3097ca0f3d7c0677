import fc from "fast-check";

/** What is used of JSON Schema in the core's own document. */
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
};

/** Things that are there in the site that is asked, so that a good part of what is asked for is found. */
const known = ["tha", "xe-cho", "cua-a", "so-a", "nguon-a", "may-a", "xa-a", "tinh", "an", "1", "hom-nay"];
/** The only address that a value of ours leads to: nobody listens there. */
const nowhere = "http://127.0.0.1:1/x";

/** What breaks programs that put texts together, read files by name, or count letters. */
export const evilTexts: readonly string[] = [
  "",
  " ",
  "\0",
  "a\r\nset-cookie: x=1",
  "../../../../etc/passwd",
  "..\\..\\core.json",
  "%2e%2e%2f",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "' OR 1=1 --",
  '"; DROP TABLE readings; --',
  "=cmd|' /C calc'!A0",
  "<script>alert(1)</script>",
  "$" + "{secret.ai}",
  "$" + "{jndi:ldap://127.0.0.1/x}",
  "{{7*7}}",
  "\ud800",
  "\u202e\u200b\ufeff",
  "ẠẬ\u0301\u0323".repeat(50),
  "🧯".repeat(300),
  "a".repeat(70_000),
  "NaN",
  "1e400",
  "-0",
  "9007199254740993",
  "0x10",
  "[object Object]",
  "null",
  "1970-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
];

const evilValues: readonly unknown[] = [
  ...evilTexts,
  null,
  true,
  0,
  -1,
  -0,
  1.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  8.64e15 + 1,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { length: -1 },
  { toString: null, valueOf: null },
  JSON.parse('{"then":"x"}'),
  Array.from({ length: 2_000 }, (_, at) => at),
  Array.from({ length: 300 }).reduce<unknown>((inner) => ({ a: inner }), 1),
];
export const evil: fc.Arbitrary<unknown> = fc.constantFrom(...evilValues);

const text = ({ minLength = 0, maxLength = 60, pattern, format }: Schema): fc.Arbitrary<string> => {
  const fits = (one: string) => one.length >= minLength && one.length <= maxLength;
  const drawn = (): fc.Arbitrary<string> => {
    if (format === "uuid") return fc.uuid();
    if (format === "uri") return fc.constant(nowhere);
    if (format === "date") return fc.constantFrom("2026-11-27", "2024-02-29", "2026-01-01");
    if (format === "date-time") return fc.constantFrom("2026-11-27T07:00:00Z", "2026-11-27T07:00:00.000Z");
    if (pattern === undefined)
      return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 40) });
    try {
      return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: Math.min(maxLength, 60) });
    } catch {
      // One that looks ahead: what the site has fits it as often as not.
      return fc.constantFrom(...known);
    }
  };
  const matches = known.filter(
    (one) => fits(one) && format === undefined && (pattern === undefined || new RegExp(pattern, "u").test(one)),
  );
  return matches.length === 0 ? drawn() : fc.oneof(drawn(), fc.constantFrom(...matches));
};

/** Values that fit a schema, or nearly: what a schema cannot say is not looked at. */
export function valuesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const { anyOf, oneOf, allOf } = schema;
  const among = anyOf ?? oneOf;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  if (among !== undefined) return fc.oneof(...among.map((one) => valuesOf(one, depth + 1)));
  if (allOf !== undefined)
    return fc.tuple(...allOf.map((one) => valuesOf(one, depth + 1))).map((all) => Object.assign({}, ...all));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
    case "number": {
      const min = schema.minimum ?? schema.exclusiveMinimum ?? -1e6;
      const max = Math.max(min, schema.maximum ?? schema.exclusiveMaximum ?? 2e12);
      const bounds = [min, max, Math.min(max, Math.max(min, 1))];
      const drawn =
        type === "integer"
          ? fc.integer({ min: Math.ceil(Math.max(min, -(2 ** 53) + 1)), max: Math.floor(Math.min(max, 2 ** 53 - 1)) })
          : fc.double({ min, max, noNaN: true });
      return fc.oneof(drawn, fc.constantFrom(...bounds));
    }
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array": {
      const most = Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, depth > 4 ? 1 : 3));
      return fc.array(valuesOf(schema.items ?? {}, depth + 1), { minLength: schema.minItems ?? 0, maxLength: most });
    }
    case "object": {
      const { properties = {}, required = [], additionalProperties } = schema;
      const own = fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valuesOf(one, depth + 1)])),
        { requiredKeys: required.filter((name) => name in properties) },
      );
      if (typeof additionalProperties !== "object" || depth > 4) return own;
      const more = fc.dictionary(text(schema.propertyNames ?? {}), valuesOf(additionalProperties, depth + 1), {
        maxKeys: 2,
      });
      return fc.tuple(own, more).map(([one, other]) => ({ ...other, ...one }));
    }
    default:
      return evil;
  }
}

/** The same with one thing in it that is not as it should be. As JSON, since objects of ours could not carry all of it. */
export function spoilt(value: unknown): fc.Arbitrary<string> {
  const json = JSON.stringify(value) ?? "null";
  const places: (readonly string[])[] = [];
  const walk = (one: unknown, at: readonly string[]): void => {
    places.push(at);
    if (typeof one === "object" && one !== null && places.length < 200)
      for (const [name, inner] of Object.entries(one)) walk(inner, [...at, name]);
  };
  walk(value, []);
  const replaced = fc.tuple(fc.constantFrom(...places), evil).map(([at, by]) => {
    if (at.length === 0) return JSON.stringify(by) ?? "null";
    const copy = JSON.parse(json);
    let holder = copy;
    for (const name of at.slice(0, -1)) holder = holder[name];
    holder[at.at(-1) ?? ""] = by;
    return JSON.stringify(copy);
  });
  const inserted = fc
    .constantFrom(
      '"__proto__":{"polluted":1}',
      '"constructor":{"prototype":{"polluted":1}}',
      '"isAdmin":true',
      '"role":"admin"',
      '"":1',
    )
    .map((pair) => (json.startsWith("{") ? `{${pair}${json === "{}" ? "" : ","}${json.slice(1)}` : `{${pair}}`));
  const cut = fc.nat({ max: json.length }).map((at) => json.slice(0, at));
  const doubled = fc.constant(json.startsWith('{"') ? `{${json.slice(1, -1)},${json.slice(1)}` : json + json);
  const deep = fc.constant(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  const huge = fc.constant(json.replace(/\d+/, "1e999"));
  return fc.oneof({ weight: 6, arbitrary: replaced }, { weight: 2, arbitrary: inserted }, cut, doubled, deep, huge);
}
