import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext } from "@playwright/test";
import { lookOver } from "./tour-findings.ts";
import { type Visit, visits } from "./toured-pages.ts";
import type { SignedInTourists } from "./toured-site.ts";

export const tourSizes = [
  { width: 390, height: 844, isPhone: true },
  { width: 820, height: 1180, isPhone: true },
  { width: 1366, height: 650, isPhone: false },
  { width: 1920, height: 1080, isPhone: false },
] as const;

export type Tour = SignedInTourists & {
  browser: Browser;
  origin: string;
  /** Takes pictures and findings.txt. */
  folder: string;
  /** Parts of pictures' names; absent: every page. */
  only?: readonly string[];
  widths?: readonly number[];
  languages: readonly string[];
  /** Before a picture is taken. */
  settleMs: number;
  /** Whether axe looks too. */
  hasAxe: boolean;
};

/** Visits every page as each kind of person, takes a picture of it and writes down what was found there. */
export async function tour(given: Tour): Promise<void> {
  const { browser, origin, folder, only, widths, languages, cookies } = given;
  await mkdir(folder, { recursive: true });
  const found = path.join(folder, "findings.txt");
  await writeFile(found, "");
  const tell = async (line: string) => {
    process.stdout.write(`${line}\n`);
    await appendFile(found, `${line}\n`);
  };
  for (const { width, height, isPhone } of tourSizes.filter((one) => widths?.includes(one.width) ?? true))
    for (const language of languages)
      for (const { as, pages } of visits) {
        const wanted = pages.flatMap((visit) => {
          const picture = `${as}-${nameOf(visit)}-${width}-${language}`;
          // The desk is for who sits at a computer.
          const isTooSmall = width < 800 && visit.at.startsWith("/desk");
          return !isTooSmall && (only?.some((one) => picture.includes(one)) ?? true) ? [{ picture, visit }] : [];
        });
        if (wanted.length === 0) continue;
        const context = await browser.newContext({
          viewport: { width, height },
          ...(isPhone ? { hasTouch: true, isMobile: true } : {}),
        });
        const [name = "", value = ""] = as === "stranger" ? [] : cookies[as].split("=");
        if (name !== "") await context.addCookies([{ name, value, url: origin }]);
        for (const { picture, visit } of wanted)
          for (const line of await look(context, given, visit, language, path.join(folder, `${picture}.png`)))
            await tell(`${picture}: ${line}`);
        await context.close();
      }
}

const nameOf = ({ at, called }: Visit): string =>
  called ?? (at.replace(/^\/(?:app\/)?/, "").replaceAll(/[/#?=]/g, "-") || "today");

async function look(
  context: BrowserContext,
  { origin, invited, settleMs, hasAxe }: Tour,
  { at, does }: Visit,
  language: string,
  picture: string,
): Promise<string[]> {
  const page = await context.newPage();
  const told: string[] = [];
  page.on("pageerror", (error) => told.push(error.message));
  const [before = "", hash] = at.replace(":invited", invited).split("#");
  const address = new URL(before, origin);
  address.searchParams.set("lang", language);
  await page.goto(`${address}${hash === undefined ? "" : `#${hash}`}`);
  await pause(settleMs);
  try {
    await does?.(page);
    if (does !== undefined) await pause(settleMs);
  } catch (error) {
    told.push(`it could not be done: ${String(error).split("\n")[0]}`);
  }
  await page.screenshot({ path: picture, fullPage: (page.viewportSize()?.width ?? 0) < 1_000 });
  told.push(...(await lookOver(page, language)));
  if (hasAxe) {
    const axe = new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
    for (const { id, nodes } of (await axe.analyze()).violations)
      told.push(`axe ${id} ×${nodes.length} ${nodes[0]?.target} ${nodes[0]?.html.slice(0, 160)}`);
  }
  await page.close();
  return told;
}
