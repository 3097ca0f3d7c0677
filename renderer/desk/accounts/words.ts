import type { TFunction } from "i18next";
import type { Grant, Scope } from "#contract/access/scope.ts";
import type { Words } from "#contract/entities/text.ts";
import en from "../../i18n/en/accounts.json";
import { addWords, inLanguage } from "../../i18n/index.ts";
import vi from "../../i18n/vi/accounts.json";

declare module "i18next" {
  interface ResourceNamespaceMap {
    accounts: typeof vi;
  }
}

addWords("accounts", { vi, en });

/** Units and communes that somebody can belong to, by id. */
export type Belonging = { id: string; name: Words; kind: "unit" | "commune" };
export type Belongings = ReadonlyMap<string, Belonging>;
type T = TFunction<"accounts">;

/** Where somebody belongs. One that is not in the profile any more keeps its id. */
export function unitWords(unit: string | undefined, of: Belongings, t: T, language: string): string {
  if (unit === undefined) return t("office");
  const known = of.get(unit);
  return known === undefined ? t("gone", { id: unit }) : inLanguage(known.name, language);
}

export const scopeWords = (scope: Scope, of: Belongings, t: T, language: string): string =>
  scope.kind === "province"
    ? t("scope.province")
    : unitWords(scope.kind === "unit" ? scope.unit : scope.place, of, t, language);

/** "Lãnh đạo · Sở Tài chính" */
export const grantWords = ({ role, scope }: Grant, of: Belongings, t: T, language: string): string =>
  t("grantOf", { role: t(`role.${role}`), scope: scopeWords(scope, of, t, language) });
