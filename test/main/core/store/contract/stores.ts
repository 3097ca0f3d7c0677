import fc from "fast-check";
import { dayOf, standardOffsetMs } from "../../../../../main/core/store/periods.ts";
import type { Store } from "../../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../../lab/temporary-folder.ts";

export const dayOffsetMs = standardOffsetMs("Asia/Ho_Chi_Minh");
/** The beginning of a day of the site. */
export const startMs = dayOf(Date.parse("2026-03-01T12:00:00+07:00"), dayOffsetMs);

/** Every engine that the core can keep its data in. Another one is a line here, and owes what this folder asks. */
export const stores: readonly { name: string; open(place: string): Promise<Store> }[] = [
  { name: "SQLite", open: (folder) => openStore(folder, { dayOffsetMs }) },
];
export type OpensStore = (typeof stores)[number]["open"];

/** A store of its own that can be closed and opened again. */
export async function freshStore(open: OpensStore) {
  const folder = await temporaryFolder();
  let store = await open(folder.path);
  return {
    get store(): Store {
      return store;
    },
    async restart(): Promise<void> {
      await store.close();
      store = await open(folder.path);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await store.close();
      await folder.remove();
    },
  };
}

/**
 * Random sequences, `STORE_RUNS` times as many where that is given. What fails is printed with its seed: with `STORE_SEED=SEED` the
 * same sequences come again.
 */
export async function holds<Input>(
  input: fc.Arbitrary<Input>,
  check: (value: Input) => Promise<void>,
  runs: number,
): Promise<void> {
  const { STORE_SEED, STORE_RUNS = "1" } = process.env;
  const seed = STORE_SEED === undefined ? {} : { seed: Number(STORE_SEED) };
  await fc.assert(fc.asyncProperty(input, check), { numRuns: runs * Number(STORE_RUNS), ...seed });
}
