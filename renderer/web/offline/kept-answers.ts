import { clear, createStore, del, get, keys, set, type UseStore } from "idb-keyval";
import type { AnswerKeeper } from "../../live/api.ts";
import { keyOf, longestAnswer, mostAnswers, type Opening, type Owner, openingOf } from "./keeping-rules.ts";

type Kept = { account: string; atMs: number; answer: unknown };

/** One place for whose the answers are, one for the answers: made when first needed. */
let stores: { owner: UseStore; answers: UseStore } | undefined;
const places = () => {
  stores ??= { owner: createStore("ioc-app-owner", "owner"), answers: createStore("ioc-app-answers", "answers") };
  return stores;
};
const ownerKey = "owner";

/** A browser that keeps nothing, or has no room left, is no failure: there is nothing to open then. */
const quietly = async <Value>(what: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await what();
  } catch {
    return undefined;
  }
};

export const ownerOf = (): Promise<Owner | undefined> => quietly(() => get<Owner>(ownerKey, places().owner));

/** Says whose session this browser has and that it is unlocked now. What was kept of another is gone before anything of his is. */
export async function setOwner(owner: Owner): Promise<void> {
  await quietly(async () => {
    const before = await ownerOf();
    if (before !== undefined && before.account !== owner.account) await clear(places().answers);
    await set(ownerKey, owner, places().owner);
  });
}

/** Nobody is signed in here any more: nothing of him stays. */
export async function forgetAnswers(): Promise<void> {
  await quietly(() => clear(places().answers));
  await quietly(() => del(ownerKey, places().owner));
}

/** How it stands. What may not be shown any more is gone with the question. */
export async function opening(nowMs: number): Promise<{ opening: Opening; owner: Owner | undefined }> {
  const owner = await ownerOf();
  const found = openingOf(owner, nowMs);
  if (found !== "open") await quietly(() => clear(places().answers));
  return { opening: found, owner };
}

/** Keys of what is kept here, what came longest ago first. */
let order: Promise<Set<string>> | undefined;
/** After a new start it is not known which came when: those that are not asked any more are the older ones. */
const orderNow = async (): Promise<Set<string>> => {
  order ??= keys<string>(places().answers).then((all) => new Set(all));
  return order.catch(() => {
    order = undefined;
    return new Set();
  });
};

/** Keeps an answer of the owner's. @param isReason whether there is a reason to do without the core */
export function createKeeper(account: () => string | undefined, isReason: () => boolean): AnswerKeeper {
  const put = async (key: string, answer: unknown, owner: string) => {
    if (JSON.stringify(answer).length > longestAnswer) return;
    await set(key, { account: owner, atMs: Date.now(), answer } satisfies Kept, places().answers);
    const all = await orderNow();
    all.delete(key);
    all.add(key);
    for (const oldest of [...all].slice(0, Math.max(0, all.size - mostAnswers))) {
      all.delete(oldest);
      await del(oldest, places().answers);
    }
  };
  return {
    told(path, answer) {
      const key = keyOf(path);
      const owner = account();
      if (key !== undefined && owner !== undefined) void quietly(() => put(key, answer, owner));
    },
    async kept(path) {
      const key = keyOf(path);
      if (key === undefined || !isReason()) return undefined;
      const { opening: how, owner } = await opening(Date.now());
      if (how !== "open") return undefined;
      const found = await quietly(() => get<Kept>(key, places().answers));
      return found?.account === owner?.account ? found?.answer : undefined;
    },
  };
}
