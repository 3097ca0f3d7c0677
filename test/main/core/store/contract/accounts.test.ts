import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredAccount, StoredSession } from "../../../../../main/core/accounts/repository.ts";
import { freshStore, holds, stores } from "./stores.ts";

const ids = ["a", "b", "c"] as const;
const id = fc.constantFrom(...ids);
const hash = fc.constantFrom("h1", "h2", "h3", "h4");
const days = ["2026-11-01", "2026-11-02", "2026-11-03"] as const;
const day = fc.constantFrom(...days);

const command = fc.oneof(
  fc.record({ add: id }),
  fc.record({ leave: id }),
  fc.record({ back: id }),
  fc.record({ password: id, hash }),
  fc.record({ invite: id, hash }),
  fc.record({ take: hash }),
  fc.record({ step: id, at: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ codes: id, some: fc.uniqueArray(hash) }),
  fc.record({ code: id, hash }),
  fc.record({ open: id, most: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ endAll: id, but: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }) }),
  fc.record({ end: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ substitute: id, by: id, from: day, to: day }),
  fc.record({ link: id, hash }),
  fc.record({ fail: fc.constantFrom("n1", "n2", "n3", "n4"), isKnown: fc.boolean() }),
  fc.record({ restart: fc.constant(true as const) }),
);

const accountOf = (one: string): StoredAccount => ({
  ...{ id: one, name: `ten.${one}`, fullName: one, title: "", phone: "", email: "" },
  grants: [{ role: "viewer", scope: { kind: "province" } }],
  ...{ createdAtMs: 1, signedInAtMs: null, usedAtMs: 1, leftAtMs: null },
});
const sessionOf = (nth: number, account: string): StoredSession => ({
  ...{ id: `s${nth}`, account, hash: `cookie ${nth}`, kind: "computer", openedAtMs: nth, usedAtMs: nth },
  ...{ address: "10.0.0.1", program: "x", failures: 0 },
});

type Kept = {
  account: StoredAccount;
  passwords: string[];
  invitation: string | undefined;
  lastStep: number | undefined;
  codes: Set<string>;
  sessions: StoredSession[];
};

describe.each(stores)("accounts in $name", ({ open }) => {
  it("keep what a plain list would, over restarts, and nothing by which somebody who left could come in", async () => {
    await holds(
      fc.array(command, { size: "max", maxLength: 40 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const kept = new Map<string, Kept>();
        const links = new Map<string, string>();
        const failures = new Map<string, boolean>();
        const order: string[] = [];
        let substitutions: { id: string; account: string; by: string; from: string; to: string; reason: string }[] = [];
        let nth = 0;
        for (const one of commands) {
          nth += 1;
          const { accounts, credentials, accountSessions } = fresh.store;
          if ("add" in one) {
            expect(await accounts.add(accountOf(one.add))).toBe(!kept.has(one.add));
            if (!kept.has(one.add))
              kept.set(one.add, {
                ...{ account: accountOf(one.add), passwords: [], invitation: undefined, lastStep: undefined },
                ...{ codes: new Set<string>(), sessions: [] },
              });
            continue;
          }
          if ("take" in one) {
            const holder = [...kept.values()].find(({ invitation }) => invitation === one.take);
            expect(await accounts.takeInvitation(one.take)).toBe(holder !== undefined);
            if (holder !== undefined) holder.invitation = undefined;
          } else if ("end" in one) {
            const holder = [...kept.values()].find(({ sessions }) => sessions.some((s) => s.id === `s${one.end}`));
            expect(await accountSessions.end(`s${one.end}`)).toBe(holder !== undefined);
            if (holder !== undefined) holder.sessions = holder.sessions.filter((s) => s.id !== `s${one.end}`);
          } else if ("fail" in one) {
            const count = { failures: nth, locks: 0, lastAtMs: nth, lockedUntilMs: null };
            await credentials.noteFailures(one.fail, one.isKnown, count, 1);
            failures.set(one.fail, one.isKnown);
            order.splice(0, order.length, ...order.filter((name) => name !== one.fail), one.fail);
            if (!one.isKnown)
              for (const name of order.filter((other) => failures.get(other) === false).slice(0, -1))
                failures.delete(name);
          } else if ("restart" in one) await fresh.restart();
          else {
            const who = Object.values(one)[0] as string;
            const holder = kept.get(who);
            if (holder === undefined) continue;
            if ("leave" in one) {
              await accounts.leave(who, nth);
              const leftAtMs = holder.account.leftAtMs ?? nth;
              kept.set(who, {
                ...{ account: { ...holder.account, leftAtMs }, passwords: [], invitation: undefined },
                ...{ lastStep: undefined, codes: new Set(), sessions: [] },
              });
              for (const [subject, owner] of links) if (owner === who) links.delete(subject);
            } else if ("back" in one) {
              await accounts.comeBack(who, nth);
              holder.account = { ...holder.account, leftAtMs: null, usedAtMs: nth };
            } else if ("password" in one) {
              await credentials.setPassword(who, one.hash, nth, 3);
              holder.passwords = [one.hash, ...holder.passwords].slice(0, 3);
            } else if ("invite" in one) {
              // Of two accounts no link is the same: it cannot be, by its length.
              if ([...kept.values()].some(({ invitation }) => invitation === one.hash)) continue;
              await accounts.invite({ account: who, hash: one.hash, purpose: "invite", untilMs: 9 });
              holder.invitation = one.hash;
            } else if ("step" in one) {
              if (holder.lastStep === undefined) await credentials.setTotp(who, { setUpAtMs: nth, lastStep: 0 });
              holder.lastStep ??= 0;
              expect(await credentials.noteStep(who, one.at)).toBe(one.at > holder.lastStep);
              holder.lastStep = Math.max(holder.lastStep, one.at);
            } else if ("codes" in one) {
              await credentials.setRecoveryCodes(who, one.some);
              holder.codes = new Set(one.some);
            } else if ("code" in one) {
              expect(await credentials.takeRecoveryCode(who, one.hash)).toBe(holder.codes.delete(one.hash));
            } else if ("open" in one) {
              const session = sessionOf(nth, who);
              const all = [session, ...holder.sessions];
              const gone = await accountSessions.open(session, one.most);
              expect(gone.sort()).toEqual(
                all
                  .slice(one.most)
                  .map((s) => s.id)
                  .sort(),
              );
              holder.sessions = all.slice(0, one.most);
              holder.account = { ...holder.account, signedInAtMs: nth, usedAtMs: nth };
            } else if ("endAll" in one) {
              const but = one.but === undefined ? undefined : `s${one.but}`;
              await accountSessions.endAll(who, but);
              holder.sessions = holder.sessions.filter((s) => s.id === but);
            } else if ("link" in one) {
              expect(await credentials.linkProvider("p", one.hash, who, nth)).toBe(!links.has(one.hash));
              if (!links.has(one.hash)) links.set(one.hash, who);
            } else if (one.by !== who && kept.has(one.by)) {
              const { by, from, to } = one;
              const made = { id: `t${nth}`, account: who, by, from, to, reason: "" };
              await accounts.substitute(made);
              substitutions = [...substitutions, made];
            }
          }
        }
        const { accounts, credentials, accountSessions } = fresh.store;
        expect(await accounts.list()).toEqual(ids.flatMap((one) => kept.get(one)?.account ?? []));
        for (const [who, holder] of kept) {
          expect(await accounts.byName(`ten.${who}`)).toEqual(holder.account);
          expect((await credentials.passwords(who)).map((one) => one.hash)).toEqual(holder.passwords);
          expect((await credentials.totp(who))?.lastStep).toBe(holder.lastStep);
          expect(await credentials.recoveryCodes(who)).toBe(holder.codes.size);
          expect(await accountSessions.ofAccount(who)).toEqual(holder.sessions);
          for (const today of days) {
            const away = substitutions
              .filter((one) => one.by === who && one.from <= today && today <= one.to)
              .map((one) => one.account);
            const those = ids.filter((one) => away.includes(one) && kept.get(one)?.account.leftAtMs === null);
            expect((await accounts.substituted(who, today)).map((one) => one.id)).toEqual(those);
          }
        }
        for (const one of ["h1", "h2", "h3", "h4"]) {
          expect(await credentials.accountOfSubject("p", one)).toBe(links.get(one));
          const holder = [...kept].find(([, { invitation }]) => invitation === one)?.[0];
          expect((await accounts.invitationByHash(one))?.account).toBe(holder);
        }
        for (const name of ["n1", "n2", "n3", "n4"])
          expect((await credentials.failuresOf(name)) !== undefined, name).toBe(failures.has(name));
      },
      60,
    );
  });
});
