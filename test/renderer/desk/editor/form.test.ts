import { expect, it } from "vitest";
import { type Field, type Member, settingsAtFirst } from "../../../../renderer/desk/editor/form/field.ts";
import { formOfKind } from "../../../../renderer/desk/editor/form/kind-forms.ts";
import { goneMistakes, schemaMistakes } from "../../../../renderer/desk/editor/form/mistakes.ts";
import { putAt } from "../../../../renderer/desk/editor/form/put-at.ts";
import { instantOf, localOf } from "../../../../renderer/desk/editor/form/zone-time.ts";
import { editorWords } from "../../../../renderer/desk/words.ts";
import { panelKinds, ruleOf } from "../../../../renderer/panels/rules.ts";

function each(members: readonly Member[], visit: (member: Member) => void): void {
  const into = (field: Field): void => {
    if (field.kind === "list") into(field.item);
    if (field.kind === "group") each(field.members, visit);
    if (field.kind === "choice") for (const option of field.options) each(option.members, visit);
  };
  for (const member of members) {
    visit(member);
    into(member.field);
  }
}

it.each(panelKinds)("%s: every setting has a field and a word, and an id says what it names", (kind) => {
  expect(Object.keys(editorWords.vi.panel)).toContain(kind);
  const schema = JSON.stringify(formOfKind(kind));
  expect(schema).not.toContain('"kind":"other"');
  each(formOfKind(kind), ({ name, field }) => {
    expect(Object.keys(editorWords.vi.field), `${kind}: ${name}`).toContain(name);
    if (field.kind === "choice")
      for (const { value } of field.options) expect(Object.keys(editorWords.vi.option)).toContain(value);
    if (field.kind === "enum")
      for (const value of field.values) expect(Object.keys(editorWords.vi.option)).toContain(value);
  });
  // A title is all that a new tile can know of itself.
  const first = settingsAtFirst(formOfKind(kind), { vi: "A", en: "A" });
  for (const { at } of schemaMistakes(ruleOf(kind)?.schema as never, first)) expect(at).not.toBe("title");
});

it("knows ids by what they name", () => {
  const of = (kind: string, name: string) => formOfKind(kind).find((member) => member.name === name)?.field;
  expect(of("key-figure", "indicator")).toEqual({ kind: "pick", of: "indicator" });
  expect(of("key-figure", "place")).toEqual({ kind: "pick", of: "place" });
  expect(of("camera-grid", "cameras")).toMatchObject({ kind: "list", item: { kind: "pick", of: "camera" } });
  expect(of("key-figure", "trend")).toEqual({ kind: "span" });
  expect(of("key-figure", "comparator")).toMatchObject({ kind: "choice", by: "kind" });
});

it("says what is wrong beside its field, in words an operator can act on", () => {
  const schema = ruleOf("camera-near")?.schema as never;
  const words = (settings: unknown) => schemaMistakes(schema, settings).map(({ at, word }) => `${at} ${word}`);
  expect(words({})).toEqual(["place missing"]);
  expect(words({ place: "huu-nghi", most: 99 })).toEqual(["most tooHigh"]);
  expect(words({ place: "Hữu Nghị", most: 0, la: 1 })).toEqual(["place invalid", "most tooLow", " unknownKeys"]);
  const trend = ruleOf("trend")?.schema as never;
  expect(schemaMistakes(trend, { title: { vi: "", en: "x" }, series: [] })).toMatchObject([
    { at: "title.vi", word: "missing" },
    { at: "series", word: "tooFew" },
  ]);
});

it("finds what is named and gone, however deep it stands", () => {
  const settings = { title: { vi: "a", en: "a" }, series: [{ indicator: "co" }, { indicator: "mat", place: "p" }] };
  const gone = goneMistakes(formOfKind("trend"), settings, (_, id) => id !== "mat");
  expect(gone).toEqual([{ at: "series.1.indicator", word: "gone", params: { id: "mat" } }]);
});

it("puts a value at its place and leaves all else as it was", () => {
  const settings = { title: { vi: "a", en: "b" }, series: [{ indicator: "x" }], strange: [1] };
  expect(putAt(settings, ["series", "0", "place"], "p")).toEqual({
    ...settings,
    series: [{ indicator: "x", place: "p" }],
  });
  expect(putAt(settings, ["title"], undefined)).toEqual({ series: [{ indicator: "x" }], strange: [1] });
  expect(putAt({}, ["comparator", "kind"], "plan")).toEqual({ comparator: { kind: "plan" } });
});

it("reads moments by the site's own clock, also where clocks change", () => {
  expect(instantOf("2027-02-06T00:00", "Asia/Ho_Chi_Minh")).toBe("2027-02-06T00:00:00+07:00");
  expect(instantOf("2027-07-01T12:30", "Europe/Berlin")).toBe("2027-07-01T12:30:00+02:00");
  expect(instantOf("2027-01-01T12:30", "America/St_Johns")).toBe("2027-01-01T12:30:00-03:30");
  expect(localOf(Date.parse("2027-02-05T17:00:00Z"), "Asia/Ho_Chi_Minh")).toBe("2027-02-06T00:00");
  expect(instantOf("", "Asia/Ho_Chi_Minh")).toBeUndefined();
  const of = (kind: string, name: string) => formOfKind(kind).find((member) => member.name === name)?.field;
  expect(of("countdown", "to")).toEqual({ kind: "moment" });
  expect(of("text", "text")).toEqual({ kind: "words", isLong: true });
});
