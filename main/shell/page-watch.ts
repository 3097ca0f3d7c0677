/** Looks without a beat: a page that hangs, and one that is given up. */
const hungAfter = 5;
const lostAfter = 15;
/**
 * A page that has not been there for so many looks is given up only after as many without a beat: to begin, to read a map's engine
 * and to draw it first keeps a slow machine's page from beating, and to load it anew would begin that again.
 */
const youngFor = 60;

export type PageWatch = {
  /** The page says that it is alive. */
  beat(): void;
  /** It is being loaded: from now on it is young. */
  begin(): void;
  readonly isHung: boolean;
  stop(): void;
};

/**
 * Watches whether a page beats. Looks are counted, not time: after the machine slept, or this process was held up itself, a page is not
 * taken for hung whose beats nobody could hear.
 *
 * @param everyMs between two looks
 * @param onHung it hangs, or no longer does
 * @param onLost it is to be ended and loaded anew; told again as long as it does not beat. @param looks so many had no beat
 */
export function watchPage(everyMs: number, onHung: () => void, onLost: (looks: number) => void): PageWatch {
  let missed = 0;
  let age = 0;
  let hasBegun = false;
  let isHung = false;
  const setHung = (next: boolean) => {
    if (next === isHung) return;
    isHung = next;
    onHung();
  };
  const timer = setInterval(() => {
    missed += 1;
    age += 1;
    if (hasBegun && missed >= hungAfter) setHung(true);
    const limit = hasBegun && age - missed >= youngFor ? lostAfter : youngFor;
    if (missed < limit) return;
    missed = 0;
    onLost(limit);
  }, everyMs);
  return {
    get isHung() {
      return isHung;
    },
    beat() {
      missed = 0;
      hasBegun = true;
      setHung(false);
    },
    begin() {
      missed = 0;
      age = 0;
      hasBegun = false;
      setHung(false);
    },
    stop: () => clearInterval(timer),
  };
}
