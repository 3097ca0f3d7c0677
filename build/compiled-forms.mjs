import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { root } from "./paths.mjs";

/**
 * Schemas that a first screen needs, written down as plain shapes: zod with what it is made of would be a fifth of what such a screen loads, and
 * takes its time to be built up in each page. A module `*.forms.ts` gives schemas alone; in tests and in development it is read as it stands.
 *
 * What is written down is the form of what a schema gives: kinds, members, limits, patterns, nothing unknown. What a schema refines besides, one
 * member by another, the core has looked at by the very schema before it told it, and is not looked at again.
 */

const formsModule = /\.forms\.ts$/;
const reader = join(root, "renderer", "live", "compiled-form.ts").replaceAll("\\", "/");

/** What renderer/live/compiled-form.ts reads of a shape, and how: as it stands, a shape, a list of them, shapes by names. */
const read = {
  ...{ $ref: "value", const: "value", enum: "value", type: "value", minLength: "value", maxLength: "value" },
  ...{ pattern: "value", minimum: "value", maximum: "value", exclusiveMinimum: "value", exclusiveMaximum: "value" },
  ...{ minItems: "value", maxItems: "value", required: "value", items: "shape", propertyNames: "shape" },
  ...{
    additionalProperties: "shape",
    anyOf: "list",
    oneOf: "list",
    allOf: "list",
    properties: "named",
    $defs: "named",
  },
};
/** What is for people, or told of a schema in other places; a format is a pattern besides. */
const leftOut = new Set(["$schema", "id", "title", "description", "default", "wanted", "isConcealed", "format"]);

/** The shape alone. @throws where a schema says something that nobody would look at */
function shapeOf(schema, name) {
  if (typeof schema !== "object") return schema;
  if (schema.format !== undefined && schema.pattern === undefined && schema.allOf === undefined)
    throw new Error(`${name}: nothing but its name tells what "${schema.format}" is`);
  const entries = Object.entries(schema).flatMap(([key, value]) => {
    if (leftOut.has(key)) return [];
    if (read[key] === undefined || Array.isArray(schema.items)) throw new Error(`${name}: "${key}" is not read`);
    if (read[key] === "shape") return [[key, shapeOf(value, name)]];
    if (read[key] === "list") return [[key, value.map((one) => shapeOf(one, name))]];
    if (read[key] === "named")
      return [[key, Object.fromEntries(Object.entries(value).map(([of, one]) => [of, shapeOf(one, name)]))]];
    return [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** A schema's shape. Fails where it changes what it reads, or says something that no shape can. */
export const compileForm = (schema, name) =>
  shapeOf(z.toJSONSchema(schema, { io: "output", reused: "ref", target: "draft-2020-12" }), name);

/** What a module of the program gives, by its names. */
export async function importSource(file) {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({ input: file, cwd: root, platform: "node", external: ["zod"] });
  // Beside the libraries, where "zod" is found.
  const beside = join(root, "node_modules", `.source-${randomUUID()}.mjs`);
  try {
    const { output } = await bundle.generate({ format: "es", codeSplitting: false });
    await writeFile(beside, output[0].code);
    return await import(pathToFileURL(beside).href);
  } finally {
    await bundle.close();
    await rm(beside, { force: true });
  }
}

/** @param file a module that gives schemas @returns one that gives under the same names what looks at values as they do: `safeParse` */
export async function compileForms(file) {
  const given = Object.entries(await importSource(file)).map(([name, schema]) => {
    const text = JSON.stringify(JSON.stringify(compileForm(schema, name)));
    return `export const ${name} = formOf(JSON.parse(${text}));`;
  });
  return [`import { formOf } from ${JSON.stringify(reader)};`, ...given].join("\n");
}

/** The bundler's plugin that puts in the place of a module of forms what is written down of it. */
export const compiledForms = {
  name: "compiled-forms",
  load: {
    filter: { id: formsModule },
    async handler(id) {
      return { code: await compileForms(id), moduleType: "js", map: null };
    },
  },
};
