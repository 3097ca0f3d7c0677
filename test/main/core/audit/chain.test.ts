import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Anchor,
  anchorAt,
  beginning,
  createVerifier,
  type Head,
  headAt,
  type SealedEntry,
  sealOf,
} from "../../../../main/core/audit/chain.ts";

const key = randomBytes(32);

function chainOf(bodies: readonly string[], dropped = 0) {
  const entries: SealedEntry[] = [];
  let seal = beginning;
  for (const [at, body] of bodies.entries()) {
    seal = sealOf(key, seal, at + 1, body);
    entries.push({ number: at + 1, body, seal });
  }
  const last = entries.at(-1);
  const gone = dropped === 0 ? undefined : entries[dropped - 1];
  return {
    entries: entries.slice(dropped),
    anchor: gone && anchorAt(key, gone.number, gone.seal),
    head: last && headAt(key, last.number, last.seal),
  };
}

function check(entries: readonly SealedEntry[], anchor: Anchor | undefined, head: Head | undefined) {
  const verifier = createVerifier(key, anchor);
  verifier.take(entries);
  return verifier.end(head);
}

const bodies = fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 12 });

it("finds a chain whole that nobody touched, also after its oldest were dropped", () => {
  fc.assert(
    fc.property(bodies, fc.nat(11), (texts, drop) => {
      const { entries, anchor, head } = chainOf(texts, Math.min(drop, texts.length - 1));
      expect(check(entries, anchor, head)).toMatchObject({ isWhole: true, checked: entries.length });
      // The newest was written and not noted yet.
      const before = entries.at(-2);
      if (before) expect(check(entries, anchor, headAt(key, before.number, before.seal)).isWhole).toBe(true);
    }),
  );
});

type Mutation = (entries: SealedEntry[], at: number, other: number) => SealedEntry[];
const forged = randomBytes(32);
const mutations: Record<string, Mutation> = {
  "an entry's text is changed": (entries, at) =>
    entries.with(at, { ...(entries[at] as SealedEntry), body: `${entries[at]?.body}.` }),
  "its seal is": (entries, at) => entries.with(at, { ...(entries[at] as SealedEntry), seal: `${entries[at]?.seal}A` }),
  "an entry is missing": (entries, at) => entries.toSpliced(at, 1),
  "the newest are cut off": (entries, at) => entries.slice(0, at),
  "one is missing and the rest are numbered anew": (entries, at) =>
    entries.toSpliced(at, 1).map((entry, place) => ({ ...entry, number: (entries[0]?.number ?? 1) + place })),
  "two stand in each other's place": (entries, at, other) => {
    const [one, two] = [entries[at] as SealedEntry, entries[other] as SealedEntry];
    return entries.with(at, { ...two, number: one.number }).with(other, { ...one, number: two.number });
  },
  "one is put in between": (entries, at) => entries.toSpliced(at, 0, entries[at] as SealedEntry),
  "all from one on is written anew with another key": (entries, at) => {
    let seal = entries[at - 1]?.seal ?? beginning;
    return entries.map((entry, place) => {
      if (place < at) return entry;
      seal = sealOf(forged, seal, entry.number, entry.body);
      return { ...entry, seal };
    });
  },
};

it.each(Object.entries(mutations))("finds it when %s", (_, mutate) => {
  fc.assert(
    fc.property(bodies, fc.nat(11), fc.nat(), fc.nat(), (texts, drop, a, b) => {
      const { entries, anchor, head } = chainOf(texts, Math.min(drop, texts.length - 2));
      const at = a % entries.length;
      const other = (at + 1 + (b % (entries.length - 1))) % entries.length;
      const changed = mutate([...entries], at, other);
      fc.pre(JSON.stringify(changed) !== JSON.stringify(entries));
      expect(check(changed, anchor, head).isWhole).toBe(false);
    }),
  );
});

it("finds it when what says where the chain begins, or ends, was changed", () => {
  fc.assert(
    fc.property(bodies, (texts) => {
      const { entries, anchor, head } = chainOf(texts, 1);
      const later = entries[0] as SealedEntry;
      const forgedAnchor = anchorAt(forged, later.number, later.seal);
      expect(check(entries.slice(1), forgedAnchor, head)).toMatchObject({ fault: { fault: "anchor" } });
      expect(check(entries, undefined, head)).toMatchObject({ fault: { fault: "missing", number: 1 } });
      const shorter = entries.slice(0, -1);
      const newest = shorter.at(-1) ?? { number: anchor?.number ?? 0, seal: anchor?.seal ?? beginning };
      expect(check(shorter, anchor, headAt(forged, newest.number, newest.seal))).toMatchObject({
        fault: { fault: "cut" },
      });
    }),
  );
});
