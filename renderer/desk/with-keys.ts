/** Items with names of their own, also where several say the same: what React tells rows apart by. */
export function withKeys<Item>(items: readonly Item[], textOf: (item: Item) => string): { key: string; item: Item }[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const text = textOf(item);
    const count = times.get(text) ?? 0;
    times.set(text, count + 1);
    return { key: `${text}/${count}`, item };
  });
}
