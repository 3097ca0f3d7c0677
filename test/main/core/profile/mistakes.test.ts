import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CameraEventInput } from "#contract/entities/camera-event.ts";
import { CitizenReportInput } from "#contract/entities/citizen-report.ts";
import { Profile } from "#contract/entities/profile.ts";
import { ReadingInput } from "#contract/entities/reading.ts";
import { type CodedMessage, catalogue, isErrorCode, sentence } from "#contract/errors.ts";
import { breaks, wanted } from "#contract/mistake-params.ts";
import { compileMapping } from "../../../../main/core/mapping/mapping.ts";
import { crossCheck } from "../../../../main/core/profile/cross-checks.ts";
import {
  choicesOf,
  defOf,
  saidOf,
  schemaAt,
  typeOf,
  valuesOf,
  within,
} from "../../../../main/core/profile/schema-places.ts";
import { sentenceOf } from "../../../../main/core/profile/sentences.ts";

const schemas = { Profile, ReadingInput, CameraEventInput, CitizenReportInput };

/** Every schema within one, by where it stands; `[]` an item, `?` one of several. */
function* schemasIn(schema: z.ZodType, at: string): Generator<{ at: string; schema: z.ZodType }> {
  yield { at, schema };
  const { shape = {}, element, items = [], valueType, options = [] } = defOf(schema);
  const inner = within(schema);
  if (inner !== undefined) yield* schemasIn(inner, at);
  for (const [key, one] of Object.entries(shape)) yield* schemasIn(one, `${at}.${key}`);
  if (element !== undefined) yield* schemasIn(element, `${at}[]`);
  for (const one of items) yield* schemasIn(one, `${at}[]`);
  if (valueType !== undefined) yield* schemasIn(valueType, `${at}[]`);
  for (const [index, one] of options.entries()) yield* schemasIn(one, `${at}?${index}`);
}
const all = Object.entries(schemas).flatMap(([name, schema]) => [...schemasIn(schema, name)]);

type Check = { check: string; format?: string; params?: { mistake?: string } };
const checksOf = (schema: z.ZodType): Check[] => {
  const own = schema._zod.def as unknown as Check & { checks?: { _zod: { def: Check } }[] };
  return [...(own.check === undefined ? [] : [own]), ...(own.checks ?? []).map((one) => one._zod.def)];
};

/** Rules of schemas that do not say by a code which mistake it is: a form without a word for it, a rule of its own without a name. */
const uncoded = (list: Iterable<{ at: string; schema: z.ZodType }>): string[] =>
  [...list].flatMap(({ at, schema }) =>
    checksOf(schema).flatMap(({ check, format, params }) => {
      if (check === "custom") return isErrorCode(params?.mistake ?? "") ? [] : [`${at}: a rule without a code`];
      const word = saidOf(schema).wanted;
      // A union that holds the form may be what has the word.
      const isNamed = (word !== undefined && word !== "text") || namedUnions.has(at.replace(/\?\d+$/, ""));
      return check === "string_format" && !isNamed ? [`${at}: ${format} without a word`] : [];
    }),
  );
const namedUnions = new Set(all.flatMap(({ at, schema }) => (saidOf(schema).wanted === undefined ? [] : [at])));

const wrongTypes = [
  "chữ",
  "",
  "😀\u0000",
  5,
  -1,
  1.5,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  null,
  undefined,
];
const tooMuch = [...[81, 501, 20_001].map((length) => "a".repeat(length)), Array.from({ length: 257 }, () => 1)];
/** Tried every time; what fast-check thinks of comes on top. */
const always: unknown[] = [...wrongTypes, ...tooMuch, [], {}, [[]], { la: 1 }];
const anyValue = fc.oneof(
  fc.integer().map((n) => n * 1e6),
  fc.double(),
  fc.string({ unit: "binary" }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
  fc.jsonValue(),
);

const examples: Record<string, unknown[]> = {
  "tiles-url": ["https://a.vn/{z}/{x}/{y}.pbf"],
  instant: [0, "2025-12-31T23:59:59+07:00"],
  day: ["2025-07-01"],
  span: ["1s", "2s", "5m", "2h", "1d", "3d", "900d"],
};

/** Values of the right form, which break only rules that are between several of them. */
function formed(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { wanted: word } = saidOf(schema);
  if (word !== undefined && examples[word] !== undefined) return fc.constantFrom(...examples[word]);
  const { type, shape = {}, element, items, valueType } = defOf(schema);
  if (["optional", "default", "prefault"].includes(type))
    return fc.option(formed(within(schema) as z.ZodType), { nil: undefined });
  if (type === "nullable") return fc.option(formed(within(schema) as z.ZodType), { nil: null });
  const inner = within(schema);
  if (inner !== undefined) return formed(inner);
  const choices = choicesOf(schema);
  if (choices.length > 1) return fc.oneof(...choices.map(formed));
  const values = valuesOf(schema);
  if (values.length > 0) return fc.constantFrom(...values);
  const {
    minimum = 0,
    maximum = 10,
    patterns,
  } = schema._zod.bag as Record<string, number> & { patterns?: Set<RegExp> };
  switch (typeOf(schema)) {
    case "string": {
      const [pattern] = patterns ?? [];
      return pattern === undefined ? fc.constantFrom("a", "ab") : fc.stringMatching(pattern, { size: "-1" });
    }
    case "int":
      return fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 1e6) });
    case "number":
      return fc.integer({ min: Math.ceil(Math.max(minimum, 1)), max: Math.floor(Math.min(maximum, 1e6)) });
    case "boolean":
      return fc.boolean();
    case "object":
      return fc.record(Object.fromEntries(Object.entries(shape).map(([key, one]) => [key, formed(one)])));
    case "array":
      return fc.array(formed(element as z.ZodType), {
        minLength: Math.max(minimum, 1),
        maxLength: Math.max(minimum, 2),
      });
    case "tuple":
      return fc.tuple(...(items ?? []).map(formed));
    case "record":
      return fc.dictionary(fc.constantFrom("a", "b"), formed(valueType as z.ZodType));
    default:
      return fc.constant("a");
  }
}

const types = new Set(all.map(({ schema }) => defOf(schema).type));
const ofLibraries =
  /invalid|expected|received|too (?:small|big)|must|should|pattern|\bstring\b|\bnumber\b|input|union|discriminator|regex|\barray\b|object|undefined|boolean|unrecogni[sz]ed|\bkeys?\b|NaN|\bint\b/i;

/** That a mistake reads as one of ours in both languages; @returns its code */
function checked({ code, params }: CodedMessage, issue: z.core.$ZodIssue, at: string): string {
  const told = `${at} ${issue.code}: ${JSON.stringify({ code, params })}`;
  if (!isErrorCode(code)) throw new Error(told);
  for (const language of ["vi", "en"] as const) {
    for (const [, name = ""] of catalogue[code][language].matchAll(/\{(\w+)\}/g))
      expect(params[name], told).toBeDefined();
    expect(sentence({ code, params }, language), told).not.toContain(issue.message);
  }
  const { expected = "", "expected.en": english, key: _key, ...rest } = params;
  // What was found stands as it was written, whatever that is.
  const { found: _found, "found.en": _foundEnglish, ...others } = rest;
  // Values that a field takes stand as they are typed.
  const own = String(expected).replace(/true hoặc false/g, "");
  if (english !== undefined) expect(own, told).not.toMatch(ofLibraries);
  else expect(types, told).not.toContain(own);
  expect(`${own} ${JSON.stringify(others)}`, told).not.toMatch(/\^|\\d|\\w|\[a-z|\(\?/);
  expect(own, told).not.toBe(catalogue["mistake.word.value"].vi);
  return code;
}

const codesOf = (schema: z.ZodType, value: unknown, at: string): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => checked(sentenceOf(issue, value, schema), issue, at));

describe("the schemas of a profile and of what platforms send", () => {
  it("are walked whole", () => {
    expect(all.length).toBeGreaterThan(900);
    expect(types).toEqual(
      new Set([
        ...["object", "string", "number", "boolean", "array", "tuple", "record", "union", "enum", "literal"],
        ...["optional", "nullable", "default", "prefault", "pipe", "unknown", "null"],
      ]),
    );
  });

  it("say by a code of each of their rules which mistake it is", () => {
    expect(uncoded(all)).toEqual([]);
    const bad = z.strictObject({
      form: z.string().regex(/x/),
      plain: z.string().regex(/x/).meta(wanted("text")),
      day: z.iso.date(),
      rule: z.number().refine((n) => n > 3, { error: "> 3" }),
      unknown: z.number().refine((n) => n > 3, { params: { mistake: "mistake.none" } }),
      right: z.string().regex(/x/).meta(wanted("id")).optional(),
      held: z.number().refine((n) => n > 3, breaks("mistake.retention")),
    });
    expect(
      uncoded(
        schemasIn(
          bad.superRefine(() => {}),
          "bad",
        ),
      ).map((told) => told.split(":")[0]),
    ).toEqual(["bad", "bad.form", "bad.plain", "bad.day", "bad.rule", "bad.unknown"]);
  });

  const seen = new Set<string>();

  it("have a sentence in two languages for whatever may stand in each field, and none of their library's", () => {
    const tried = new Map<z.ZodType, string>();
    for (const { at, schema } of all) tried.set(schema, at);
    fc.assert(
      fc.property(anyValue, (value) => {
        for (const [schema, at] of tried) for (const code of codesOf(schema, value, at)) seen.add(code);
      }),
      { numRuns: 30, examples: always.map((value) => [value]) },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...["mistake.missing", "mistake.expected", "mistake.expected-concealed", "mistake.unknown-key"],
        ...["mistake.empty", "mistake.too-long", "mistake.too-few", "mistake.too-many"],
        ...["mistake.too-low", "mistake.too-high", "mistake.not-above", "mistake.not-below"],
      ]),
    );
  });

  it("have one for every rule between values, found by values of the right form", () => {
    const ruled = new Map<z.ZodType, string>();
    const rules = new Set<string>();
    for (const { at, schema } of all)
      for (const { check, params } of checksOf(schema))
        if (check === "custom") {
          ruled.set(schema, at);
          rules.add(params?.mistake ?? "");
        }
    expect(rules.size).toBeGreaterThan(5);
    const broken = new Set<string>();
    for (const [schema, at] of ruled)
      fc.assert(
        fc.property(formed(schema), (value) => {
          for (const code of codesOf(schema, value, at)) broken.add(code);
        }),
        { numRuns: 150 },
      );
    expect([...broken]).toEqual(expect.arrayContaining([...rules]));
  });

  it("repeat nothing that may be a password", () => {
    const concealed = all.filter(({ schema }) => saidOf(schema).isConcealed);
    expect(concealed.length).toBeGreaterThan(30);
    for (const { at, schema } of concealed)
      for (const value of [918_273, ["918273"], "rtsp://admin:918273@may/1"])
        for (const issue of schema.safeParse(value).error?.issues ?? [])
          expect(JSON.stringify(sentenceOf(issue, value, schema)), at).not.toContain("918273");
  });

  it("are found by the place of a mistake, through what may be absent and one of several", () => {
    const data = { sources: [{ type: "rest", oauth: { token: 5 } }], map: { bounds: [1] } };
    expect(saidOf(schemaAt(Profile, ["sources", 0, "oauth", "token"], data) as z.ZodType)).toMatchObject({
      isConcealed: true,
    });
    expect(typeOf(schemaAt(Profile, ["map", "bounds", 3], data) as z.ZodType)).toBe("number");
    expect(schemaAt(Profile, ["sources", 0, "query"], data)).toBeUndefined();
  });
});

it("of every list of a profile an id that stands twice is told, once, at the second", async () => {
  const lists = Object.entries(Profile.shape).flatMap(([list, schema]) =>
    ["id", "code"].flatMap((key) => {
      const found = schemaAt(z.strictObject({ list: schema }), ["list", 0], {});
      const first = found && choicesOf(found)[0];
      return first && Object.hasOwn(defOf(first).shape ?? {}, key) ? [[list, key] as const] : [];
    }),
  );
  expect(lists.map(([list]) => list).sort()).toEqual([
    "cameras",
    "indicators",
    "news",
    "places",
    "programmes",
    "rules",
    "scenes",
    "sources",
    "units",
    "web",
  ]);
  for (const [list, key] of lists) {
    const told: string[] = [];
    await crossCheck({ [list]: [{ [key]: "mot" }, { [key]: "hai" }, { [key]: "mot" }] }, undefined, (path, code) => {
      told.push(`${path.join(".")} ${code}`);
    });
    expect(told.filter((one) => one.includes("duplicate"))).toEqual([`${list}.2.${key} mistake.duplicate-id`]);
  }
});

it("tells what is wrong with an expression by JSONata's codes, in our own words", () => {
  const wrong: [expression: string, code: string, said: string][] = [
    ['"a', "mistake.mapping-quote", "có dấu nháy mở mà không đóng"],
    ["`a", "mistake.mapping-quote", "có dấu nháy mở mà không đóng"],
    ['"\\q"', "mistake.mapping-escape", "dấu \\ trong chữ phải viết thành \\\\"],
    ["1e999", "mistake.mapping-number", "số 1e999 lớn quá"],
    ["a /* b", "mistake.mapping-comment", "có chú thích mở bằng /* mà không đóng bằng */"],
    ["$match(a, /b)", "mistake.mapping-regex", "biểu thức chính quy giữa hai dấu / để trống hoặc chưa đóng"],
    ["a b", "mistake.mapping-token", "«b» không đứng ở chỗ này được"],
    ["$a :== b", "mistake.mapping-token", "«=» không đứng ở chỗ này được"],
    ["{ 'a' }", "mistake.mapping-got", "cần «:», lại gặp «}»"],
    ["[1, 2", "mistake.mapping-lacks", "còn thiếu «]» ở cuối"],
    ["a +", "mistake.mapping-end", "biểu thức dừng giữa chừng"],
    ["a := 1", "mistake.mapping-variable", "chỗ này phải là tên biến, bắt đầu bằng dấu $"],
    ["a{'b': c}{'d': e}", "mistake.mapping-other", "JSONata không nhận cách viết này (mã S0210)"],
  ];
  for (const [expression, code, said] of wrong) {
    const { mistake } = compileMapping(expression);
    expect(mistake?.code, expression).toBe(code);
    expect(mistake && sentence(mistake, "vi"), expression).toBe(said);
  }
});
