/** When the next bulletin is due, who says so, and since when it is missing. */
export type BulletinState = {
  issuedMs: number | null;
  /** null: none is due. */
  nextMs: number | null;
  /** It did not name the next one; the hours of the rule are taken. */
  isByRule: boolean;
  /** null: it is not overdue. */
  overdueMs: number | null;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

const timeMs = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * minuteMs;
};

/** The first of some times of day after a moment. @param offsetMs of the site's time from UTC */
export function nextTime(times: readonly string[], afterMs: number, offsetMs: number): number | null {
  if (times.length === 0) return null;
  const dayStart = Math.floor((afterMs + offsetMs) / dayMs) * dayMs - offsetMs;
  const today = times.map((time) => dayStart + timeMs(time));
  return [...today, ...today.map((ms) => ms + dayMs)].find((ms) => ms > afterMs) ?? null;
}

type Known = {
  /** When the newest came out; null: none is known. */
  issuedMs: number | null;
  /** When it says that the next is to come, ISO 8601; null where it does not say. */
  named: string | number | null;
  /** By how many levels the water stands above: the hours at which bulletins are due then. */
  times: readonly string[];
  offsetMs: number;
};

/**
 * Each bulletin names the time of the next, so that one which is overdue can be told; where it does not, the hours of the rule count. Where
 * the water has risen since, the rule may ask for an earlier one: the earlier of the two is due.
 */
export function bulletinState({ issuedMs, named, times, offsetMs }: Known, nowMs: number): BulletinState {
  const parsed = typeof named === "string" ? Date.parse(named) : Number.NaN;
  const namedMs = Number.isFinite(parsed) ? parsed : null;
  const byRule = issuedMs === null ? null : nextTime(times, issuedMs, offsetMs);
  const nextMs = namedMs === null ? byRule : byRule === null ? namedMs : Math.min(namedMs, byRule);
  const isOverdue = nextMs !== null && nowMs >= nextMs + minuteMs;
  return {
    issuedMs,
    nextMs,
    isByRule: nextMs !== null && nextMs !== namedMs,
    overdueMs: isOverdue && nextMs !== null ? nowMs - nextMs : null,
  };
}
