import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TreasuryScript } from "../statistics/script.ts";
import { offsetMs, paidShare, planBillion, vietnamese } from "./treasury-folder.ts";

const lookEveryMs = 10 * 60_000;

const heading = ["Tháng", "Kế hoạch (tỷ đồng)", "Tiến độ theo kế hoạch (%)", "Lũy kế giải ngân (tỷ đồng)", "Tỷ lệ (%)"];

/**
 * What was paid out by the end of each month of a year that is over by now, beside what the plan has for it.
 * @returns undefined before the first month of the year is over
 */
export function monthsReport({ progress }: TreasuryScript, year: number, nowMs: number): Buffer | undefined {
  const rows = progress.flatMap((planned, at) => {
    const endMs = Date.UTC(year, at + 1, 1) - offsetMs - 1_000;
    if (endMs > nowMs) return [];
    const share = paidShare(endMs);
    const cells = [planned, Math.round(planBillion * share * 10) / 10, Math.round(share * 10_000) / 100];
    return [
      [`${String(at + 1).padStart(2, "0")}/${year}`, vietnamese(planBillion), ...cells.map(vietnamese)].join(";"),
    ];
  });
  if (rows.length === 0) return undefined;
  const title = `Lũy kế giải ngân vốn đầu tư công theo tháng, năm ${year} (MÔ PHỎNG)`;
  return Buffer.from(`\uFEFF${[title, heading.join(";"), ...rows, ""].join("\r\n")}`);
}

/** A file a year, written anew when a month is over. */
export async function serveMonths(folder: string, script: TreasuryScript): Promise<{ stop(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const written = new Map<number, number>();
  const write = async (nowMs: number): Promise<void> => {
    const thisYear = new Date(nowMs + offsetMs).getUTCFullYear();
    for (let year = Math.max(script.firstYear, thisYear - 4); year <= thisYear; year++) {
      const bytes = monthsReport(script, year, nowMs);
      if (bytes === undefined || written.get(year) === bytes.length) continue;
      const part = join(folder, `.theo-thang-${year}.csv.part`);
      await writeFile(part, bytes);
      await rename(part, join(folder, `theo-thang-${year}.csv`));
      written.set(year, bytes.length);
    }
  };
  await write(Date.now());
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    writing = write(Date.now()).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  }, lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await writing;
    },
  };
}
