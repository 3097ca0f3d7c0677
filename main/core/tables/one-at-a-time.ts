/** Does what it is given one after the other, in its order; what fails holds up nothing. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let working: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = working.then(work);
    working = result.catch(() => {});
    return result;
  };
}
