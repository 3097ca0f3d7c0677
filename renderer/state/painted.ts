let resolve: () => void = () => undefined;
const painted = new Promise<void>((done) => {
  resolve = done;
});

/**
 * Fulfilled once the page has figures on the screen. What is large and adds to them (chart, map, the schemas of the live
 * line) is read after that: reading it takes longer than all the painting.
 */
export const whenPainted = (): Promise<void> => painted;

/** Twice does no harm. */
export const markPainted = (): void => resolve();
