/** How many numbers a bench takes (rounds, minutes, seconds …); one that reads its own options looks at them itself. */
const numbers = { "camera-recovery": 1, "camera-soak": 1, kills: 1, "scene-soak": 1, cuts: Number.POSITIVE_INFINITY };
const readsItsOwn = new Set(["camera", "fanout", "web"]);

/**
 * What a bench does not know of its arguments; null when it knows them all. A figure for something else than was asked for would
 * be taken for the answer.
 * @param {string} name of the bench
 * @param {readonly string[]} args
 * @returns {string | null}
 */
export function unknownArgument(name, args) {
  if (readsItsOwn.has(name)) return null;
  const most = numbers[name] ?? 0;
  return args.find((arg, at) => at >= most || !(Number(arg) > 0)) ?? null;
}
