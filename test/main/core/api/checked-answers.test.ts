import fastify from "fastify";
import { expect, it } from "vitest";
import { z } from "zod";
import { Explanation } from "#contract/calculations/http.ts";
import { History, Readings } from "#contract/readings/http.ts";
import { Today } from "#contract/today/http.ts";
import { changesNothing, checkAnswers } from "../../../../main/core/api/checked-answers.ts";

/** What a server answers with something, by a schema. */
async function answered(schema: z.ZodType, value: unknown) {
  await using app = fastify();
  app.setSerializerCompiler(checkAnswers);
  app.get("/", { schema: { response: { 200: schema } } }, async () => value);
  const { statusCode, body } = await app.inject("/");
  return { statusCode, body };
}

const Person = z.strictObject({ name: z.string().min(1), of: z.array(z.strictObject({ place: z.string() })).max(2) });

it("writes what the schema knows, and tells nothing that it does not", async () => {
  const one = { of: [{ place: "cua-a" }], name: "Lan" };
  expect(await answered(Person, one)).toEqual({ statusCode: 200, body: '{"name":"Lan","of":[{"place":"cua-a"}]}' });
  const loose = z.object({ name: z.string() });
  expect(await answered(loose, one)).toEqual({ statusCode: 200, body: '{"name":"Lan"}' });
  const wrong = [
    { ...one, password: "x" },
    { ...one, name: "" },
    { ...one, of: [{ place: "a", secret: 1 }] },
    { ...one, of: [1, 2, 3].map(() => ({ place: "a" })) },
  ];
  for (const each of wrong) expect((await answered(Person, each)).statusCode, JSON.stringify(each)).toBe(500);
});

it("writes what a schema would change on its way in as it goes out", async () => {
  const Switch = z.strictObject({ isOn: z.stringbool() });
  expect(await answered(Switch, { isOn: true })).toEqual({ statusCode: 200, body: '{"isOn":"true"}' });
});

it("knows which schemas change nothing, those of what phones ask for among them", () => {
  for (const schema of [Today, Readings, History, Explanation, Person]) expect(changesNothing(schema)).toBe(true);
  const changing = [z.string().transform(Number), z.stringbool(), z.coerce.number(), z.preprocess(String, z.string())];
  for (const schema of changing) {
    expect(changesNothing(schema)).toBe(false);
    expect(changesNothing(z.array(z.strictObject({ of: z.union([z.null(), schema]) })))).toBe(false);
  }
});
