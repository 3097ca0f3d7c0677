/**
 * Made-up figures as pure functions of time: the same moment always gives the same value, so that a restart continues
 * where it was and history agrees with what was said live. All of them move smoothly; nothing jumps.
 */

const hourMs = 3_600_000;
const minuteMs = 60_000;
const dayMs = 24 * hourMs;
/** Việt Nam keeps UTC+7 all year. */
const offsetMs = 7 * hourMs;

/** Hours since local midnight, with fractions. */
export const hourOfDay = (atMs: number): number => ((atMs + offsetMs) % dayMs) / hourMs;

export const localMidnightMs = (atMs: number): number => atMs - ((atMs + offsetMs) % dayMs);

/** A number in 0..1 from a text; FNV-1a. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** Swings between -1 and 1 in waves of some minutes to some hours, at other times for each seed. */
export function sway(seed: string, atMs: number): number {
  const waves = [
    { minutes: 233, weight: 0.5 },
    { minutes: 61, weight: 0.3 },
    { minutes: 17, weight: 0.2 },
  ];
  return waves.reduce((sum, { minutes, weight }, index) => {
    const phase = seedOf(`${seed}${index}`);
    return sum + weight * Math.sin(2 * Math.PI * (atMs / (minutes * minuteMs) + phase));
  }, 0);
}

const bell = (hour: number, peak: number, width: number): number => {
  const distance = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
  return Math.exp(-((distance / width) ** 2));
};

/** 0 at night, near 1 in the late morning and the afternoon: how busy a border gate is. */
export function gateActivity(atMs: number): number {
  const hour = hourOfDay(atMs);
  return Math.min(1, 0.95 * bell(hour, 10, 3.2) + 0.85 * bell(hour, 15.5, 3) + 0.25 * bell(hour, 19.5, 2));
}

/** The share of a day's applications that have come in by now: office hours, with a noon break. */
export function officeShare(atMs: number): number {
  const hour = hourOfDay(atMs);
  const part = (from: number, to: number) => Math.min(1, Math.max(0, (hour - from) / (to - from)));
  return 0.55 * part(7.5, 11.5) + 0.42 * part(13.5, 17) + 0.03 * part(17, 23);
}
