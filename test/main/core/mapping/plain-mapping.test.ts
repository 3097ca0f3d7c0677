import fc from "fast-check";
import jsonata from "jsonata";
import { expect, it } from "vitest";
import { compilePlain } from "../../../../main/core/mapping/plain-mapping.ts";

const plain = [
  '{ "indicator": "xe-cho", "place": a, "value": b.c, "asOf": c }',
  '{ "value": $, "b": $.b, "no": null, "yes": true, "number": -3.5, "text": "x", "at": $receivedAt }',
  '$.{ "value": b, "place": `a b` }',
  'a.{ "value": b, "asOf": $receivedAt }',
  '$.b.c.{ "value": a }',
  '[{ "value": a }, { "value": b }, c.{ "value": $ }]',
  "[]",
];
const others = [
  '{ "value": $number(a) }',
  '{ "value": a[0] }',
  '{ "value": a.b[] }',
  '{ "value": a, "value": b }',
  "{ a: b }",
  '{ "value": a & "x" }',
  '{ "value": $topic.a }',
  '$[a > 1].{ "value": a }',
  '[[{ "value": a }]]',
  '(a; { "value": b })',
  "a{ b: c }",
  'a@$x.{ "value": $x }',
  'a.b.{ "value": %.a }',
  '{ "value": /x/ }',
  '{ "__proto__": a }',
  "a",
];
const bindings = { receivedAt: "2026-11-25T00:00:00Z" };

const names = ["a", "b", "c", "a b"];
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(1, 0, "x", "", null, false),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
  ),
}));

/** As the mapping takes a result: nothing, one, or a list of them. */
async function byJsonata(expression: string, input: unknown): Promise<unknown[]> {
  const result: unknown = await jsonata(expression).evaluate(input, bindings);
  return JSON.parse(JSON.stringify(result === undefined ? [] : Array.isArray(result) ? result : [result]));
}

it.each(plain)("%s gives what JSONata gives, or leaves it to it", async (expression) => {
  const mapping = compilePlain(jsonata(expression).ast());
  if (mapping === undefined) throw new Error("is plain");
  let own = 0;
  await fc.assert(
    fc.asyncProperty(json, async (input) => {
      const rows = mapping(input, bindings);
      if (rows === undefined) return;
      own += 1;
      expect(rows).toEqual(await byJsonata(expression, input));
    }),
    { numRuns: 400 },
  );
  expect(own).toBeGreaterThan(20);
});

it.each(others)("%s is JSONata's", (expression) => {
  expect(compilePlain(jsonata(expression).ast())).toBeUndefined();
});

it("leaves names that nothing is bound to to JSONata, which may know them", () => {
  const mapping = compilePlain(jsonata('{ "value": $now }').ast());
  expect(mapping?.({}, bindings)).toBeUndefined();
});
