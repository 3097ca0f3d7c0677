import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { chmod, link, open, readFile, unlink } from "node:fs/promises";
import { Id } from "#contract/entities/text.ts";
import { CodedError } from "#contract/errors.ts";
import type { SecretsRepository } from "./repository.ts";

export type Secrets = {
  /** The clear text, undefined when it is not set. Rejects with `secret.unreadable` when the key is not the one it was made with. */
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  has(name: string): Promise<boolean>;
  names(): Promise<string[]>;
  remove(name: string): Promise<boolean>;
};

const keyBytes = 32;
/** The length GCM is made for. */
const nonceBytes = 12;
const tagBytes = 16;
const formatVersion = 1;

/**
 * Passwords of platforms and cameras, encrypted with AES-256-GCM under a key beside the database: a copied database or
 * backup alone does not give them away. Stored as version byte, nonce, tag, cipher text; the name is authenticated, so
 * that a value cannot be moved to another name.
 *
 * @param options keyFile: path of the key in the data folder, made with mode 0600 when absent
 * @throws CodedError data.not-writable when the key can be neither read nor made
 */
export async function createSecrets(options: {
  repository: SecretsRepository;
  keyFile: string;
  /** Epoch ms. */
  now?: () => number;
}): Promise<Secrets> {
  const { repository, now = Date.now } = options;
  const key = await keyOf(options.keyFile);

  return {
    async get(name) {
      const stored = await repository.get(name);
      return stored === undefined ? undefined : decrypt(key, name, stored);
    },
    async set(name, value) {
      await repository.set(name, encrypt(key, name, value), now());
    },
    async has(name) {
      return (await repository.get(name)) !== undefined;
    },
    // The program's own have names that no id can be.
    names: async () => (await repository.names()).filter((name) => Id.safeParse(name).success),
    remove: (name) => repository.remove(name),
  };
}

function encrypt(key: Buffer, name: string, value: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: Buffer, name: string, stored: Buffer): string {
  try {
    if (stored[0] !== formatVersion) throw new Error("unknown format");
    const nonce = stored.subarray(1, 1 + nonceBytes);
    const tag = stored.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(name))
      .setAuthTag(tag);
    return decipher.update(stored.subarray(1 + nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch (error) {
    throw new CodedError("secret.unreadable", { name }, { cause: error });
  }
}

/** Reads the key, or makes it whole and durable before it gets its name, so that a crash never leaves half a key. */
async function keyOf(file: string): Promise<Buffer> {
  try {
    const found = await readKey(file);
    if (found !== undefined) return found;
    const part = `${file}.${process.pid}.part`;
    const handle = await open(part, "wx", 0o600);
    try {
      await handle.writeFile(randomBytes(keyBytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A link fails where a rename would overwrite a key that someone else made meanwhile.
    await link(part, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await unlink(part);
    const made = await readKey(file);
    if (made === undefined) throw new Error("the key vanished");
    return made;
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError("data.not-writable", { folder: file }, { cause: error });
  }
}

async function readKey(file: string): Promise<Buffer | undefined> {
  let key: Buffer;
  try {
    key = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (key.length !== keyBytes) throw new CodedError("secret.key-damaged", { file });
  await chmod(file, 0o600);
  return key;
}
