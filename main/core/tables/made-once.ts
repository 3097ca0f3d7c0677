/**
 * What is costly to make, kept by its version: who asks while it is being made waits for the same one.
 * @param most versions that are kept; the one unused for longest goes. One that could not be made is not kept
 */
export function keepMade<Made>(most: number): { of(version: string, make: () => Promise<Made>): Promise<Made> } {
  const kept = new Map<string, Promise<Made>>();
  return {
    of(version, make) {
      const found = kept.get(version) ?? make();
      kept.delete(version);
      kept.set(version, found);
      found.catch(() => {
        if (kept.get(version) === found) kept.delete(version);
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return found;
    },
  };
}

/** Who asks while an answer is on its way gets that one. */
export function sharedWhileAsked<Answer>(ask: () => Promise<Answer>): { now(): Promise<Answer> } {
  let asking: Promise<Answer> | undefined;
  return {
    now() {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}
