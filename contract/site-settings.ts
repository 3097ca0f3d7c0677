import type { CodedMessage } from "./coded-message.ts";

/**
 * What a site sets for an installed wall, in a file of `NAME=VALUE` lines that systemd can read as well (EnvironmentFile=).
 * Without zod: the shell reads it before its first window, and the schemas would take longer than all else it does until then.
 */
export type SiteSettings = Partial<Record<SettingName, string>>;
export type SettingName = keyof typeof forms;

/** What a value must look like; the name of its form is the end of the error's code. */
type Form = "text" | "folder" | "port" | "switch" | "origin" | "monitors" | "language";

const forms = {
  /** The profile: a built-in one's name, or a folder from the root. */
  IOC_PROFILE: "text",
  /** The data folder, from the root. */
  IOC_DATA: "folder",
  IOC_PORT: "port",
  /** 1: the wall covers the monitor also where there is one only. */
  IOC_KIOSK: "switch",
  /** The first machine of the wall that this one's monitors are part of. */
  IOC_JOIN: "origin",
  /** Whom to trust at an https:// of IOC_JOIN: a PEM file, or sha256: and a fingerprint. */
  IOC_JOIN_CA: "text",
  /** So many of this machine's monitors are the wall's. */
  IOC_MONITORS: "monitors",
  /** 1: the desk opens with the wall. */
  IOC_DESK: "switch",
  IOC_LANG: "language",
  /** ffmpeg's program, where it is not on the path. */
  IOC_FFMPEG: "folder",
  /** Where the keys lie that protect what is stored; absent: the data folder. */
  IOC_KEYS: "folder",
} as const satisfies Record<string, Form>;

/** In the order in which they are told to people. */
export const settingNames = Object.keys(forms) as readonly SettingName[];

/** A few hundred bytes are usual; longer is another file. */
const mostLetters = 65_536;

/**
 * @param text what is in the file
 * @param file its path, for what is wrong with it
 * @returns the settings, or the first mistake with its line: a wall that starts on half of its settings shows something else
 *   than was meant
 */
export function parseSiteSettings(
  text: string,
  file: string,
): { settings: SiteSettings; mistake?: undefined } | { mistake: CodedMessage } {
  if (text.length > mostLetters) return { mistake: { code: "settings.too-long", params: { file } } };
  const settings: SiteSettings = {};
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const params = { file, line: index + 1 };
    const [, name = "", given = ""] = /^([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    // What stands in a line that is none may be a password, so it is not told.
    if (name === "") return { mistake: { code: "settings.no-setting", params } };
    // Not under any name: everybody on the machine may read the file.
    if (/token|secret|password/i.test(name))
      return { mistake: { code: "settings.token", params: { ...params, name } } };
    if (!isSettingName(name))
      return { mistake: { code: "settings.unknown", params: { ...params, name, names: settingNames.join(", ") } } };
    if (name in settings) return { mistake: { code: "settings.twice", params: { ...params, name } } };
    const value = unquoted(given.trim());
    if (value === undefined || !isForm[forms[name]](value))
      return { mistake: { code: `settings.${forms[name]}`, params: { ...params, name } } };
    settings[name] = value;
  }
  if (settings.IOC_JOIN !== undefined && settings.IOC_PROFILE !== undefined)
    return { mistake: { code: "settings.clash", params: { file, first: "IOC_JOIN", second: "IOC_PROFILE" } } };
  return { settings };
}

/** What each form takes, in signs that are the same in every language. The core itself says what is wrong with a profile. */
const wanted: Partial<Record<Form, string>> = {
  folder: "/…",
  port: "0–65535",
  switch: "0, 1",
  origin: "http://…:7780, https://…",
  monitors: "1–64",
  language: "vi, en",
};

/**
 * The same settings where they stand in the environment. An empty value says nothing.
 * @returns the first mistake, without the value, which may hold a token; undefined: none
 */
export function mistakeInEnvironment(env: Readonly<Record<string, string | undefined>>): CodedMessage | undefined {
  for (const name of settingNames) {
    const form = forms[name];
    const takes = wanted[form];
    const value = env[name];
    if (value && takes !== undefined && !isForm[form](value))
      return { code: "settings.environment", params: { name, wanted: takes } };
  }
  return undefined;
}

const isSettingName = (name: string): name is SettingName => Object.hasOwn(forms, name);

/** undefined where a quotation mark has no other, or there is one within. */
function unquoted(value: string): string | undefined {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  const inner = quoted?.[2] ?? value;
  return /["']/.test(inner) ? undefined : inner;
}

const isFromRoot = (text: string): boolean => text.startsWith("/") || /^[A-Za-z]:[\\/]/.test(text);

const isForm: Record<Form, (value: string) => boolean> = {
  text: (value) => /^[\w.-]+$/.test(value) || isFromRoot(value),
  folder: isFromRoot,
  port: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  switch: (value) => value === "0" || value === "1",
  origin: isOrigin,
  monitors: (value) => /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 64,
  language: (value) => value === "vi" || value === "en",
};

/** http or https, a host by name or number, maybe a port; nothing that may hold an account. */
function isOrigin(value: string): boolean {
  return /^https?:\/\/(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?\/?$/i.test(value);
}
