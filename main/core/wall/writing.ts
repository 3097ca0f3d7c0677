import { CodedError } from "#contract/errors.ts";
import type { WallRepository } from "../store/repositories.ts";

type Change = Omit<Parameters<WallRepository["commit"]>[0], "basedOn">;

/** The wall's repository as one writer uses it: what it writes is based on what it has read. */
export type WallWriting = Omit<WallRepository, "commit" | "version"> & {
  /** @throws CodedError wall.written-meanwhile where another has written since `renew`; store.full, store.failed */
  commit(change: Change): Promise<void>;
  /** To be called before all of it is read anew. */
  renew(): Promise<void>;
};

export async function openWriting(repository: WallRepository): Promise<WallWriting> {
  let version = await repository.version();
  return {
    ...repository,
    async commit(change) {
      version = await repository.commit({ ...change, basedOn: version });
    },
    async renew() {
      version = await repository.version();
    },
  };
}

/**
 * Does it again, once, upon what another has written. At the second time in a row it is the caller's to tell.
 * @param renew reads anew what `run` is based on
 */
export async function againIfMeanwhile<Result>(
  run: () => Promise<Result>,
  renew: () => Promise<void>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CodedError && error.code === "wall.written-meanwhile")) throw error;
    await renew();
    return run();
  }
}
