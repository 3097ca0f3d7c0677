import { readFileSync } from "node:fs";
import path from "node:path";
import type { CodedMessage } from "#contract/coded-message.ts";
import { parseSiteSettings, type SiteSettings } from "#contract/site-settings.ts";

/** Where a site's settings are; IOC_CONF names another file. */
export function settingsFile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (env.IOC_CONF) return path.resolve(env.IOC_CONF);
  if (platform === "win32") return path.win32.join(env.ProgramData ?? "C:\\ProgramData", "ioc-wall", "ioc-wall.conf");
  return "/etc/ioc-wall/ioc-wall.conf";
}

/** The settings of the site, none where there is no file; or what is wrong with it. Never throws. */
export function readSettings(env: NodeJS.ProcessEnv): { settings: SiteSettings; mistake?: CodedMessage } {
  const file = settingsFile(env);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    // A file that somebody named is meant to be there.
    if (code === "ENOENT" && !env.IOC_CONF) return { settings: {} };
    return { settings: {}, mistake: { code: "settings.not-readable", params: { file, detail: code } } };
  }
  const { mistake, ...told } = parseSiteSettings(text, file);
  return mistake === undefined ? (told as { settings: SiteSettings }) : { settings: {}, mistake };
}
