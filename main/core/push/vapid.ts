import webPush from "web-push";
import { z } from "zod";
import type { Secrets } from "../secrets/secrets.ts";

/** No id, so that nobody sets, lists or removes it as a platform's password. */
const name = "push vapid";
const Keys = z.strictObject({ publicKey: z.string().max(200), privateKey: z.string().max(200) });
export type VapidKeys = z.infer<typeof Keys>;

/**
 * The pair of keys by which push services know this core (RFC 8292), made when somebody first needs it. Browsers have subscribed to it: with
 * another one they would all have to do so anew.
 * @returns rejects with secret.unreadable, store.full, store.failed
 */
export function createVapid(secrets: Pick<Secrets, "get" | "set">): () => Promise<VapidKeys> {
  let keys: Promise<VapidKeys> | undefined;
  const read = async (): Promise<VapidKeys> => {
    const kept = await secrets.get(name);
    if (kept !== undefined) return Keys.parse(JSON.parse(kept));
    const made = webPush.generateVAPIDKeys();
    await secrets.set(name, JSON.stringify(made));
    return made;
  };
  return () => {
    keys ??= read().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
}
