import { mkdir, readdir, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sector } from "../sector.ts";
import { customsAnswer } from "./customs.ts";
import { issuesUntil } from "./issues.ts";
import { EconomyScript, type StatisticsScript } from "./script.ts";
import { workbookOf } from "./workbook.ts";

/** Reports come by the day; one that is due lies there within this time. */
const lookEveryMs = 60_000;

/** The statistics office, which sends workbooks, and customs, which answer over HTTP. Without the pack's script both are silent. */
export const statistics: Sector = async ({ folder, script, answer }) => {
  const told = await script("kinh-te-xa-hoi");
  if (told === undefined) return { stop() {} };
  const economy = EconomyScript.parse(told);
  answer("/api/hai-quan/kim-ngach", (nowMs) => customsAnswer(economy.customs, nowMs));
  return serveReports(join(folder, "thong-ke"), economy.statistics);
};

async function serveReports(folder: string, script: StatisticsScript): Promise<{ stop(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  // A full disk must not end the other platforms; the next time it tries again.
  const look = (): Promise<void> =>
    bringUpToDate(folder, script, Date.now()).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  // Nobody waits for the first ones: a year of workbooks takes half a second.
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Puts down what is due and not there, and takes away what is in the archive by now. What lies there is left as it is. */
export async function bringUpToDate(folder: string, script: StatisticsScript, nowMs: number): Promise<void> {
  const issues = issuesUntil(script, nowMs);
  const names = (await readdir(folder)).filter((name) =>
    /^\.?(?:bao-cao-ktxh|nien-giam)-.*\.(?:xlsx|part)$/.test(name),
  );
  for (const issue of issues) {
    if (names.includes(issue.name)) continue;
    // Under its name only once it is whole.
    const part = join(folder, `.${issue.name}.part`);
    await writeFile(part, await workbookOf(script, issue));
    await rename(part, join(folder, issue.name));
  }
  const due = new Set(issues.map(({ name }) => name));
  for (const name of names) if (!due.has(name)) await unlink(join(folder, name));
}
