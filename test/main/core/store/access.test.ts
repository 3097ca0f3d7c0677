import { expect, it } from "vitest";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { createSourceMemory } from "../../../../main/core/store/source-memory.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

it("keeps tokens by hash, lists and revokes them", async () => {
  await using folder = await temporaryFolder();
  let store = await openStore(folder.path);
  const hash = "a".repeat(64);
  const made = await store.tokens.create({ role: "viewer", label: "Phòng họp", hash, createdAtMs: 5 });
  expect(made).toEqual({ id: made.id, role: "viewer", label: "Phòng họp", hash, createdAtMs: 5, revokedAtMs: null });
  await expect(store.tokens.create({ role: "viewer", label: "", hash, createdAtMs: 6 })).rejects.toMatchObject({
    code: "store.failed",
  });
  await store.close();
  store = await openStore(folder.path);
  expect(await store.tokens.findByHash(hash)).toEqual(made);
  expect(await store.tokens.findByHash("b".repeat(64))).toBeUndefined();
  expect(await store.tokens.revoke(made.id, 9)).toBe(true);
  expect(await store.tokens.revoke(made.id, 10)).toBe(false);
  expect(await store.tokens.revoke(999, 10)).toBe(false);
  expect(await store.tokens.list()).toEqual([{ ...made, revokedAtMs: 9 }]);
  await store.close();
});

it("remembers for each source, up to its limit, dropping the oldest", async () => {
  await using folder = await temporaryFolder();
  const database = openDatabase(folder.path);
  const memory = createSourceMemory(database, folder.path, 2);
  const kept = async () => [await memory.get("a", "x"), await memory.get("a", "y"), await memory.get("a", "z")];
  await memory.set("b", "x", "2");
  await memory.set("a", "x", "1");
  await memory.set("a", "y", "1");
  await memory.set("a", "x", "3");
  expect(await kept()).toEqual(["3", "1", undefined]);
  await memory.set("a", "z", "1");
  expect(await kept()).toEqual(["3", undefined, "1"]);
  expect(await memory.get("b", "x")).toBe("2");
  database.close();
});
