import { randomBytes, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { challengeLastsMs, createPasskeyChallenges } from "../../../../main/core/accounts/passkey-challenges.ts";
import { createPasskeys, mostPasskeys } from "../../../../main/core/accounts/passkeys.ts";
import type { PasskeysRepository, StoredPasskey } from "../../../../main/core/accounts/passkeys-repository.ts";
import { relyingPartyOf } from "../../../../main/core/accounts/relying-party.ts";
import { createAuthenticator } from "./software-authenticator.ts";

const origin = "https://ioc.example";
const site = { id: "ioc.example", origins: [origin] };

function opened() {
  const stored = new Map<string, StoredPasskey>();
  const repository: PasskeysRepository = {
    ofAccount: async (account) => [...stored.values()].filter((one) => one.account === account),
    find: async (id) => stored.get(id),
    async add(passkey) {
      if (stored.has(passkey.id)) return false;
      stored.set(passkey.id, passkey);
      return true;
    },
    async noteUse(id, { from, to, atMs }) {
      const known = stored.get(id);
      if (known?.counter !== from) return false;
      stored.set(id, { ...known, counter: to, usedAtMs: atMs });
      return true;
    },
    remove: async (_account, id) => stored.delete(id),
  };
  const clock = { nowMs: 1_800_000_000_000 };
  const passkeys = createPasskeys({
    ...{ repository, key: randomBytes(32), siteName: () => "IOC", now: () => clock.nowMs },
  });
  const owner = { id: randomUUID(), name: "lan", fullName: "Nguyễn Thị Lan" };
  const addTo = async (one = owner) => {
    const device = createAuthenticator();
    const question = await passkeys.askForNew(site, one);
    const response = device.make(question, { origin });
    const passkey = await passkeys.add(site, one, { challenge: question.challenge, response, label: "Điện thoại" });
    return { device, passkey, question, response };
  };
  return { passkeys, stored, clock, owner, addTo };
}

it("takes a passkey in, and signs its owner in without a name and as second factor", async () => {
  const { passkeys, owner, addTo } = opened();
  const { device, passkey } = await addTo();
  expect(passkey).toMatchObject({ account: owner.id, label: "Điện thoại", transports: ["internal", "hybrid"] });
  const alone = await passkeys.ask(site);
  expect(alone.options).toMatchObject({ rpId: "ioc.example", userVerification: "required", allowCredentials: [] });
  const first = await passkeys.answer(site, alone.challenge, device.use(alone, { origin }));
  expect(first).toMatchObject({ account: owner.id, counter: 1, usedAtMs: 1_800_000_000_000 });
  const asFactor = await passkeys.ask(site, owner.id);
  expect(asFactor.options.allowCredentials).toMatchObject([{ id: device.id }]);
  expect(asFactor.challenge.length).toBeLessThanOrEqual(100);
  await expect(passkeys.answer(site, asFactor.challenge, device.use(asFactor, { origin }))).resolves.toMatchObject({
    counter: 2,
  });
});

it("refuses an answer twice, too late, of another page, unverified, of another account, and to another question", async () => {
  const { passkeys, clock, owner, addTo } = opened();
  const { device } = await addTo();
  const refused = (challenge: string, response: unknown) =>
    expect(passkeys.answer(site, challenge, response)).rejects.toMatchObject({ code: "passkey.refused" });

  const twice = await passkeys.ask(site);
  const answered = device.use(twice, { origin });
  await passkeys.answer(site, twice.challenge, answered);
  await refused(twice.challenge, answered);

  const late = await passkeys.ask(site);
  clock.nowMs += challengeLastsMs;
  await refused(late.challenge, device.use(late, { origin }));

  const elsewhere = await passkeys.ask(site);
  await refused(elsewhere.challenge, device.use(elsewhere, { origin: "https://ioc.example.evil" }));
  const unseen = await passkeys.ask(site);
  await refused(unseen.challenge, device.use(unseen, { origin, isUnverified: true }));
  const other = await passkeys.ask(site, randomUUID());
  await refused(other.challenge, device.use(other, { origin }));
  const [one, another] = [await passkeys.ask(site), await passkeys.ask(site)];
  await refused(one.challenge, device.use(another, { origin }));
  const toAdd = await passkeys.askForNew(site, owner);
  await refused(toAdd.challenge, device.use({ options: { ...toAdd.options, rpId: site.id } }, { origin }));
  const stranger = createAuthenticator();
  stranger.make(await passkeys.askForNew(site, { ...owner, id: randomUUID() }), { origin });
  const strange = await passkeys.ask(site);
  await refused(strange.challenge, stranger.use(strange, { origin }));
  for (const nothing of [undefined, null, {}, { id: 7 }, { id: device.id }, { id: device.id, response: 3 }])
    await refused((await passkeys.ask(site)).challenge, nothing);
  for (const made of ["", "..", "a.b.c", `${one.challenge}.x`]) await refused(made, device.use(one, { origin }));
});

it("tells a copy by its counter, also where both answer at once", async () => {
  const { passkeys, stored, addTo } = opened();
  const { device } = await addTo();
  const use = async (counter: number) => {
    const question = await passkeys.ask(site);
    return passkeys.answer(site, question.challenge, device.use(question, { origin, counter }));
  };
  await use(5);
  for (const counter of [5, 4, 0])
    await expect(use(counter)).rejects.toMatchObject({ code: "passkey.copied", params: { label: "Điện thoại" } });
  const both = await Promise.allSettled([use(6), use(6)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(stored.get(device.id)?.counter).toBe(6);
});

it("takes none in without a look at who holds it, twice, for another account, or beyond how many an account has", async () => {
  const { passkeys, stored, owner, addTo } = opened();
  const unseen = await passkeys.askForNew(site, owner);
  const device = createAuthenticator();
  await expect(
    passkeys.add(site, owner, {
      ...{ challenge: unseen.challenge, response: device.make(unseen, { origin, isUnverified: true }), label: "x" },
    }),
  ).rejects.toMatchObject({ code: "passkey.not-added" });
  const { question, response } = await addTo();
  const again = { challenge: question.challenge, response, label: "x" };
  await expect(passkeys.add(site, owner, again)).rejects.toMatchObject({ code: "passkey.not-added" });
  const forMe = await passkeys.askForNew(site, owner);
  const other = { ...owner, id: randomUUID() };
  await expect(
    passkeys.add(site, other, { challenge: forMe.challenge, response: device.make(forMe, { origin }), label: "x" }),
  ).rejects.toMatchObject({ code: "passkey.not-added" });
  while (stored.size < mostPasskeys) await addTo();
  await expect(addTo()).rejects.toMatchObject({ code: "passkey.too-many" });
});

it("knows where passkeys are possible: at the site's name over TLS, and on this machine", () => {
  const url = "https://ioc.example:8443";
  const by = (publicUrl: string | undefined, host: string | undefined, isSecure = true) =>
    relyingPartyOf({ publicUrl, host, isSecure });
  // A proxy may call the core by its name without the port that people use.
  expect(by(url, "ioc.example")).toEqual({ id: "ioc.example", origins: [url] });
  expect(by(undefined, "ioc.example:7443")).toEqual({ id: "ioc.example", origins: ["https://ioc.example:7443"] });
  expect(by(url, "tuong.local:7443")).toEqual({ id: "tuong.local", origins: ["https://tuong.local:7443"] });
  expect(by(url, "localhost:7001", false)).toMatchObject({ id: "localhost" });
  expect(by(undefined, "localhost:7001", false)?.origins).toContain("http://localhost:7001");
  for (const host of ["10.0.0.5", "[::1]", "127.0.0.1:7001", undefined, "a b"]) expect(by(url, host)).toBeUndefined();
  expect(by(undefined, "ioc.example", false)).toBeUndefined();
});

it("keeps nothing of a question, and forgets an answer when its time is over", () => {
  const clock = { nowMs: 0 };
  const challenges = createPasskeyChallenges({ key: randomBytes(32), now: () => clock.nowMs });
  const made = challenges.make("sign-in.");
  expect(challenges.isGood(made, "sign-in.")).toBe(true);
  expect(challenges.isGood(made, "add.lan")).toBe(false);
  expect(challenges.spend(made)).toBe(true);
  expect([challenges.isGood(made, "sign-in."), challenges.spend(made)]).toEqual([false, false]);
  for (let count = 1; count < 2_000; count += 1) expect(challenges.spend(String(count))).toBe(true);
  const next = challenges.make("sign-in.");
  expect(challenges.spend(next)).toBe(false);
  clock.nowMs += challengeLastsMs;
  expect(challenges.spend(next)).toBe(true);
});
