import type { TFunction } from "i18next";
import type { AuditEntry, AuditWho } from "#contract/audit/entry.ts";
import en from "../../i18n/en/audit.json";
import { addWords } from "../../i18n/index.ts";
import vi from "../../i18n/vi/audit.json";

const words = { vi, en } as const;

declare module "i18next" {
  interface ResourceNamespaceMap {
    audit: (typeof words)["vi"];
  }
}

addWords("audit", words);

export type AuditWords = TFunction<"audit">;

type Language = keyof typeof words;
/** Words of deeds, by the group that they stand in. */
type Deeds = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** What a feature brings itself: i18n/<language>/deeds/<feature>.json. Read where the trail is looked at, whatever else is loaded. */
const brought = {
  vi: import.meta.glob<Deeds>("../../i18n/vi/deeds/*.json", { eager: true, import: "default" }),
  en: import.meta.glob<Deeds>("../../i18n/en/deeds/*.json", { eager: true, import: "default" }),
} as const;
const deedsIn = (language: Language): readonly Deeds[] => [words[language].deeds, ...Object.values(brought[language])];
/** Names of deeds have dots and colons, by which keys of words are taken apart: they are looked up by themselves. */
const tableOf = (language: Language): ReadonlyMap<string, string> =>
  new Map(deedsIn(language).flatMap((deeds) => Object.values(deeds).flatMap((group) => Object.entries(group))));
const deedTables = { vi: tableOf("vi"), en: tableOf("en") } as const;

/** The deeds that there are words for, in groups. */
export const deedGroups = (Object.keys(vi.groups) as (keyof typeof vi.groups)[]).map((group) => ({
  group,
  deeds: deedsIn("vi").flatMap((deeds) => Object.keys(deeds[group] ?? {})),
}));

/** undefined: people have no word for it yet. Who asks for the head alone does as good as look. */
export const wordOfDeed = (deed: string, language: string): string | undefined =>
  deedTables[language === "en" ? "en" : "vi"].get(deed.replace(/^HEAD /, "GET "));

const wallCommands = "POST /api/wall/commands";

/** What was done, as people say it: of a command to the wall the command itself. A deed without words is told as the program names it. */
export function deedWords(
  { deed, target }: Pick<AuditEntry, "deed" | "target">,
  t: AuditWords,
  language: string,
): string {
  const [command = ""] = target.split(" ");
  if (deed === wallCommands && command in vi.commands) return t(`commands.${command as keyof typeof vi.commands}`);
  return wordOfDeed(deed, language) ?? (/^[A-Z]+ \?$/.test(deed) ? t("unknownAddress") : deed);
}

/** What it was done to, without what `deedWords` says already. */
export const targetWords = ({ deed, target }: Pick<AuditEntry, "deed" | "target">): string =>
  deed === wallCommands ? target.split(" ").slice(1).join(" ") : target;

const isRole = (role: string): role is keyof typeof vi.role => role in vi.role;

/** Who did it: his name, or what he is known by. */
export function whoWords({ kind, role, name }: AuditWho, t: AuditWords): string {
  if (kind === "nobody") return t("nobody");
  const what = isRole(role) ? t(`role.${role}`) : role;
  if (kind === "run") return `${t("room")} · ${what}`;
  return name === "" ? what : `${name} · ${what}`;
}

/** A name of what was changed, in words where there are some. */
export const fieldWords = (path: readonly string[], t: AuditWords): string =>
  path.map((part) => (part in vi.fields ? t(`fields.${part as keyof typeof vi.fields}`) : part)).join(" › ");
