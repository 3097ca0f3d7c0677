/**
 * Something that runs once, however many tiles want it, for as long as any of them does.
 * @param start begins it and gives its end
 * @returns to be called by whoever wants it; gives its undo
 */
export function whileUsed(start: () => () => void): () => () => void {
  let users = 0;
  let stop: () => void = () => {};
  return () => {
    users += 1;
    if (users === 1) stop = start();
    return () => {
      users -= 1;
      if (users === 0) stop();
    };
  };
}
