import { join } from "node:path";
import type { Sector } from "../sector.ts";
import { EconomyScript } from "../statistics/script.ts";
import { serveMonths } from "./months.ts";
import { serveTreasuryFolder } from "./treasury-folder.ts";

/** The state treasury, which drops its reports into folders: what was paid out by the day and, with the pack's script, by the month. */
export const treasury: Sector = async ({ folder, script }) => {
  const told = await script("kinh-te-xa-hoi");
  const months =
    told === undefined
      ? undefined
      : await serveMonths(join(folder, "kho-bac-thang"), EconomyScript.parse(told).treasury);
  const days = await serveTreasuryFolder(join(folder, "kho-bac"));
  return {
    async stop() {
      await Promise.all([days.stop(), months?.stop()]);
    },
  };
};
