import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, expect, type Page } from "@playwright/test";
import { CreatedToken, routes } from "#contract/http.ts";
import type { RunningCore } from "../lab/core.ts";

/** Debian's own, as on a desk beside the room. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });

/** An operator's desk in a context of its own. @param origin of the core, or of what stands before it */
export async function openDesk(
  browser: Browser,
  core: Pick<RunningCore, "fetch" | "origin">,
  {
    origin = core.origin,
    language = "vi",
    ...options
  }: BrowserContextOptions & { origin?: string; language?: string } = {},
): Promise<Page> {
  const made = await core.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role: "operator", label: "Lan" }),
  });
  const { token } = CreatedToken.parse(await made.json());
  const context = await browser.newContext({ viewport: { width: 1366, height: 650 }, ...options });
  const page = await context.newPage();
  await page.goto(`${origin}/desk?token=${token}`);
  if (language !== "vi") await page.goto(`${origin}/desk?lang=${language}`);
  // Keys count once it is there.
  await expect(page.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  return page;
}
