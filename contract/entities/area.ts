/*
 * Free of zod: the shell needs it before its first window stands.
 */

/** A rectangle of the wall's plan, in monitors from the top left. */
export type Area = { column: number; row: number; columns: number; rows: number };
export type Plan = { columns: number; rows: number };

/** The rectangle that monitors make; undefined where they make none, or one of them is not of the plan. */
export function areaOf(plan: Plan, displays: readonly number[]): Area | undefined {
  const cells = displays.map((display) => ({
    column: (display - 1) % plan.columns,
    row: Math.floor((display - 1) / plan.columns),
  }));
  const column = Math.min(...cells.map((cell) => cell.column));
  const row = Math.min(...cells.map((cell) => cell.row));
  const columns = Math.max(...cells.map((cell) => cell.column)) - column + 1;
  const rows = Math.max(...cells.map((cell) => cell.row)) - row + 1;
  const isOfPlan = displays.every((display) => display >= 1 && display <= plan.columns * plan.rows);
  const isFull = new Set(displays).size === displays.length && columns * rows === displays.length;
  return isOfPlan && isFull ? { column, row, columns, rows } : undefined;
}
