/** The same with another value at a path, "series.0.indicator"; undefined takes it out. */
export function putAt(value: unknown, path: readonly string[], next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (Array.isArray(value)) {
    const items: unknown[] = [...value];
    items[Number(step)] = putAt(items[Number(step)], rest, next);
    return items;
  }
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const put = putAt(given[step], rest, next);
  if (put !== undefined) return { ...given, [step]: put };
  const { [step]: _, ...others } = given;
  return others;
}
