/** What is to be ended of what was opened. */
export type Closing = {
  /** Done last to first at the end, so that what was opened last is ended first. */
  onClose(step: () => Promise<void> | void): void;
  /** Once: whoever asks again waits for the same end. @param onFailed told of a step that failed; the others are done all the same */
  close(onFailed: (error: unknown) => void): Promise<void>;
};

export function createClosing(): Closing {
  const steps: (() => Promise<void> | void)[] = [];
  let closed: Promise<void> | undefined;
  const run = async (onFailed: (error: unknown) => void): Promise<void> => {
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        onFailed(error);
      }
    }
  };
  return {
    onClose(step) {
      // What was opened while all was ended is ended too.
      if (closed === undefined) steps.push(step);
      else void closed.then(step);
    },
    close(onFailed) {
      closed ??= run(onFailed);
      return closed;
    },
  };
}
