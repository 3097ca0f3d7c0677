import { CodedError } from "#contract/errors.ts";

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One after the other, in the order in which they came.
 * @param mostWaiting whoever comes then is refused with sign-in.busy
 */
export function createTurns(mostWaiting: number): InTurn {
  let waiting = 0;
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (waiting >= mostWaiting) return Promise.reject(new CodedError("sign-in.busy"));
    waiting += 1;
    const turn = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = turn.catch(() => {});
    return turn;
  };
}
