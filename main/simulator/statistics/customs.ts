import { amountIn, type Moment, planFor, rounded, type Stage } from "./figures.ts";
import { lastDayOf, localMs } from "./issues.ts";
import type { CustomsScript } from "./script.ts";

const stageCodes: Record<Stage, string> = { estimated: "UOC_TINH", preliminary: "SO_BO", official: "CHINH_THUC" };
/** So many years are in one answer. */
const yearsTold = 4;

/** How far a month has come, and since when; undefined: nothing of it is out. */
function stageOf(script: CustomsScript, { year, number }: Moment, nowMs: number): [Stage, number] | undefined {
  const { publishDay, settledDay, finalDay, finalMonth } = script;
  const stages: [Stage, number][] = [
    ["official", localMs(year + 1, finalMonth, Math.min(finalDay, lastDayOf(year + 1, finalMonth)), 8)],
    ["preliminary", localMs(year, number + 1, settledDay, 8)],
    ["estimated", localMs(year, number, Math.min(publishDay, lastDayOf(year, number)), 8)],
  ];
  return stages.find(([, sinceMs]) => sinceMs <= nowMs);
}

function monthOf(script: CustomsScript, moment: Moment, stage: Stage) {
  const { firstYear, exports, imports, revenuePerImport } = script;
  const exported = rounded(amountIn("xuat-khau", exports, firstYear, moment, stage), 1);
  const imported = rounded(amountIn("nhap-khau", imports, firstYear, moment, stage), 1);
  return {
    xuatKhau: exported,
    nhapKhau: imported,
    kimNgach: rounded(exported + imported, 1),
    thuNganSach: rounded(imported * revenuePerImport, 1),
  };
}

/** What customs answer at a moment: month by month what went over the gates, and what each year plans. */
export function customsAnswer(script: CustomsScript, nowMs: number) {
  const isEmpty = script.empty.some(
    ({ from, hours }) => nowMs >= from.getTime() && nowMs < from.getTime() + hours * 3_600_000,
  );
  const thisYear = new Date(nowMs + 7 * 3_600_000).getUTCFullYear();
  const years = Array.from({ length: yearsTold }, (_, at) => thisYear - at).filter((year) => year >= script.firstYear);
  const months = years.flatMap((year) => Array.from({ length: 12 }, (_, at): Moment => ({ year, number: at + 1 })));
  const told = months.flatMap((moment) => {
    const found = stageOf(script, moment, nowMs);
    if (found === undefined) return [];
    const [stage, sinceMs] = found;
    const thang = `${moment.year}-${String(moment.number).padStart(2, "0")}`;
    return [
      {
        thang,
        tinhTrang: stageCodes[stage],
        phatHanh: new Date(sinceMs).toISOString(),
        ...monthOf(script, moment, stage),
      },
    ];
  });
  const wholeOf = (year: number) =>
    Array.from({ length: 12 }, (_, at) => monthOf(script, { year, number: at + 1 }, "preliminary").kimNgach).reduce(
      (sum, one) => sum + one,
      0,
    );
  return {
    coQuan: "Chi cục Hải quan (mô phỏng)",
    donVi: "triệu USD",
    thang: isEmpty ? [] : told,
    keHoach: isEmpty ? [] : years.map((nam) => ({ nam, kimNgach: planFor(wholeOf(nam - 1), script.plan) })),
  };
}
