import type { AccountState, AccountView } from "#contract/accounts/account.ts";
import { folded } from "../search/search.ts";
import { type Belongings, unitWords } from "./words.ts";

/** More rows than these nobody reads; the search finds the others. */
export const mostShown = 200;

const collator = new Intl.Collator("vi");
const lastName = ({ fullName }: AccountView) => fullName.trim().split(/\s+/).at(-1) ?? "";

/** By given name as lists of people are here, then by the rest; those who have left last. */
const order = (one: AccountView, other: AccountView): number =>
  Number(one.state === "left") - Number(other.state === "left") ||
  collator.compare(lastName(one), lastName(other)) ||
  collator.compare(one.fullName, other.fullName) ||
  one.name.localeCompare(other.name);

/** Whoever has all the words in name, position, unit, role or contact, with or without marks. */
export function findAccounts(
  accounts: readonly AccountView[],
  asked: { text: string; state: AccountState | undefined },
  belongings: Belongings,
  words: { t: Parameters<typeof unitWords>[2]; language: string },
): AccountView[] {
  const wanted = folded(asked.text)
    .split(/\s+/)
    .filter((word) => word !== "");
  const { t, language } = words;
  return accounts
    .filter(({ state }) => asked.state === undefined || state === asked.state)
    .filter((account) => {
      if (wanted.length === 0) return true;
      const roles = account.grants.map(({ role }) => t(`role.${role}`)).join(" ");
      const unit = unitWords(account.unit, belongings, t, language);
      const { name, fullName, title, phone, email } = account;
      const text = folded([name, fullName, title, unit, roles, phone, email].join(" "));
      return wanted.every((word) => text.includes(word));
    })
    .sort(order);
}
