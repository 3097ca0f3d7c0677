import type { DisplayStatus } from "#contract/entities/wall.ts";

/** Until when the windows of a shell have the machine to themselves; after it the core goes on whatever they do. */
const atMostMs = 2_000;

/**
 * Tells when the wall has been painted for the first time. A room that is switched on should not wait for its screens
 * because platforms are being connected: the windows come up with the stored figures, then the new ones arrive.
 */
export type FirstPaint = {
  look(displays: readonly DisplayStatus[]): void;
  /** Fulfilled once all windows there are have painted, or after two seconds. */
  readonly done: Promise<void>;
};

export function awaitFirstPaint(): FirstPaint {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, atMostMs);
  return {
    done: promise.finally(() => clearTimeout(timer)),
    look(displays) {
      const windows = displays.flatMap(({ window }) => window ?? []);
      if (windows.length > 0 && windows.every(({ paintedAtMs }) => paintedAtMs !== null)) resolve();
    },
  };
}
