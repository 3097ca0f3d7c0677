import { expect, it } from "vitest";
import { csvOf } from "../../../../main/core/tables/csv.ts";
import { csvTableOf } from "../../../../main/core/tables/reading.ts";

const formulas = ["=1+1", "+84 25 3812", "-2+3", "@SUM(A1)", " =HYPERLINK(1)", "=cmd|' /C calc'!A0"];
const plain = ["-5", "+5", "-5,25", "-1.234,5", "a=b", "'tên", "Cổng +1", "-"];

it("lets no program for tables take a text for a formula, and leaves numbers what they are", () => {
  const text = csvOf([[...formulas, "\tx", "\rx"], plain, [-5, -5.25, null]]).toString("utf8");
  const [first = "", second, third] = text.replace("\uFEFF", "").split("\r\n");
  for (const cell of first.split(";")) expect(cell).toMatch(/^"?'/);
  expect(second).toBe(`-5;+5;"-5,25";"-1.234,5";a=b;'tên;Cổng +1;'-`);
  expect(third).toBe("-5;-5,25;");
});

it("comes in as it went out", () => {
  const rows = [formulas.map((cell) => cell.trim()), [...plain.slice(0, 6)]];
  expect(csvTableOf(csvOf(rows)).rows).toEqual(rows);
});
