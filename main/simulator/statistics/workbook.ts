import writeXlsxFile from "write-excel-file/node";
import { type Moment, planFor, type Stage, valueIn } from "./figures.ts";
import type { Issue } from "./issues.ts";
import type { Line, StatisticsScript } from "./script.ts";

type Cell = { value: string | number; columnSpan?: number; rowSpan?: number; align?: "center" } | null;
/** A column of figures: what stands over it, and of when and of which stage it is. */
type Column = { heading: string; moment: Moment; stage: Stage };

const stageWords: Record<Stage, string> = { estimated: "Ước tính", preliminary: "Sơ bộ", official: "Chính thức" };
const roman = ["I", "II", "III", "IV"];
const width = 7;

/** "3.412,5", as offices type it; half of the cells are numbers all the same, as in every such workbook. */
const vietnamese = (value: number, decimals: number): string =>
  new Intl.NumberFormat("vi-VN", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

const monthColumn = (year: number, number: number, stage: Stage): Column => ({
  ...{ heading: `${stageWords[stage]} tháng ${number}/${year}`, moment: { year, number }, stage },
});
const quarterColumn = (year: number, number: number, stage: Stage): Column => ({
  ...{ heading: `${stageWords[stage]} quý ${roman[number - 1]}/${year}`, moment: { year, number }, stage },
});
const before = (year: number, number: number, count: number): [number, number] =>
  number === 1 ? [year - 1, count] : [year, number - 1];

function columnsOf({ year, month }: Issue): { months: Column[]; quarters: Column[] } {
  const all = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  if (month === null)
    return {
      months: all(12).map((number) => monthColumn(year, number, "official")),
      quarters: all(4).map((number) => quarterColumn(year, number, "official")),
    };
  const quarter = Math.floor(month / 3);
  const isQuarterEnd = month % 3 === 0;
  const quarters = isQuarterEnd ? [quarterColumn(year, quarter, "estimated")] : [];
  // A quarter is settled in the next month's report.
  if (month % 3 === 1) quarters.push(quarterColumn(...before(year, Math.ceil(month / 3), 4), "preliminary"));
  const months = [monthColumn(...before(year, month, 12), "preliminary"), monthColumn(year, month, "estimated")];
  return { months, quarters };
}

/** A report or yearbook of the statistics office, with all that such a sheet has above, beside and below its figures. */
export function workbookOf(script: StatisticsScript, issue: Issue): Promise<Buffer> {
  const { months, quarters } = columnsOf(issue);
  const day = new Date(issue.dayMs + 7 * 3_600_000);
  const dated = `Lạng Sơn, ngày ${day.getUTCDate()} tháng ${day.getUTCMonth() + 1} năm ${day.getUTCFullYear()}`;
  const title =
    issue.month === null
      ? `NIÊN GIÁM THỐNG KÊ NĂM ${issue.year} (TRÍCH)`
      : `TÌNH HÌNH KINH TẾ – XÃ HỘI THÁNG ${issue.month} NĂM ${issue.year}`;
  const rows: Cell[][] = [
    [wide("CHI CỤC THỐNG KÊ TỈNH LẠNG SƠN", 3), null, null, wide("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 4)],
    [wide("Số: 00/BC-MÔ PHỎNG", 3), null, null, wide("Độc lập - Tự do - Hạnh phúc", 4)],
    [null, null, null, wide(dated, 4)],
    [wide(title, width)],
    [wide("SỐ LIỆU MÔ PHỎNG, không phải số liệu thống kê", width)],
    [],
    ...table("I", script.lines, months, script, issue),
    ...(quarters.length === 0 ? [] : table("II", script.quarterly, quarters, script, issue)),
    ...plansOf(script, issue),
    [],
    [{ value: "Ghi chú: (1) Bao gồm thu nội địa và thu từ hoạt động xuất nhập khẩu. Dấu … là chưa có số liệu." }],
    [{ value: "Số ước tính sẽ được điều chỉnh ở báo cáo tháng sau (1.000 là một nghìn; 1,5 là một phẩy năm)." }],
  ];
  return writeXlsxFile(rows).toBuffer();
}

const wide = (value: string, columnSpan: number): Cell => ({ value, columnSpan, align: "center" });

/** Two rows of headings over them: what the columns are together, and each. */
function table(
  section: string,
  lines: readonly Line[],
  columns: readonly Column[],
  script: StatisticsScript,
  { isEmpty, changed }: Issue,
): Cell[][] {
  const newest = columns.find(({ stage }) => stage === "estimated");
  const isCompared = newest?.heading.includes("tháng") === true;
  const compared: Cell[] = isCompared ? [wide("So sánh ước tính (%)", 2), null] : [];
  const top: Cell[] = [
    { value: "STT", rowSpan: 2 },
    { value: "Chỉ tiêu", rowSpan: 2 },
    { value: "Đơn vị tính", rowSpan: 2 },
    wide("Thực hiện", columns.length),
    ...columns.slice(1).map(() => null),
    ...compared,
  ];
  const below: Cell[] = [null, null, null, ...columns.map(({ heading }) => ({ value: heading }))];
  if (isCompared) below.push({ value: "Tháng trước" }, { value: "Cùng kỳ" });
  const rows = lines.map((line, at): Cell[] => {
    const valueAt = ({ moment, stage }: Pick<Column, "moment" | "stage">) =>
      valueIn(line, lines, script.firstYear, moment, stage) *
      (stage === "estimated" && changed?.line === line.label ? changed.times : 1);
    const figures = columns.map((column): Cell => {
      if (isEmpty) return { value: "…" };
      const value = Number(valueAt(column).toFixed(line.decimals));
      return { value: at % 2 === 0 ? vietnamese(value, line.decimals) : value };
    });
    const mark = line.label.startsWith("Thu ngân sách") ? " (1)" : "";
    return [
      ...[{ value: at + 1 }, { value: `${line.label}${mark}` }, { value: line.unit }],
      ...figures,
      ...(newest !== undefined && isCompared && !isEmpty ? comparisons(line, newest, valueAt) : []),
    ];
  });
  return [top, below, [{ value: section }, { value: section === "I" ? "THEO THÁNG" : "THEO QUÝ" }], ...rows];
}

/** "101,2": of an amount what part of the month before and of the same month a year ago it is, per cent. */
function comparisons(
  line: Line,
  { moment: { year, number } }: Column,
  valueAt: (column: Pick<Column, "moment" | "stage">) => number,
): Cell[] {
  if (line.kind !== "amount") return [];
  const [yearBefore, monthBefore] = before(year, number, 12);
  const now = valueAt({ moment: { year, number }, stage: "estimated" });
  return [
    { moment: { year: yearBefore, number: monthBefore }, stage: "preliminary" as const },
    { moment: { year: year - 1, number }, stage: "official" as const },
  ].map((column) => ({ value: vietnamese((100 * now) / valueAt(column), 1) }));
}

/** In January, and in the yearbook. */
function plansOf({ plans, lines, firstYear }: StatisticsScript, { year, month, isEmpty }: Issue): Cell[][] {
  if (plans.length === 0 || isEmpty || (month !== null && month !== 1)) return [];
  const heading: Cell[] = [
    { value: "STT" },
    { value: "Chỉ tiêu" },
    { value: "Đơn vị tính" },
    { value: `Kế hoạch năm ${year}` },
  ];
  const rows = plans.map((plan, at): Cell[] => {
    const line = lines.find(({ label }) => label === plan.of);
    if (line === undefined) throw new Error(`simulator.yaml: no line ${plan.of}`);
    const months = Array.from({ length: 12 }, (_, index) => ({ year: year - 1, number: index + 1 }));
    const whole = months.reduce((sum, moment) => sum + valueIn(line, lines, firstYear, moment, "preliminary"), 0);
    return [
      { value: at + 1 },
      { value: plan.label },
      { value: line.unit },
      { value: vietnamese(planFor(whole, plan), 0) },
    ];
  });
  return [[{ value: "III" }, { value: "KẾ HOẠCH NĂM" }], heading, ...rows];
}
