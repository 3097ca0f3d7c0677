import fc from "fast-check";
import { expect, it } from "vitest";
import { type DocumentAtOrgan, type DocumentMessage, documentStates } from "#contract/documents/document.ts";
import { merge, saidIn } from "../../../../main/core/documents/merging.ts";

const about = { source: "van-ban", id: "a" };

function after(messages: readonly DocumentMessage[]): { documents: DocumentAtOrgan[]; back: number } {
  const known = new Map<string, DocumentAtOrgan>();
  let back = 0;
  for (const message of messages)
    for (const said of saidIn(message)) {
      const merged = merge(known.get(said.organ), about, said);
      known.set(said.organ, merged.document);
      if (merged.wentBack !== null) back += 1;
    }
  return { documents: [...known.values()].sort((a, b) => a.organ.localeCompare(b.organ)), back };
}

const sent: Extract<DocumentMessage, { to: string[] }> = {
  kind: "sent",
  id: "a",
  from: "H37.1",
  to: ["H37.2"],
  code: "1/UB",
  dueOn: "2026-12-04",
  atMs: 1_000,
};
const state = (told: (typeof documentStates)[number], atMs: number): DocumentMessage => ({
  ...{ kind: "state", id: "a", organ: "H37.2", sender: "H37.1", state: told, atMs },
});

it("puts a document together from its messages, whichever comes first", () => {
  const whole = after([sent, state("03", 2_000), state("06", 9_000)]);
  expect(whole).toEqual({
    documents: [
      {
        ...{ ...about, organ: "H37.2", sender: "H37.1", code: "1/UB", dueOn: "2026-12-04", saidAtMs: 1_000 },
        ...{ arrivedAtMs: 1_000, state: "06", stateAtMs: 9_000 },
      },
    ],
    back: 0,
  });
  expect(after([state("06", 9_000), sent, state("03", 2_000)])).toEqual(whole);
});

it("does not take a state that goes back, and says so", () => {
  const { documents, back } = after([sent, state("06", 5_000), state("05", 6_000)]);
  expect(documents).toMatchObject([{ state: "06", stateAtMs: 5_000 }]);
  expect(back).toBe(1);
});

it("takes the sender's last word, and takes nothing of who takes it back but that", () => {
  const later = { ...sent, dueOn: "2026-12-10", atMs: 3_000 };
  const recalled: DocumentMessage = { ...sent, kind: "recalled", dueOn: null, atMs: 4_000 };
  expect(after([later, recalled, sent]).documents).toMatchObject([
    { dueOn: "2026-12-10", state: "13", stateAtMs: 4_000 },
  ]);
});

const organs = ["H37.1", "H37.2", "H37.3", "G01"];
const organ = fc.constantFrom(...organs);
const atMs = fc.integer({ min: 0, max: 6 });
const message: fc.Arbitrary<DocumentMessage> = fc.oneof(
  fc.record({
    ...{ kind: fc.constantFrom("sent" as const, "recalled" as const), id: fc.constant("a"), from: organ },
    to: fc.uniqueArray(organ, { minLength: 1 }),
    code: fc.constantFrom(null, "1/UB", "2/UB"),
    dueOn: fc.constantFrom(null, "2026-12-01", "2026-12-02"),
    atMs,
  }),
  fc.record({
    ...{ kind: fc.constant("state" as const), id: fc.constant("a"), organ, sender: fc.option(organ) },
    ...{ state: fc.constantFrom(...documentStates), atMs },
  }),
);

it("ends in the same whatever the order and however often a message comes", () => {
  fc.assert(
    fc.property(
      fc
        .array(message, { maxLength: 12 })
        .chain((messages) =>
          fc.tuple(
            fc.constant(messages),
            fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 }),
          ),
        ),
      ([messages, shuffled]) => {
        expect(after(shuffled).documents).toEqual(after(messages).documents);
      },
    ),
  );
});

it("tells of no change when a message comes again", () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
      const known = new Map(after(messages).documents.map((one) => [one.organ, one]));
      for (const one of messages)
        for (const said of saidIn(one)) expect(merge(known.get(said.organ), about, said).isChanged).toBe(false);
    }),
  );
});
