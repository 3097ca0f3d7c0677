/**
 * Pictures of every page of the web app and of the desk's views for administrators, as each kind of person sees them in a real browser, with what axe
 * finds on them and what is wider than the screen: `node test/lab/page-tour.ts FOLDER [--only PAGE,…] [--sizes WIDTH,…] [--languages vi,en]
 * [--settle SECONDS]`. PAGE is a part of a picture's name. Nothing is checked by it; what was found is written into FOLDER/findings.txt.
 */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { startBrowser } from "../e2e/desk-browser.ts";
import { startCore } from "./core.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { signInTourists, type Tourist, writeTouredSite } from "./toured-site.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    sizes: { type: "string" },
    languages: { type: "string" },
    settle: { type: "string" },
    first: { type: "string" },
  },
});
const folder = path.resolve(positionals[0] ?? "pages");
await mkdir(folder, { recursive: true });
const found = path.join(folder, "findings.txt");
await writeFile(found, "");
const tell = async (line: string) => {
  process.stdout.write(`${line}\n`);
  await appendFile(found, `${line}\n`);
};

const sizes = [
  { width: 390, height: 844, isPhone: true },
  { width: 820, height: 1180, isPhone: true },
  { width: 1366, height: 650, isPhone: false },
  { width: 1920, height: 1080, isPhone: false },
].filter(({ width }) => values.sizes === undefined || values.sizes.split(",").includes(String(width)));
const languages = (values.languages ?? "vi,en").split(",");

/** Who visits what; of the registry's pages each at least once, and what may be forbidden as well. */
const visits: readonly { as: Tourist | "stranger"; pages: readonly string[] }[] = [
  {
    as: "leader-province",
    pages: [
      ...["/app/", "/app/figures", "/app/figure/cua-khau.xe-cho", "/app/figure/cua-khau.xe-cho/huu-nghi", "/app/map"],
      ...["/app/cameras", "/app/camera/phai-ve", "/app/scenes", "/app/scene/toan-canh", "/app/search"],
      ...["/app/place/huu-nghi", "/app/account", "/app/usage", "/app/waiting", "/app/more", "/app/figure/nothing"],
    ],
  },
  {
    as: "officer-unit",
    pages: [
      ...["/app/", "/app/entry", "/app/entry/table", "/app/entry/sent", "/app/own-sources", "/app/more"],
      ...["/app/figures", "/app/figure/ban-le", "/app/figure/cua-khau.xe-cho", "/app/scenes", "/app/scene/toan-canh"],
      ...["/app/map", "/app/cameras"],
    ],
  },
  {
    as: "officer-commune",
    pages: ["/app/", "/app/entry", "/app/figures", "/app/figure/cho/phuong-dong-kinh", "/app/own-sources"],
  },
  { as: "leader-commune", pages: ["/app/", "/app/figures", "/app/place/phuong-dong-kinh", "/app/search"] },
  { as: "operator", pages: ["/app/", "/app/more", "/wall", "/desk"] },
  { as: "admin", pages: ["/app/more", "/desk#accounts", "/desk#audit", "/desk#wizards", "/desk#usage"] },
  { as: "stranger", pages: ["/app/sign-in", "/app/invitation/none"] },
];

/** What reaches past the screen's right side, and what is cut without saying all of it somewhere. */
const lookForOverflow = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const lines: string[] = wide > 0 ? [`the page is ${wide} px too wide`] : [];
    for (const one of document.querySelectorAll<HTMLElement>("body *")) {
      const isCut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow === "ellipsis";
      if (isCut && one.closest("[title]") === null)
        lines.push(`cut: ${one.className} «${one.textContent?.slice(0, 60)}»`);
    }
    return lines.slice(0, 8);
  });

await using site = await temporaryFolder("page-tour");
const profile = path.join(site.path, "profile");
await writeTouredSite(profile);
await using core = await startCore({ profile, data: path.join(site.path, "data"), hasPictures: true });
await pause(Number(values.first ?? 15) * 1_000);
const cookies = await signInTourists(core);
const browser = await startBrowser();
try {
  for (const { width, height, isPhone } of sizes)
    for (const language of languages)
      for (const { as, pages } of visits) {
        const context = await browser.newContext({
          viewport: { width, height },
          ...(isPhone ? { hasTouch: true, isMobile: true } : {}),
        });
        const [name = "", value = ""] = as === "stranger" ? [] : cookies[as].split("=");
        if (name !== "") await context.addCookies([{ name, value, url: core.origin }]);
        for (const address of pages) {
          const called = address.replace(/^\/(?:app\/)?/, "").replaceAll(/[/#]/g, "-") || "today";
          const picture = `${as}-${called}-${width}-${language}`;
          const isWanted = values.only?.split(",").some((one) => picture.includes(one)) ?? true;
          // The desk is for who sits at a computer.
          if (!isWanted || (isPhone && width < 800 && address.startsWith("/desk"))) continue;
          const page = await context.newPage();
          page.on("pageerror", (error) => void tell(`${picture}: ${error.message}`));
          const [before = "", hash] = address.split("#");
          await page.goto(`${core.origin}${before}?lang=${language}${hash === undefined ? "" : `#${hash}`}`);
          await pause(Number(values.settle ?? 2.5) * 1_000);
          await page.screenshot({ path: path.join(folder, `${picture}.png`), fullPage: width < 1_000 });
          for (const line of await lookForOverflow(page)) await tell(`${picture}: ${line}`);
          const { violations } = await new AxeBuilder({ page })
            .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
            .analyze();
          for (const { id, nodes } of violations)
            await tell(`${picture}: axe ${id} ×${nodes.length} ${nodes[0]?.target} ${nodes[0]?.html.slice(0, 160)}`);
          await page.close();
        }
        await context.close();
      }
} finally {
  await browser.close();
}
