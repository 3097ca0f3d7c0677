import { mistakeInEnvironment, type SettingName, type SiteSettings, settingNames } from "#contract/site-settings.ts";
import { readSettings } from "../installed/settings-file.ts";
import { asError, type Which } from "./running.ts";

/** Where this is installed, undefined from source, and what the site has set. */
export type Site = { resources: string | undefined; settings: SiteSettings };

/**
 * What a site has set for the installed wall, by its file or, over it, by the environment.
 * @param isInstalled from source nobody has set anything, unless a file is named
 * @throws CodedError settings.*
 */
export function siteSettings(isInstalled: boolean, env: NodeJS.ProcessEnv = process.env): SiteSettings {
  if (!isInstalled && !env.IOC_CONF) return {};
  const { settings, mistake } = readSettings(env);
  const wrong = mistakeInEnvironment(env) ?? mistake;
  if (wrong !== undefined) throw asError(wrong);
  const set = (name: SettingName) => env[name] ?? settings[name];
  return Object.fromEntries(settingNames.flatMap((name) => (set(name) ? [[name, set(name)]] : [])));
}

/** The wall that is meant: the one that was named, else the one that the site has set; undefined parts: any. */
export function whichWall(named: Which, settings: SiteSettings): Which {
  if (named.data !== undefined || named.port !== undefined || named.profile !== undefined) return named;
  if (settings.IOC_DATA !== undefined) return { ...named, data: settings.IOC_DATA };
  if (settings.IOC_PROFILE !== undefined) return { ...named, profile: settings.IOC_PROFILE };
  // With port 0 nobody knows which it became.
  const port = Number(settings.IOC_PORT ?? 0);
  return port > 0 ? { ...named, port } : named;
}
