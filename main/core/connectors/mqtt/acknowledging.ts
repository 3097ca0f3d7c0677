/** Messages taken and not yet acknowledged; past this many the line is not read, so the broker is held back by TCP. */
export const mostInFlight = 1_024;

export type Acknowledging = {
  /**
   * A message was handed over. In the order of the calls, as MQTT wants the acknowledgements.
   * @param id the broker's number of it
   * @param kept whether the store has it; a message that is not for the store is as good as kept
   * @returns nothing while there is room for another; otherwise resolves when there is
   */
  add(id: number, kept: Promise<boolean> | true): Promise<void> | undefined;
  /** Nothing is acknowledged from here on: the line is gone, and with it the broker's numbers. */
  stop(): void;
  isFull(): boolean;
};

/**
 * Tells a broker what it need not send again, after the store has it. The library acknowledges one message before it reads the
 * next, so each would wait for a commit of its own; here many are under way, and what one commit stored is told in one write.
 *
 * @param write sends bytes to the broker
 * @param onLost a message was not stored: it is not acknowledged, nor is any after it
 */
export function createAcknowledging(write: (bytes: Buffer) => void, onLost: () => void): Acknowledging {
  let waiting = 0;
  let isOver = false;
  let last: Promise<void> = Promise.resolve();
  let due: number[] = [];
  let whenRoom: PromiseWithResolvers<void> | undefined;

  const flush = (): void => {
    const ids = due;
    due = [];
    if (!isOver) write(pubacks(ids));
  };
  const settle = (id: number, isKept: boolean): void => {
    waiting -= 1;
    whenRoom?.resolve();
    whenRoom = undefined;
    if (isOver) return;
    if (!isKept) {
      isOver = true;
      onLost();
      return;
    }
    // After the promises of this commit, so that all of them go in one write.
    if (due.push(id) === 1) process.nextTick(flush);
  };

  return {
    add(id, kept) {
      waiting += 1;
      last = last.then(async () => settle(id, await kept));
      if (waiting < mostInFlight) return undefined;
      whenRoom ??= Promise.withResolvers<void>();
      return whenRoom.promise;
    },
    stop() {
      isOver = true;
      whenRoom?.resolve();
    },
    isFull: () => waiting >= mostInFlight,
  };
}

/** PUBACK packets, the same in MQTT 3.1.1 and 5 (a reason of success is left out). */
function pubacks(ids: readonly number[]): Buffer {
  const bytes = Buffer.alloc(ids.length * 4);
  for (const [at, id] of ids.entries()) {
    bytes.writeUInt16BE(0x40_02, at * 4);
    bytes.writeUInt16BE(id, at * 4 + 2);
  }
  return bytes;
}
