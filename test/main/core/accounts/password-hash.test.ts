import { argon2Sync } from "node:crypto";
import { expect, it } from "vitest";
import { createPasswordHashes, usualCost } from "../../../../main/core/accounts/password-hash.ts";
import { cheap } from "./people-for-test.ts";

it("writes what every argon2 reads, and reads what another has written", async () => {
  const hashes = createPasswordHashes();
  const text = await hashes.hash("Sông Kỳ Cùng");
  const [, name, version, cost, salt = "", tag] = text.split("$");
  expect([name, version, cost]).toEqual(["argon2id", "v=19", "m=19456,t=2,p=1"]);
  const computed = argon2Sync("argon2id", {
    ...{ message: "Sông Kỳ Cùng".normalize("NFC"), nonce: Buffer.from(salt, "base64") },
    ...{ memory: usualCost.memory, passes: usualCost.passes, parallelism: usualCost.parallelism, tagLength: 32 },
  });
  expect(tag).toBe(computed.toString("base64").replaceAll("=", ""));
  // However the keyboard puts letters and marks together.
  expect(await hashes.verify("Sông Kỳ Cùng".normalize("NFD"), text)).toEqual({ isRight: true, isOld: false });
  expect(await hashes.verify("sông kỳ cùng", text)).toMatchObject({ isRight: false });
  // Of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
  const other = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await hashes.verify("password", other)).toEqual({ isRight: true, isOld: true });
});

it("lets nobody in where there is no password, or none that can be read", async () => {
  const hashes = createPasswordHashes({ cost: cheap });
  for (const hash of [undefined, "", "x", "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"])
    expect((await hashes.verify("", hash)).isRight, String(hash)).toBe(false);
});

it("makes only so many wait", async () => {
  const hashes = createPasswordHashes({ cost: cheap, mostWaiting: 3 });
  const ends = await Promise.allSettled(Array.from({ length: 5 }, () => hashes.hash("x")));
  expect(ends.map(({ status }) => status)).toEqual([...Array(3).fill("fulfilled"), ...Array(2).fill("rejected")]);
  expect(ends.at(-1)).toMatchObject({ reason: { code: "sign-in.busy" } });
  await hashes.hash("x");
});
