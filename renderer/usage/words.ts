import type { TFunction } from "i18next";
import type { UsageGroup } from "#contract/usage/http.ts";
import { addWords, inLanguage } from "../i18n/bundles.ts";
import en from "../i18n/en/usage.json";
import vi from "../i18n/vi/usage.json";

const words = { vi, en } as const;

declare module "i18next" {
  interface ResourceNamespaceMap {
    usage: (typeof words)["vi"];
  }
}

addWords("usage", words);

export type UsageWords = TFunction<"usage">;

/** A role as people say it. */
export const roleWords = (role: string, t: UsageWords): string =>
  role in vi.roles ? t(`roles.${role as keyof typeof vi.roles}`) : role;

export const isKnownPage = (name: string): name is keyof typeof vi.pages => name in vi.pages;

/** A unit as people call it; of none: the province's own. */
export const unitWords = (
  { unit, title }: Pick<UsageGroup, "unit" | "title">,
  t: UsageWords,
  language: string,
): string => (unit === null ? t("noUnit") : title === null ? unit : inLanguage(title, language));

/** A group as it stands in a list and is chosen by. */
export const groupKey = ({ unit, role }: Pick<UsageGroup, "unit" | "role">): string => JSON.stringify([unit, role]);
