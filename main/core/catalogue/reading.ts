import { CodedError } from "#contract/errors.ts";
import type { TableMistake } from "#contract/tables.ts";
import { type Complain, put, type Row, rowsOf, type Spot, tableNamed, tablesOf } from "../tables/reading.ts";
import { indicatorColumns, sheetNames, thresholdColumns } from "./columns.ts";

export type ReadRow = {
  /** The indicator as a profile would have it, before it is parsed. */
  item: Record<string, unknown>;
  /** The cell of what a mistake in the indicator is about, by its path there. */
  spotOf(path: readonly (string | number)[]): Spot;
};
export type ReadCatalogue = { rows: ReadRow[]; mistakes: TableMistake[] };

/**
 * What a workbook says, as a profile would have it, and every cell that is not what it should be.
 * @throws CodedError `table.not-a-workbook`, `catalogue.no-sheet`
 */
export async function readCatalogue(bytes: Buffer): Promise<ReadCatalogue> {
  const tables = await tablesOf(bytes);
  const main = tableNamed(tables, sheetNames.indicators);
  if (main === undefined) throw new CodedError("catalogue.no-sheet", { sheet: sheetNames.indicators.vi });
  const mistakes: TableMistake[] = [];
  const complain: Complain = (spot, message) => void mistakes.push({ ...spot, message });

  const limitsOf = new Map<unknown, Row[]>();
  const limits = tableNamed(tables, sheetNames.thresholds);
  const limitRows = limits === undefined ? [] : rowsOf(limits, thresholdColumns, complain);
  for (const row of limitRows) {
    const code = row.values.get("code");
    if (row.isWhole) limitsOf.set(code, [...(limitsOf.get(code) ?? []), row]);
  }
  const rows = rowsOf(main, indicatorColumns, complain).map(({ values, spotOf }): ReadRow => {
    const item: Record<string, unknown> = {};
    for (const { path } of indicatorColumns) put(item, path, values.get(path.join(".")));
    const own = limitsOf.get(item.code) ?? [];
    if (own.length > 0) item.thresholds = own.map(({ values: limit }) => thresholdOf(limit));
    return {
      item,
      spotOf([first, at, ...rest]) {
        const limit = first === "thresholds" ? own[Number(at)] : undefined;
        return limit?.spotOf(rest) ?? spotOf([first ?? "", ...(at === undefined ? [] : [at]), ...rest]);
      },
    };
  });
  const codes = new Set(rows.map(({ item }) => item.code));
  for (const { values, spotOf } of limitRows) {
    const code = values.get("code");
    if (code !== undefined && !codes.has(code))
      complain(spotOf(["code"]), { code: "catalogue.unknown-code", params: { id: String(code) } });
  }
  return { rows, mistakes };
}

const thresholdOf = (values: Map<string, unknown>): Record<string, unknown> => ({
  level: values.get("level"),
  [String(values.get("side"))]: values.get("value"),
  name: { vi: values.get("name.vi"), en: values.get("name.en") },
});
