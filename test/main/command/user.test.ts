import path from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { z } from "zod";
import { AccountList, Invitation } from "#contract/accounts/http.ts";
import { AuditList } from "#contract/audit/http.ts";
import { routes } from "#contract/routes.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { browserOf, errorOf, goodPassword, signIn } from "../core/accounts/people-for-test.ts";
import { startCore } from "../core/run/core-process.ts";
import { ioc, json, Refused } from "./ioc.ts";

const Told = Invitation.extend({ links: z.array(z.string()) });

it("makes the first administrator, and lets one in again where nobody else can", async () => {
  await using folder = await temporaryFolder();
  const core = await startCore(folder.path);
  expect((await ioc(folder.path, ["user", "list"])).stdout).toContain("ioc user add");
  const added = await ioc(folder.path, ["user", "add", "tran.c", "--role", "admin", "--full-name", "Trần C"]);
  expect(added.code).toBe(0);
  const token = /\/app\/invitation\/([\w-]{43})$/m.exec(added.stdout)?.[1] ?? "";
  const browser = browserOf(core.run);
  const accepted = await browser.send(routes.invitation(token), { method: "POST", body: { password: goodPassword } });
  expect(await accepted.json()).toMatchObject({ state: "needs-factor" });
  expect((await json(Refused, folder.path, ["user", "add", "tran.c", "--role", "viewer"])).data.error.code).toBe(
    "account.name-taken",
  );
  expect(
    (await json(Refused, folder.path, ["user", "add", "x1", "--role", "operator", "--unit", "a"])).data.error.code,
  ).toBe("account.no-such-scope");
  expect((await json(Refused, folder.path, ["user", "leave", "tran.c"])).data.error.code).toBe("account.last-admin");
  expect((await ioc(folder.path, ["user", "unlock", "nobody"])).code).toBe(66);

  for (let nth = 1; nth <= 5; nth++)
    expect(await errorOf(await signIn(browser, "tran.c", "sai"))).toBe("sign-in.failed");
  expect(await errorOf(await signIn(browser, "tran.c"))).toBe("sign-in.locked");
  // The lock outlives the core; whoever has the machine gets past it.
  await core.stop("SIGKILL");
  const again = await startCore(folder.path);
  const later = browserOf(again.run);
  expect(await errorOf(await signIn(later, "tran.c"))).toBe("sign-in.locked");
  const listed = await json(AccountList, folder.path, ["user", "list"]);
  expect(listed.data.accounts).toMatchObject([{ name: "tran.c", fullName: "Trần C", state: "locked" }]);
  expect((await ioc(folder.path, ["user", "unlock", "tran.c"])).stdout).toContain("mở khoá");
  expect(await (await signIn(later, "tran.c")).json()).toMatchObject({ state: "needs-factor" });
  const reset = (await json(Told, folder.path, ["user", "reset", "tran.c"])).data;
  expect(reset.links[0]).toBe(reset.link);
  const other = "một hai ba bốn 5 con voi";
  const path1 = routes.invitation(reset.link.split("/").at(-1) ?? "");
  expect(await (await later.send(path1, { method: "POST", body: { password: other } })).json()).toMatchObject({
    state: "needs-factor",
  });
  expect(await errorOf(await signIn(later, "tran.c"))).toBe("sign-in.failed");

  const audit = await fetch(`${again.run.origin}${routes.audit}`, {
    headers: { authorization: `Bearer ${again.run.adminToken}` },
  });
  const deeds = AuditList.parse(await audit.json()).entries.filter(({ who }) => who.kind === "run");
  expect(deeds.map(({ deed, target }) => `${deed} ${target}`)).toEqual(
    expect.arrayContaining(["POST /api/accounts/:id/unlock tran.c", "DELETE /api/accounts/:id/factors tran.c"]),
  );
  await again.stop();
  const database = new Database(path.join(again.data, "wall.db"), { readonly: true });
  const kept = JSON.stringify(database.prepare("SELECT * FROM account_passwords").all());
  database.close();
  expect(kept).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
});
