import { z } from "zod";

/**
 * Gives what JSONata would, or undefined where the input has a shape (a list among the names) that JSONata has rules of its own
 * for. Without promises: at thousands of messages a second their rubbish alone kept the core's collector at work.
 */
export type PlainMapping = (input: unknown, bindings: Readonly<Record<string, unknown>>) => unknown[] | undefined;

const position = z.number();
const Name = z.strictObject({ type: z.literal("name"), value: z.string(), position });
const Itself = z.strictObject({ type: z.literal("variable"), value: z.literal(""), position });
const Bound = z.strictObject({ type: z.literal("variable"), value: z.string().min(1), position });
const Fixed = z.strictObject({
  type: z.enum(["string", "number", "value"]),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  position,
});
const Path = z.strictObject({ type: z.literal("path"), steps: z.tuple([z.union([Itself, Name])], Name) });
const Key = z.strictObject({
  type: z.literal("string"),
  // JSONata refuses the first two, and the third is no member but an object's descent.
  value: z.string().refine((key) => !["_jsonata_lambda", "_jsonata_function", "__proto__"].includes(key)),
  position,
});
const Row = z.strictObject({
  ...{ type: z.literal("unary"), value: z.literal("{"), position },
  lhs: z
    .array(z.tuple([Key, z.union([Fixed, Bound, Itself, Path])]))
    // The same key twice is a mistake, and JSONata's to tell.
    .refine((pairs) => new Set(pairs.map(([key]) => key.value)).size === pairs.length),
});
/** `{ … }`, or for each of a list: `$.{ … }`, `moc.{ … }`. */
const Rows = z.union([
  Row,
  z
    .strictObject({ type: z.literal("path"), steps: z.array(z.union([Itself, Name, Row])).min(2) })
    .transform(({ steps }, context) => {
      const row = Row.safeParse(steps.at(-1));
      const path = Path.safeParse({ type: "path", steps: steps.slice(0, -1) });
      if (row.success && path.success) return { row: row.data, path: path.data };
      context.addIssue({ code: "custom", message: "not plain" });
      return z.NEVER;
    }),
]);
/** The syntax tree of an expression that only names, in JSONata's own shape; strict, so that whatever else it says is seen. */
const Plain = z.union([
  Rows.transform((rows) => [rows]),
  z
    .strictObject({ type: z.literal("unary"), value: z.literal("["), position, expressions: z.array(Rows) })
    .transform(({ expressions }) => expressions),
]);

class NotPlain extends Error {}
const notPlain = new NotPlain();

/**
 * Most mappings only name: `{ "indicator": "xe-cho", "place": ma, "value": so.xe, "asOf": luc }`, or a list of such. These are
 * read without JSONata, some twenty times as fast. @param tree of the expression, by JSONata @returns undefined for any other
 */
export function compilePlain(tree: unknown): PlainMapping | undefined {
  // As a copy: JSONata's own nodes inherit members of its parser.
  const plain = Plain.safeParse(JSON.parse(JSON.stringify(tree)));
  if (!plain.success) return undefined;
  const parts = plain.data.map((rows) =>
    "row" in rows ? eachOf(readerOf(rows.path), rowOf(rows.row)) : one(rowOf(rows)),
  );
  return (input, bindings) => {
    try {
      return parts.flatMap((part) => part(input, bindings));
    } catch (error) {
      if (error === notPlain) return undefined;
      throw error;
    }
  };
}

type Bindings = Readonly<Record<string, unknown>>;
type Reader = (item: unknown, bindings: Bindings) => unknown;

const one =
  (row: Reader) =>
  (input: unknown, bindings: Bindings): unknown[] => [row(single(input), bindings)];

const eachOf =
  (itemsOf: (input: unknown) => unknown, row: Reader) =>
  (input: unknown, bindings: Bindings): unknown[] => {
    const items = itemsOf(input);
    if (items === undefined) return [];
    return Array.isArray(items) ? items.map((item) => row(single(item), bindings)) : [row(items, bindings)];
  };

function rowOf({ lhs }: z.output<typeof Row>): Reader {
  const members = lhs.map(([key, value]) => [key.value, readerOfValue(value)] as const);
  return (item, bindings) => {
    const row: Record<string, unknown> = {};
    for (const [key, read] of members) {
      const value = single(read(item, bindings));
      if (value !== undefined) row[key] = value;
    }
    return row;
  };
}

function readerOfValue(node: z.output<typeof Row>["lhs"][number][1]): Reader {
  if (node.type === "path") return readerOf(node);
  const { value } = node;
  if (node.type !== "variable") return () => value;
  if (node.value === "") return (item) => item;
  // A name that is not bound may be one of JSONata's functions.
  return (_, bindings) => (Object.hasOwn(bindings, node.value) ? bindings[node.value] : single([]));
}

function readerOf({ steps }: z.output<typeof Path>): (item: unknown) => unknown {
  const names = steps.filter((step) => step.type === "name").map((step) => step.value);
  return (item) => {
    let found = item;
    for (const name of names) {
      single(found);
      found =
        typeof found === "object" && found !== null && Object.hasOwn(found, name)
          ? Reflect.get(found, name)
          : undefined;
    }
    return found;
  };
}

/** @throws notPlain for a list */
function single(value: unknown): unknown {
  if (Array.isArray(value)) throw notPlain;
  return value;
}
