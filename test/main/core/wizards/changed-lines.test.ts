import fc from "fast-check";
import { expect, it } from "vitest";
import { changedLines } from "../../../../main/core/wizards/changed-lines.ts";

it("tells what goes and what comes with what stands around it, and leaves out what is far", () => {
  const before = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].join("\n");
  const after = ["a", "b", "X", "d", "e", "f", "g", "h", "i", "j"].join("\n");
  expect(changedLines(before, after).map(({ is, text }) => `${is} ${text}`)).toEqual([
    ...["kept a", "kept b", "gone c", "come X", "kept d", "kept e", "skipped ", "kept h", "kept i", "come j"],
  ]);
  expect(changedLines(before, before)).toEqual([]);
});

it("every line that comes is in the new text and every one that goes was in the old, as often", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (was, is) => {
      const told = changedLines(was.join("\n"), is.join("\n"));
      const count = (list: readonly string[], line: string) => list.filter((one) => one === line).length;
      for (const line of ["a", "b", "c", ""]) {
        const of = (kind: string) => told.filter((one) => one.is === kind && one.text === line).length;
        expect(of("come") - of("gone")).toBe(
          count(is.length === 0 ? [""] : is, line) - count(was.length === 0 ? [""] : was, line),
        );
      }
    }),
  );
});
