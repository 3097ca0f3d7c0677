import fc from "fast-check";
import { expect, it } from "vitest";
import { goneBack, type KeptItemsOf } from "../../../../main/core/tables/wording.ts";

const kind: KeptItemsOf = { name: "id", keptItem: (item) => item, restored: (item) => item };
const ids = ["a", "b", "c", "d", "e"];
/** A list by what its items say; without those that it does not have. */
const list = fc
  .tuple(...ids.map((id) => fc.option(fc.integer({ min: 0, max: 2 }).map((says) => ({ id, says })))))
  .map((items) => items.filter((item) => item !== null));
const saysIn = (items: readonly Record<string, unknown>[], id: string) => items.find((item) => item.id === id)?.says;

it("goes back in all that the import changed and nobody has since, and in nothing else, and says what it left", () => {
  fc.assert(
    fc.property(list, list, list, (before, given, now) => {
      const { rows, stayed, gone } = goneBack(now, { given, before }, kind);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const id of ids) {
        const [had, got, has, is] = [before, given, now, rows].map((items) => saysIn(items, id));
        expect(is).toBe(has === got ? had : has);
        expect(stayed.includes(id)).toBe(had !== got && has !== got && has !== had);
        expect(gone.includes(id)).toBe(has !== undefined && is === undefined);
      }
    }),
  );
});

it("gives the former list in its order where nobody changed anything since", () => {
  fc.assert(
    fc.property(list, list, (before, given) => {
      expect(goneBack(given, { given, before }, kind)).toMatchObject({ rows: before, stayed: [] });
    }),
  );
});
