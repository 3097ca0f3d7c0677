import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createSecrets } from "../../../../main/core/secrets/secrets.ts";
import { storeFile } from "../../../../main/core/store/opening.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

it("keeps secrets encrypted under a key that only the owner can read", async () => {
  await using folder = await temporaryFolder();
  const keyFile = join(folder.path, "secrets.key");
  const store = await openStore(folder.path);
  const secrets = await createSecrets({ repository: store.secrets, keyFile });
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await secrets.get("camera-1")).toBeUndefined();
  expect(await secrets.has("camera-1")).toBe(false);
  await secrets.set("camera-1", "mật khẩu rất bí mật");
  await secrets.set("b", "");
  expect(await secrets.names()).toEqual(["b", "camera-1"]);
  expect(await secrets.get("b")).toBe("");

  // Another run with the same key reads it; the bytes on disk do not hold it.
  await chmod(keyFile, 0o644);
  const again = await createSecrets({ repository: store.secrets, keyFile });
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await again.get("camera-1")).toBe("mật khẩu rất bí mật");
  const onDisk = Buffer.concat([
    await readFile(storeFile(folder.path)),
    await readFile(`${storeFile(folder.path)}-wal`),
  ]);
  expect(onDisk.includes("camera-1")).toBe(true);
  expect(onDisk.includes("bí mật")).toBe(false);

  // A value moved to another name, or changed by a bit, is noticed.
  const value = await store.secrets.get("camera-1");
  if (value === undefined) throw new Error("not stored");
  await store.secrets.set("c", value, 1);
  await expect(secrets.get("c")).rejects.toMatchObject({ code: "secret.unreadable", params: { name: "c" } });
  value[value.length - 1] = (value.at(-1) ?? 0) ^ 1;
  await store.secrets.set("camera-1", value, 1);
  await expect(secrets.get("camera-1")).rejects.toMatchObject({ code: "secret.unreadable" });
  expect(await secrets.remove("camera-1")).toBe(true);
  expect(await secrets.remove("camera-1")).toBe(false);
  await store.close();
});

it("does not go on with half a key", async () => {
  await using folder = await temporaryFolder();
  const keyFile = join(folder.path, "secrets.key");
  const store = await openStore(folder.path);
  await writeFile(keyFile, "short");
  await expect(createSecrets({ repository: store.secrets, keyFile })).rejects.toMatchObject({
    code: "secret.key-damaged",
  });
  expect(await readFile(keyFile, "utf8")).toBe("short");
  await expect(createSecrets({ repository: store.secrets, keyFile: join(keyFile, "x") })).rejects.toMatchObject({
    code: "data.not-writable",
  });
  await store.close();
});
