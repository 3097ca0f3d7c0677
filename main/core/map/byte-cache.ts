/** Keeps what was used last, up to so many bytes; what does not fit is not kept. */
export type ByteCache<Value> = {
  get(key: string): Value | undefined;
  put(key: string, value: Value, bytes: number): void;
  clear(): void;
  readonly bytes: number;
};

export function createByteCache<Value>(limitBytes: number): ByteCache<Value> {
  // A Map keeps the order of insertion: the first is the one that was not used for longest.
  const kept = new Map<string, { value: Value; bytes: number }>();
  let total = 0;
  return {
    get bytes() {
      return total;
    },
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    put(key, value, bytes) {
      total -= kept.get(key)?.bytes ?? 0;
      kept.delete(key);
      if (bytes > limitBytes) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const [oldest, { bytes: size }] of kept) {
        if (total <= limitBytes) break;
        kept.delete(oldest);
        total -= size;
      }
    },
    clear() {
      kept.clear();
      total = 0;
    },
  };
}
