import { expect, it } from "vitest";
import type { CheckedRow } from "#contract/entry/entry.ts";
import {
  changedRows,
  checkedRows,
  countsOf,
  type GridRow,
  isBad,
  isGood,
  leftOver,
  pastedDown,
  shownRows,
} from "../../../renderer/web/officer/grid.ts";

const checked = (outcome: CheckedRow["outcome"]): CheckedRow => ({
  ...{ outcome, value: 1, periodWords: null, current: null, previous: null, lastYear: null, messages: [] },
});
const rowOf = (id: string, one: CheckedRow | null = null, value = "1"): GridRow => ({
  ...{ id, line: 1, label: id, unit: "", mistakes: [], draft: null, decimals: 1, checked: one },
  row: { indicator: "a", place: "b", period: "2026", value, status: "official", reason: "" },
});

it("fills a pasted column down from the cell that it was pasted into, over rows that cannot be entered", () => {
  const rows = [rowOf("a"), rowOf("b"), { ...rowOf("c"), row: null }, rowOf("d")];
  expect(pastedDown(rows, "b", "5\r\n6\r\n")).toEqual(
    new Map([
      ["b", { value: "5" }],
      ["d", { value: "6" }],
    ]),
  );
  // One number is typed into its cell; of several columns nobody knows which is meant, and nothing is lost at the end.
  expect(pastedDown(rows, "a", "5\n")).toBeNull();
  expect(pastedDown(rows, "a", "5\t6\n7\t8")).toBe("columns");
  expect(pastedDown(rows, "a", "Xã 1\t8")).toBe("columns");
  expect(pastedDown(rows, "b", "5\r\n6\r\n7\r\n")).toBe("too-long");
});

it("keeps the order in which rows are shown while somebody types, and pastes in that order", () => {
  const rows = [rowOf("a", checked("new")), rowOf("b", checked("refused")), rowOf("c", checked("refused"))];
  const wrong = new Set(["b", "c"]);
  const ids = (some: readonly GridRow[]) => some.map(({ id }) => id);
  expect(ids(shownRows(rows, wrong, false))).toEqual(["b", "c", "a"]);
  // "b" was mended: it stays, also where only wrong ones are shown.
  const mended = [rowOf("a", checked("refused")), rowOf("b", checked("new")), rowOf("c", checked("refused"))];
  expect(ids(shownRows(mended, wrong, false))).toEqual(["b", "c", "a"]);
  expect(ids(shownRows(mended, wrong, true))).toEqual(["a", "b", "c"]);
  const down = pastedDown(shownRows(mended, wrong, false), "b", "5\n6\n");
  expect(down instanceof Map && [...down.keys()]).toEqual(["b", "c"]);
  // What is expected stands in its own order, whatever is wrong with it.
  const expected = mended.map((one) => ({ ...one, draft: one.id }));
  expect(ids(shownRows(expected, new Set(["c"]), false))).toEqual(["a", "b", "c"]);
});

it("takes what a check says for the row that was asked about alone", () => {
  const before = [rowOf("a"), rowOf("b")];
  const typedOn = changedRows(before, new Map([["b", { value: "12" }]]));
  const after = checkedRows(typedOn, before, [checked("new"), checked("refused")]);
  expect(after.map((one) => [one.checked?.outcome, one.row?.value])).toEqual([
    ["new", "1"],
    [undefined, "12"],
  ]);
  expect([after.map(isGood), after.map(isBad)]).toEqual([
    [true, false],
    [false, false],
  ]);
});

it("keeps after a deed what was not sent, and what was refused with its reason", () => {
  const rows = [rowOf("a", checked("new")), rowOf("b", checked("refused")), rowOf("c", checked("new"))];
  const why = { code: "entry.changed-meanwhile", params: {} };
  const result = (outcome: "taken" | "left", messages = outcome === "left" ? [why] : []) => ({ outcome, messages });
  const sent = [rows[0], rows[2]] as GridRow[];
  const counts = { atMs: 1, taken: 1, same: 0, left: 1 };
  const taken = { outcome: "taken" as const, ...counts, rows: [result("taken"), result("left")] };
  expect(leftOver(rows, sent, taken).map(({ id, checked: one }) => [id, one?.outcome])).toEqual([
    ["b", "refused"],
    ["c", "refused"],
  ]);
  const refused = { outcome: "refused" as const, ...counts, rows: [result("left", []), result("left")] };
  expect(countsOf(leftOver(rows, sent, refused))).toMatchObject({ new: 1, refused: 2 });
});
