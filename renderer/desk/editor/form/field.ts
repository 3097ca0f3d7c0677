import { z } from "zod";
import type { WantedName } from "#contract/mistake-params.ts";
import type { Pick } from "../../../figures/picks.ts";

/** How one value of a panel's settings is filled in. */
export type Field =
  | { kind: "pick"; of: Pick }
  | { kind: "span" | "moment" | "boolean" | "other" }
  | { kind: "words"; isLong: boolean }
  | { kind: "text"; longest: number | undefined }
  | { kind: "enum"; values: readonly string[] }
  | { kind: "number"; isWhole: boolean; least: number | undefined; most: number | undefined }
  | { kind: "list"; item: Field; most: number | undefined }
  | { kind: "group"; members: readonly Member[] }
  /** One of several groups; the member `by` says which. */
  | { kind: "choice"; by: string; options: readonly { value: string; members: readonly Member[] }[] };

export type Member = { name: string; field: Field; isRequired: boolean; byDefault: unknown };

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
  /** What a value should be, as schemas themselves say it. */
  wanted?: WantedName;
  default?: unknown;
  pick?: Pick;
};

/** A text that may be as long as this has more than a line. */
const longFrom = 500;

/** The form of a panel's settings, made from its schema as people write it (before defaults and spans are read). */
export function formOf(schema: z.ZodType): readonly Member[] {
  const field = fieldOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema);
  return field.kind === "group" ? field.members : [];
}

function fieldOf(schema: Schema): Field {
  const { properties } = schema;
  if (schema.pick !== undefined) return { kind: "pick", of: schema.pick };
  if (schema.enum?.every((value) => typeof value === "string")) return { kind: "enum", values: schema.enum };
  if (schema.wanted === "instant") return { kind: "moment" };
  const options = (schema.oneOf ?? schema.anyOf)?.filter(({ type }) => type !== "null");
  if (options !== undefined) return options.length === 1 && options[0] ? fieldOf(options[0]) : choiceOf(options);
  switch (schema.type) {
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return { kind: "number", isWhole: schema.type === "integer", least: schema.minimum, most: schema.maximum };
    case "string":
      return schema.wanted === "span" ? { kind: "span" } : { kind: "text", longest: schema.maxLength };
    case "array":
      return schema.items === undefined
        ? { kind: "other" }
        : { kind: "list", item: fieldOf(schema.items), most: schema.maxItems };
    case "object":
      if (properties === undefined) return { kind: "other" };
      return Object.keys(properties).sort().join() === "en,vi"
        ? { kind: "words", isLong: (properties.vi?.maxLength ?? 0) >= longFrom }
        : { kind: "group", members: membersOf(schema) };
    default:
      return { kind: "other" };
  }
}

const membersOf = ({ properties = {}, required = [] }: Schema, without?: string): Member[] =>
  Object.entries(properties)
    .filter(([name]) => name !== without)
    .map(([name, schema]) => ({
      name,
      field: fieldOf(schema),
      isRequired: required.includes(name),
      byDefault: schema.default,
    }));

function choiceOf(options: readonly Schema[]): Field {
  const constants = options.map(({ properties = {} }) =>
    Object.entries(properties).find(([, schema]) => typeof schema.const === "string"),
  );
  const by = constants[0]?.[0];
  if (by === undefined || constants.some((constant) => constant?.[0] !== by)) return { kind: "other" };
  return {
    kind: "choice",
    by,
    options: options.map((option, at) => ({
      value: String(constants[at]?.[1].const),
      members: membersOf(option, by),
    })),
  };
}

/** What a new value begins with: the parts that cannot be left out, as far as they begin with anything. */
export function beginningOf(field: Field, title: { vi: string; en: string }): unknown {
  switch (field.kind) {
    case "words":
      return title;
    case "boolean":
      return false;
    case "list":
      return [];
    case "group":
      return settingsAtFirst(field.members, title);
    case "choice":
      return { [field.by]: field.options[0]?.value };
    case "enum":
      return field.values[0];
    case "number":
      return field.least ?? 0;
    case "span":
      return "1h";
    default:
      return undefined;
  }
}

export const settingsAtFirst = (
  members: readonly Member[],
  title: { vi: string; en: string },
): Record<string, unknown> =>
  Object.fromEntries(
    members
      .filter(({ isRequired }) => isRequired)
      .flatMap(({ name, field }) => {
        const value = beginningOf(field, title);
        return value === undefined ? [] : [[name, value]];
      }),
  );
