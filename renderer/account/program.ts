const browsers = [
  ["Edg", "Edge"],
  ["coc_coc", "Cốc Cốc"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["FxiOS", "Firefox"],
  ["CriOS", "Chrome"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const systems = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/** What a browser says of itself, as people call it; what is not known, as it stands. A name that it gives itself, and so no proof. */
export function programOf(userAgent: string): { browser: string; system: string } | undefined {
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1];
  return browser === undefined || system === undefined ? undefined : { browser, system };
}
