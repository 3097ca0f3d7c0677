import { expect, it } from "vitest";
import { AccountRole } from "#contract/access/role.ts";
import type { AccountView } from "#contract/accounts/account.ts";
import { scopesOf } from "../../../main/core/access/rights.ts";
import { deedsOf } from "../../../renderer/desk/accounts/AccountDetail.tsx";
import { emptyDraft, missingOf, scopesOfRole, suggestedName, withRole } from "../../../renderer/desk/accounts/draft.ts";
import { findAccounts } from "../../../renderer/desk/accounts/found.ts";

const account = (fullName: string, more: Partial<AccountView> = {}): AccountView => ({
  ...{ id: fullName, name: suggestedName(fullName), fullName, title: "", phone: "", email: "", state: "active" },
  ...{ grants: [{ role: "viewer", scope: { kind: "province" } }], factors: [], providers: [], createdAtMs: 0 },
  ...{ lastSignInAtMs: null, sessions: 0 },
  ...more,
});

it("suggests the name that offices give", () => {
  expect(suggestedName("Nguyễn Thị Lan")).toBe("lannt");
  expect(suggestedName("  Hoàng   Văn Đức ")).toBe("duchv");
  expect(suggestedName("Vi")).toBe("vi");
  expect(suggestedName("")).toBe("");
});

it("offers a role for the scopes that the core's table has", () => {
  for (const role of AccountRole.options) expect([...scopesOfRole(role)].sort()).toEqual(scopesOf(role).sort());
});

it("takes for a role the unit that somebody belongs to, where it can be given for one", () => {
  const draft = { ...emptyDraft, unit: "so-tai-chinh" };
  expect(withRole(draft, "officer", "unit")).toEqual([
    { role: "officer", scope: { kind: "unit", unit: "so-tai-chinh" } },
  ]);
  expect(withRole(draft, "admin", "unit")).toEqual([{ role: "admin", scope: { kind: "province" } }]);
  expect(withRole({ ...draft, unit: "tam-thanh" }, "leader", "commune")).toEqual([
    { role: "leader", scope: { kind: "commune", place: "tam-thanh" } },
  ]);
});

it("says what is missing before anything is sent", () => {
  const taken = new Set(["lannt"]);
  const draft = { ...emptyDraft, fullName: "Nguyễn Thị Lan", name: "lannt" };
  expect(missingOf(emptyDraft, "who", taken)).toBe("fullName");
  expect(missingOf({ ...draft, name: "Lan!" }, "who", taken)).toBe("name");
  expect(missingOf(draft, "who", taken)).toBe("taken");
  expect(missingOf({ ...draft, name: "lannt2", email: "lan" }, "who", taken)).toBe("email");
  expect(missingOf({ ...draft, name: "lannt2" }, "who", taken)).toBeUndefined();
  expect(missingOf(draft, "what")).toBe("grants");
});

it("finds people without marks, by given name, those who have left last", () => {
  const all = [
    account("Nguyễn Thị Lan", { state: "left" }),
    account("Trần Văn Sơn", { title: "Chánh văn phòng" }),
    account("Lê Thị Ánh"),
    account("Hoàng Đức"),
  ];
  const words = { t: ((key: string) => key) as never, language: "vi" };
  const found = (text: string, state?: AccountView["state"]) =>
    findAccounts(all, { text, state }, new Map(), words).map(({ fullName }) => fullName);
  expect(found("")).toEqual(["Lê Thị Ánh", "Hoàng Đức", "Trần Văn Sơn", "Nguyễn Thị Lan"]);
  expect(found("duc")).toEqual(["Hoàng Đức"]);
  expect(found("chanh son")).toEqual(["Trần Văn Sơn"]);
  expect(found("", "left")).toEqual(["Nguyễn Thị Lan"]);
});

it("offers what can be done with an account as it stands", () => {
  expect(deedsOf(account("A", { state: "left" }))).toEqual(["back"]);
  expect(deedsOf(account("A", { state: "invited" }))).toEqual(["change", "link", "leave"]);
  expect(deedsOf(account("A", { state: "locked", sessions: 1, factors: ["totp"] }))).toEqual([
    ...["unlock", "change", "reset", "sessions", "factors", "leave"],
  ]);
});
