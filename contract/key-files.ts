import { z } from "zod";

/**
 * The keys that protect what is stored: of passwords and tokens of platforms, of browsers' sessions, of the audit trail's seals,
 * of the hashes by which people of single sign-on are known. */
export const keyNames = ["secrets.key", "session.key", "audit.key", "identity.key"] as const;
export const KeyName = z.enum(keyNames);
export type KeyName = z.infer<typeof KeyName>;

/** In the data folder, where keys lie elsewhere: a start that does not find one there must not make another in its place. */
export const keysElsewhereFile = "keys-elsewhere.json";
export const KeysElsewhere = z.strictObject({ keys: z.partialRecord(KeyName, z.string().max(1_000)) });
export type KeysElsewhere = z.infer<typeof KeysElsewhere>;
