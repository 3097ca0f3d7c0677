import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { createTurns } from "./turns.ts";

/** What a guess is to cost: KiB of memory, passes over it, lanes. */
export type HashCost = { memory: number; passes: number; parallelism: number };

/** OWASP's password storage cheat sheet, argon2id. */
export const usualCost: HashCost = { memory: 19_456, passes: 2, parallelism: 1 };
/** One after the other, each some 70 ms: who comes as the last of them waits some four seconds. */
const mostWaiting = 60;
const [saltBytes, tagBytes] = [16, 32];

export type PasswordHashes = {
  /** As a PHC string. Rejects with sign-in.busy when too many wait. */
  hash(password: string): Promise<string>;
  /**
   * @param hash undefined: there is none, which takes as long as if there were one. Rejects as `hash`
   * @returns isRight: whether it is that one; isOld: it was hashed at another cost than is asked now
   */
  verify(password: string, hash: string | undefined): Promise<{ isRight: boolean; isOld: boolean }>;
};

type Parsed = HashCost & { salt: Buffer; tag: Buffer };
const compute: (algorithm: "argon2id", parameters: Argon2Parameters) => Promise<Buffer> = promisify(argon2);

/**
 * Argon2id, one at a time: whoever guesses takes one thread, whatever he sends, and never the memory of many at once.
 * @param options.cost for new ones; older ones are verified at their own
 */
export function createPasswordHashes(options: { cost?: HashCost; mostWaiting?: number } = {}): PasswordHashes {
  const { cost = usualCost } = options;
  const inTurn = createTurns(options.mostWaiting ?? mostWaiting);
  const digest = (password: string, { memory, passes, parallelism }: HashCost, salt: Buffer, length: number) =>
    compute("argon2id", {
      ...{ message: Buffer.from(password.normalize("NFC")), nonce: salt },
      ...{ memory, passes, parallelism, tagLength: length },
    });
  const nobodys: Parsed = { ...cost, salt: randomBytes(saltBytes), tag: randomBytes(tagBytes) };

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(saltBytes);
        return textOf({ ...cost, salt, tag: await digest(password, cost, salt, tagBytes) });
      }),
    verify: (password, hash) =>
      inTurn(async () => {
        const kept = (hash === undefined ? undefined : parse(hash)) ?? nobodys;
        const tag = await digest(password, kept, kept.salt, kept.tag.length);
        const isRight = timingSafeEqual(tag, kept.tag) && kept !== nobodys;
        const isSameCost = (["memory", "passes", "parallelism"] as const).every((name) => kept[name] === cost[name]);
        return { isRight, isOld: !isSameCost };
      }),
  };
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

const textOf = ({ memory, passes, parallelism, salt, tag }: Parsed): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;

/** undefined: it is none that this program wrote. */
function parse(text: string): Parsed | undefined {
  const form =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;
  const [, memory, passes, parallelism, salt, tag] = form.exec(text) ?? [];
  if (salt === undefined || tag === undefined) return undefined;
  return {
    ...{ memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    ...{ salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64") },
  };
}
