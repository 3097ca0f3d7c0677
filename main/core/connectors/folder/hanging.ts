/**
 * What a promise gives; where it gives nothing in time, what `late` gives or throws. The promise goes on by itself, and its
 * failure then does no harm.
 */
export async function withinTime<T, Late>(promise: Promise<T>, withinMs: number, late: () => Late): Promise<T | Late> {
  const { promise: isOver, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), withinMs);
  try {
    const first = await Promise.race([promise.then((value) => ({ value })), isOver]);
    if (first !== "late") return first.value;
    promise.catch(() => {});
    return late();
  } finally {
    clearTimeout(timer);
  }
}
