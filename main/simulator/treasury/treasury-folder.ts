import { mkdir, readdir, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import writeXlsxFile from "write-excel-file/node";
import { localMidnightMs, seedOf } from "../curves.ts";

/** A new report comes this often, by turns CSV and XLSX; only the newest are left lying. */
const dropEveryMs = 2 * 60_000;
const maxFiles = 8;
export const planBillion = 6_316;
const hourMs = 3_600_000;
export const offsetMs = 7 * hourMs;

type Line = { date: string; time: string; paidBillion: number; percent: number };

/**
 * The share of the year's plan paid out so far: slow in spring, a rush in December. Never falls within a year. Years differ in how late
 * the rush comes and how far it gets.
 */
export function paidShare(atMs: number): number {
  const local = new Date(atMs + offsetMs);
  const yearStartMs = Date.UTC(local.getUTCFullYear(), 0, 1);
  const through = (atMs + offsetMs - yearStartMs) / (365.25 * 24 * hourMs);
  // Payments are booked in office hours: within a day the share only moves between 8 and 17.
  const midnightMs = localMidnightMs(atMs);
  const booked = Math.min(1, Math.max(0, (atMs - midnightMs - 8 * hourMs) / (9 * hourMs)));
  const day = Math.floor(through * 365.25);
  const fraction = Math.min(1, (day + booked) / 366);
  const year = String(local.getUTCFullYear());
  const lateness = 1.15 + 0.3 * seedOf(`${year} giai-ngan`);
  const reach = 0.91 + 0.05 * seedOf(`${year} ket-qua`);
  return 0.02 + reach * fraction ** lateness;
}

function linesUntil(nowMs: number): Line[] {
  const lines: Line[] = [];
  const minuteMs = Math.floor(nowMs / 60_000) * 60_000;
  const lastHourMs = Math.floor(nowMs / hourMs) * hourMs;
  const moments = Array.from({ length: 13 }, (_, index) => lastHourMs - (12 - index) * hourMs);
  for (const atMs of new Set([...moments, minuteMs])) {
    const local = new Date(atMs + offsetMs).toISOString();
    const share = paidShare(atMs);
    lines.push({
      date: `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`,
      time: local.slice(11, 16),
      paidBillion: Math.round(planBillion * share * 10) / 10,
      percent: Math.round(share * 10_000) / 100,
    });
  }
  return lines;
}

const heading = ["Ngày", "Giờ", "Kế hoạch (tỷ đồng)", "Đã giải ngân (tỷ đồng)", "Tỷ lệ (%)"];
export const vietnamese = (value: number): string => String(value).replace(".", ",");

/** As spreadsheets in Vietnamese write it: byte order mark, semicolons, decimal commas, CRLF, a title above. */
export function csvReport(nowMs: number): Buffer {
  const rows = linesUntil(nowMs).map((line) =>
    [line.date, line.time, vietnamese(planBillion), vietnamese(line.paidBillion), vietnamese(line.percent)].join(";"),
  );
  return Buffer.from(`\uFEFF${["Báo cáo giải ngân vốn đầu tư công", heading.join(";"), ...rows, ""].join("\r\n")}`);
}

export function xlsxReport(nowMs: number): Promise<Buffer> {
  const rows = linesUntil(nowMs).map((line) => [
    { value: line.date },
    { value: line.time },
    { value: planBillion },
    { value: line.paidBillion },
    { value: line.percent },
  ]);
  const title = [{ value: "Báo cáo giải ngân vốn đầu tư công" }];
  return writeXlsxFile([title, heading.map((value) => ({ value })), ...rows]).toBuffer();
}

/** Drops the treasury's reports into a folder, now and then every few minutes. */
export async function serveTreasuryFolder(folder: string): Promise<{ stop(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  let isSheetNext = false;
  const drop = async (): Promise<void> => {
    const nowMs = Date.now();
    const stamp = new Date(nowMs + offsetMs).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
    const name = `giai-ngan-${stamp}.${isSheetNext ? "xlsx" : "csv"}`;
    const bytes = isSheetNext ? await xlsxReport(nowMs) : csvReport(nowMs);
    isSheetNext = !isSheetNext;
    // Under its name only once it is whole.
    const part = join(folder, `.${name}.part`);
    await writeFile(part, bytes);
    await rename(part, join(folder, name));
    const names = (await readdir(folder)).filter((found) => /^\.?giai-ngan-.*\.(?:csv|xlsx|part)$/.test(found)).sort();
    for (const old of names.slice(0, -maxFiles)) await unlink(join(folder, old));
  };
  await drop();
  let dropping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A full disk must not end the other two platforms; the next time it tries again.
    dropping = drop().catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  }, dropEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await dropping;
    },
  };
}
