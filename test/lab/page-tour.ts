/**
 * Pictures of every page of the web app, of the desk with its dialogs, and of the ways in, as each kind of person sees them in a real browser, with what
 * axe finds on them and what a person would trip over: `node test/lab/page-tour.ts FOLDER [--only PAGE,…] [--sizes WIDTH,…] [--languages vi,en]
 * [--settle SECONDS] [--without-axe]`. PAGE is a part of a picture's name. Nothing is checked by it; what was found is written into
 * FOLDER/findings.txt.
 */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startBrowser } from "../e2e/desk-browser.ts";
import { startCore } from "./core.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { tour } from "./tour.ts";
import { signInTourists, writeTouredSite } from "./toured-site.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    sizes: { type: "string" },
    languages: { type: "string" },
    settle: { type: "string" },
    first: { type: "string" },
    "without-axe": { type: "boolean" },
  },
});
await using site = await temporaryFolder("page-tour");
const profile = path.join(site.path, "profile");
await writeTouredSite(profile);
await using core = await startCore({ profile, data: path.join(site.path, "data"), hasPictures: true });
await pause(Number(values.first ?? 15) * 1_000);
const tourists = await signInTourists(core);
const browser = await startBrowser();
try {
  await tour({
    ...{ ...tourists, browser, origin: core.origin, folder: path.resolve(positionals[0] ?? "pages") },
    ...(values.only === undefined ? {} : { only: values.only.split(",") }),
    ...(values.sizes === undefined ? {} : { widths: values.sizes.split(",").map(Number) }),
    languages: (values.languages ?? "vi,en").split(","),
    settleMs: Number(values.settle ?? 2.5) * 1_000,
    hasAxe: values["without-axe"] !== true,
  });
} finally {
  await browser.close();
}
